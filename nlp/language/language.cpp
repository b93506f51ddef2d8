#include "nlp/language/language.h"

#include <cld2/public/compact_lang_det.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <utility>

namespace proviso::nlp {
namespace {

// Fewer letters than this are no sample: CLD2 scores groups of four letters and guesses below it.
constexpr int sample_letters = 60;
// Blocks are judged together up to about this many letters.
constexpr int run_letters = 3000;
// A run is of one language if CLD2 gives that language at least this share of its bytes.
constexpr int whole_percent = 92;

constexpr std::string_view unknown = "und";

struct Letters {
  UScriptCode script = USCRIPT_INVALID_CODE;  // that of most letters; invalid if there are none
  int count = 0;                              // letters of that script
};

struct Tally {
  UScriptCode script;
  int count;
};

Letters letters_of(std::string_view text) {
  std::array<Tally, 4> seen{
      {{USCRIPT_LATIN, 0}, {USCRIPT_CYRILLIC, 0}, {USCRIPT_COMMON, 0}, {USCRIPT_COMMON, 0}}};
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < size;) {
    if (bytes[i] < 0x80) {
      const std::uint8_t lower = bytes[i++] | 0x20;
      seen[0].count += lower >= 'a' && lower <= 'z';
      continue;
    }
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    if (c >= 0x400 && c < 0x530) {
      ++seen[1].count;
      continue;
    }
    if (c < 0 || !u_isalpha(c)) continue;
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(c, &status);
    for (Tally& tally : seen) {
      if (tally.script == USCRIPT_COMMON) tally.script = script;
      if (tally.script != script) continue;
      ++tally.count;
      break;
    }
  }
  const auto most =
      std::max_element(seen.begin(), seen.end(), [](auto& a, auto& b) { return a.count < b.count; });
  if (most->count == 0) return {};
  return {most->script, most->count};
}

// The language of a script that is written in one language only; empty for the others.
std::string_view language_of_script(UScriptCode script) {
  switch (script) {
    case USCRIPT_ARMENIAN:
      return "hy";
    case USCRIPT_GEORGIAN:
      return "ka";
    case USCRIPT_GREEK:
      return "el";
    case USCRIPT_HEBREW:
      return "he";
    case USCRIPT_HANGUL:
      return "ko";
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
      return "ja";
    case USCRIPT_HAN:
      return "zh";
    case USCRIPT_THAI:
      return "th";
    default:
      return {};
  }
}

// Letters that only one of the East Slavic alphabets has.
std::string_view cyrillic_by_letters(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 10> telling{{{"ў", "be"},
                                                                                   {"Ў", "be"},
                                                                                   {"ї", "uk"},
                                                                                   {"Ї", "uk"},
                                                                                   {"є", "uk"},
                                                                                   {"ґ", "uk"},
                                                                                   {"ы", "ru"},
                                                                                   {"э", "ru"},
                                                                                   {"ъ", "ru"},
                                                                                   {"і", "uk"}}};
  for (const auto& [letter, language] : telling) {
    if (text.find(letter) != std::string_view::npos) return language;
  }
  return "ru";
}

std::string_view script_default(UScriptCode script, std::string_view text) {
  if (script == USCRIPT_LATIN) return "en";
  if (script == USCRIPT_CYRILLIC) return cyrillic_by_letters(text);
  if (script == USCRIPT_ARABIC) return "ar";
  const std::string_view only = language_of_script(script);
  return only.empty() ? unknown : only;
}

// CLD2 keeps some withdrawn codes.
std::string iso_639_1(CLD2::Language language) {
  const std::string code = CLD2::LanguageCode(language);
  static const std::map<std::string, std::string> renamed{
      {"iw", "he"}, {"jw", "jv"}, {"mo", "ro"}, {"zh-Hant", "zh"}};
  const auto found = renamed.find(code);
  if (found != renamed.end()) return found->second;
  return code.size() == 2 && code != "un" ? code : std::string(unknown);
}

struct Verdict {
  std::string language;  // "und" if CLD2 knows nothing
  int percent = 0;
  bool reliable = false;
};

Verdict judge(std::string_view text) {
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percents{};
  int bytes = 0;
  bool reliable = false;
  CLD2::DetectLanguageSummary(text.data(), static_cast<int>(text.size()), true, languages.data(),
                              percents.data(), &bytes, &reliable);
  return {iso_639_1(languages[0]), percents[0], reliable};
}

bool judged_by_cld2(UScriptCode script) {
  return script == USCRIPT_LATIN || script == USCRIPT_CYRILLIC || script == USCRIPT_ARABIC;
}

// Languages of the blocks that can be judged; empty for the others.
class Judge {
 public:
  explicit Judge(const extract::Document& document) : document_(document), found_(document.blocks.size()) {
    letters_.reserve(found_.size());
    for (const extract::Block& block : document.blocks) {
      letters_.push_back(letters_of(extract::text_of(document, block.span)));
    }
  }

  void judge_all() {
    for (std::size_t first = 0; first < found_.size();) {
      const std::size_t last = end_of_run(first);
      judge_run(first, last);
      first = last;
    }
  }

  void fill_gaps() {
    fill(found_.begin(), found_.end(), letters_.begin());
    fill(found_.rbegin(), found_.rend(), letters_.rbegin());
    for (std::size_t i = 0; i < found_.size(); ++i) {
      if (!found_[i].empty() || letters_[i].count == 0) continue;
      found_[i] = script_default(letters_[i].script, extract::text_of(document_, document_.blocks[i].span));
    }
    for (std::size_t i = 0; i < found_.size(); ++i) {
      if (found_[i].empty()) found_[i] = i > 0 ? found_[i - 1] : std::string(unknown);
    }
  }

  std::vector<std::string> result() && { return std::move(found_); }

 private:
  std::size_t end_of_run(std::size_t first) const {
    const UScriptCode script = letters_[first].script;
    int letters = 0;
    std::size_t last = first;
    while (last < found_.size() && letters < run_letters) {
      const Letters& next = letters_[last];
      if (next.count > 0 && next.script != script) break;
      letters += next.count;
      ++last;
    }
    return std::max(last, first + 1);
  }

  void judge_run(std::size_t first, std::size_t last) {
    const UScriptCode script = letters_[first].script;
    const std::string_view only = language_of_script(script);
    if (!only.empty()) {
      for (std::size_t i = first; i < last; ++i) {
        if (letters_[i].count > 0) found_[i] = only;
      }
      return;
    }
    if (!judged_by_cld2(script)) return;
    const extract::Span run{document_.blocks[first].span.begin, document_.blocks[last - 1].span.end};
    int letters = 0;
    for (std::size_t i = first; i < last; ++i) letters += letters_[i].count;
    if (letters < sample_letters) return;
    const Verdict verdict = judge(extract::text_of(document_, run));
    const bool whole = verdict.reliable && verdict.percent >= whole_percent && verdict.language != unknown;
    for (std::size_t i = first; i < last; ++i) {
      if (letters_[i].count == 0) continue;
      if (whole) {
        found_[i] = verdict.language;
      } else if (letters_[i].count >= sample_letters) {
        const Verdict own = judge(extract::text_of(document_, document_.blocks[i].span));
        if (own.reliable && own.language != unknown) found_[i] = own.language;
      }
    }
  }

  // Gives each unjudged block that has letters the language of the last judged one of its script.
  template <typename Found, typename Counts>
  static void fill(Found begin, Found end, Counts letters) {
    std::map<UScriptCode, std::string> nearest;
    for (; begin != end; ++begin, ++letters) {
      if (letters->count == 0) continue;
      std::string& known = nearest[letters->script];
      if (begin->empty()) {
        *begin = known;
      } else {
        known = *begin;
      }
    }
  }

  const extract::Document& document_;
  std::vector<Letters> letters_;
  std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> block_languages(const extract::Document& document) {
  Judge judge(document);
  judge.judge_all();
  judge.fill_gaps();
  return std::move(judge).result();
}

std::string document_language(const extract::Document& document,
                              const std::vector<std::string>& block_languages) {
  std::map<std::string_view, std::uint64_t> bytes;
  for (std::size_t i = 0; i < block_languages.size(); ++i) {
    const extract::Block& block = document.blocks[i];
    if (block.kind != extract::BlockKind::running) bytes[block_languages[i]] += block.span.size();
  }
  const auto most = std::max_element(bytes.begin(), bytes.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  return std::string(most == bytes.end() ? unknown : most->first);
}

std::string language_of(std::string_view text) {
  const Letters letters = letters_of(text);
  if (letters.count == 0) return std::string(unknown);
  const std::string_view only = language_of_script(letters.script);
  if (!only.empty()) return std::string(only);
  if (judged_by_cld2(letters.script) && letters.count >= sample_letters) {
    const Verdict verdict = judge(text);
    if (verdict.reliable && verdict.language != unknown) return verdict.language;
  }
  return std::string(script_default(letters.script, text));
}

}  // namespace proviso::nlp
