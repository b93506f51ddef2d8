#include "store/words/search_words.h"

#include <unicode/normalizer2.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <memory>
#include <new>
#include <stdexcept>
#include <string>

namespace proviso::store {

namespace {

constexpr std::size_t kLongestChain =
    4;  // numbers joined by dashes; longer ones are telephone numbers and the like

UChar32 code_point_at(std::string_view text, std::size_t& at) {
  UChar32 c = 0;
  auto i = static_cast<std::int32_t>(at);
  U8_NEXT(text.data(), i, static_cast<std::int32_t>(text.size()), c);
  at = static_cast<std::size_t>(i);
  return c;
}

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_digit(UChar32 c) { return c < 0x80 ? c >= '0' && c <= '9' : u_charType(c) == U_DECIMAL_DIGIT_NUMBER; }
bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii_letter(UChar32 c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_basic_cyrillic(UChar32 c) { return c >= 0x400 && c <= 0x45F; }
bool is_apostrophe(UChar32 c) { return c == '\'' || c == 0x2019 || c == 0x2018; }
bool is_dash(UChar32 c) { return c == '-' || (c >= 0x2010 && c <= 0x2013) || c == 0x2212; }

// The value of a raised digit, or -1.
int raised_digit(UChar32 c) {
  if (c == 0xB9) return 1;
  if (c == 0xB2 || c == 0xB3) return static_cast<int>(c) - 0xB0;
  if (c == 0x2070 || (c >= 0x2074 && c <= 0x2079)) return static_cast<int>(c) - 0x2070;
  return -1;
}

// Characters whose word boundaries the short cut knows: letters and digits that it joins, and marks that
// never join anything.
bool is_plain(UChar32 c) {
  if (c < 0x80 || is_basic_cyrillic(c) || raised_digit(c) >= 0) return true;
  switch (c) {
    case 0xA0:
    case 0xA7:
    case 0xAB:
    case 0xB0:
    case 0xBB:
    case 0x2022:
    case 0x2026:
    case 0x20AC:
    case 0x2116:
      return true;
    default:
      return c >= 0x2010 && c <= 0x201F;
  }
}

// May `c` stand inside a word, between `left` and `right`? Only for characters that are no letters or digits.
bool joins(UChar32 left, UChar32 c, UChar32 right) {
  if (c == '.' || c == ',') return is_digit(left) && is_digit(right);
  return is_apostrophe(c) && !is_digit(left) && !is_digit(right);
}

bool never_in_word(UChar32 c) { return c == '_' || c == ':' || c == ';' || c == 0xB7 || c == 0x2027; }

bool is_number(std::string_view word) {
  for (const char c : word) {
    if (!is_ascii_digit(c) && c != '.' && c != ',') return false;
  }
  return !word.empty();
}

// Marks that are dropped after a letter of these scripts; in Cyrillic they are chosen one by one.
bool takes_accents(UChar32 base) {
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(base, &status)) {
    case USCRIPT_LATIN:
    case USCRIPT_GREEK:
    case USCRIPT_ARABIC:
    case USCRIPT_HEBREW:
      return true;
    default:
      return false;
  }
}

bool dropped(UChar32 base, UChar32 mark) {
  if (base >= 0x400 && base <= 0x52F) {
    return mark == 0x300 || mark == 0x301 || (mark == 0x308 && base == 0x435);
  }
  return takes_accents(base);
}

// Letters that Unicode does not decompose, but people type without their stroke.
UChar32 without_stroke(UChar32 c) {
  switch (c) {
    case 0x142:
      return 'l';
    case 0xF8:
      return 'o';
    case 0x111:
      return 'd';
    case 0x131:
      return 'i';
    default:
      return c;
  }
}

// ICU says so when memory runs out; without it, its data are missing.
void check(UErrorCode status) {
  if (status == U_MEMORY_ALLOCATION_ERROR) throw std::bad_alloc();
  if (U_FAILURE(status))
    throw std::runtime_error(std::string("ICU cannot cut or fold words: ") + u_errorName(status));
}

// A string that got no memory is "bogus", and empty.
const icu::UnicodeString& whole(const icu::UnicodeString& text) {
  return text.isBogus() ? throw std::bad_alloc() : text;
}

void fold_by_icu(std::string_view word, std::string& out) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  check(status);
  icu::UnicodeString text =
      icu::UnicodeString::fromUTF8(icu::StringPiece(word.data(), static_cast<std::int32_t>(word.size())));
  text = nfkd->normalize(whole(text.foldCase()), status);
  check(status);
  icu::UnicodeString kept;
  UChar32 base = 0;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    const auto type = u_charType(c);
    if (type == U_FORMAT_CHAR || c == 0x640) continue;  // soft hyphen, joiners, Arabic stretching
    if (type == U_NON_SPACING_MARK) {
      if (!dropped(base, c)) kept.append(c);
    } else if (type == U_DECIMAL_DIGIT_NUMBER) {
      kept.append(static_cast<UChar32>('0' + u_charDigitValue(c)));
      base = c;
    } else {
      kept.append(is_apostrophe(c) || c == 0x2BC ? UChar32{'\''} : without_stroke(c));
      base = c;
    }
  }
  out.clear();
  const icu::UnicodeString composed = nfc->normalize(whole(kept), status);
  check(status);
  composed.toUTF8String(out);
}

// Lower case of a basic Cyrillic letter without the marks that are dropped.
UChar32 folded_cyrillic(UChar32 c) {
  if (c <= 0x40F) {
    c += 0x50;
  } else if (c <= 0x42F) {
    c += 0x20;
  }
  switch (c) {
    case 0x450:
    case 0x451:
      return 0x435;  // ѐ, ё
    case 0x453:
      return 0x433;
    case 0x45C:
      return 0x43A;
    case 0x45D:
      return 0x438;
    default:
      return c;
  }
}

void fold_plain(std::string_view word, std::string& out) {
  out.clear();
  for (std::size_t i = 0; i < word.size();) {
    const UChar32 c = code_point_at(word, i);
    if (c < 0x80) {
      out.push_back(static_cast<char>(c >= 'A' && c <= 'Z' ? c + 0x20 : c));
    } else if (is_basic_cyrillic(c)) {
      const UChar32 letter = folded_cyrillic(c);
      out.push_back(static_cast<char>(0xC0 | (letter >> 6)));
      out.push_back(static_cast<char>(0x80 | (letter & 0x3F)));
    } else {
      out.push_back('\'');  // the only other character inside a plain word
    }
  }
}

// The raised digits that begin at `at`, as ASCII; moves `at` behind them.
std::string raised_digits(std::string_view text, std::size_t& at) {
  std::string digits;
  while (at < text.size()) {
    std::size_t next = at;
    const int digit = raised_digit(code_point_at(text, next));
    if (digit < 0) break;
    digits.push_back(static_cast<char>('0' + digit));
    at = next;
  }
  return digits;
}

// Is text[begin, end) one dash?
bool one_dash(std::string_view text, std::size_t begin, std::size_t end) {
  if (begin >= end) return false;
  return is_dash(code_point_at(text, begin)) && begin == end;
}

}  // namespace

SearchWords::SearchWords() {
  UErrorCode status = U_ZERO_ERROR;
  breaks_ = ubrk_open(UBRK_WORD, "", nullptr, 0, &status);
  check(status);
}

SearchWords::~SearchWords() { ubrk_close(breaks_); }

// Cuts text at white space into stretches that the short cut knows and others, which go through ICU.
void SearchWords::cut(std::string_view text) {
  pieces_.clear();
  std::size_t begin = 0;
  bool plain = true;
  const auto end_stretch = [&](std::size_t end) {
    if (begin < end) plain&& short_cut_ ? cut_plain(text, begin, end) : cut_by_icu(text, begin, end);
    begin = end;
  };
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    bool plain_word = true;
    while (end < text.size() && !is_space(text[end])) {
      if (!is_plain(code_point_at(text, end))) plain_word = false;
    }
    if (plain_word != plain) {
      end_stretch(i);
      plain = plain_word;
    }
    while (end < text.size() && is_space(text[end])) ++end;
    i = end;
  }
  end_stretch(text.size());
}

void SearchWords::cut_plain(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view stretch = text.substr(0, end);
  constexpr auto nowhere = static_cast<std::size_t>(-1);
  std::size_t word = nowhere, last_end = 0;  // where the word began; end of its last letter or digit
  UChar32 last = 0, between = 0;             // that letter or digit; the mark after it, if one
  for (std::size_t i = begin; i < end;) {
    const std::size_t at = i;
    const UChar32 c = code_point_at(stretch, i);
    if (is_ascii_letter(c) || is_digit(c) || is_basic_cyrillic(c)) {
      if (word != nowhere && between != 0 && !joins(last, between, c)) {
        pieces_.push_back({word, last_end, true});
        word = nowhere;
      }
      if (word == nowhere) word = at;
      last = c;
      last_end = i;
      between = 0;
    } else if (word != nowhere) {
      if (between != 0 || (c != '.' && c != ',' && !is_apostrophe(c))) {
        pieces_.push_back({word, last_end, true});
        word = nowhere;
      }
      between = c;
    }
  }
  if (word != nowhere) pieces_.push_back({word, last_end, true});
}

void SearchWords::cut_by_icu(std::string_view text, std::size_t begin, std::size_t end) {
  UErrorCode status = U_ZERO_ERROR;
  UText stretch = UTEXT_INITIALIZER;
  utext_openUTF8(&stretch, text.data() + begin, static_cast<std::int64_t>(end - begin), &status);
  const std::unique_ptr<UText, decltype(&utext_close)> closed_at_end(&stretch, utext_close);
  ubrk_setUText(breaks_, &stretch, &status);
  check(status);
  std::int32_t from = ubrk_first(breaks_);
  for (std::int32_t to = ubrk_next(breaks_); to != UBRK_DONE; from = to, to = ubrk_next(breaks_)) {
    if (ubrk_getRuleStatus(breaks_) < UBRK_WORD_NONE_LIMIT) {
      // "_" alone is a word to ICU only beside letters; nothing to keep here.
      continue;
    }
    cut_finer(text, begin + static_cast<std::size_t>(from), begin + static_cast<std::size_t>(to));
  }
}

// Cuts one of ICU's words where ours end sooner.
void SearchWords::cut_finer(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view word = text.substr(0, end);
  std::size_t from = begin;
  UChar32 last = 0;
  const auto keep = [&](std::size_t to) {
    if (from < to) pieces_.push_back({from, to, false});
  };
  for (std::size_t i = begin; i < end;) {
    const std::size_t at = i;
    const UChar32 c = code_point_at(word, i);
    std::size_t behind = i;
    const UChar32 next = i < end ? code_point_at(word, behind) : 0;
    const bool mark = c == '.' || c == ',' || is_apostrophe(c);
    if (never_in_word(c) ||
        (mark && (at == from || i == end || never_in_word(next) || !joins(last, c, next)))) {
      keep(at);
      from = i;
    }
    last = c;
  }
  keep(end);
}

void SearchWords::fold(std::string_view word, bool plain, std::string& out) {
  plain ? fold_plain(word, out) : fold_by_icu(word, out);
  if (out.size() > 2 && out.ends_with("'s")) out.resize(out.size() - 2);
}

void SearchWords::each(std::string_view text, const std::function<bool(const SearchWord&)>& take) {
  cut(text);
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    const Piece& first = pieces_[i];
    const std::string_view word = text.substr(first.begin, first.end - first.begin);
    fold(word, first.plain, whole_);
    if (whole_.empty()) continue;
    std::size_t end = first.end;
    if (!is_number(whole_)) {
      if (!take({whole_, first.begin, end})) return;
      continue;
    }
    if (std::string raised = raised_digits(text, end); !raised.empty() && whole_.size() <= 4) {
      whole_ += "." + raised;
    }
    std::size_t last = i;
    while (last + 1 < pieces_.size() && last + 1 - i < kLongestChain &&
           one_dash(text, pieces_[last].end, pieces_[last + 1].begin)) {
      const Piece& next = pieces_[last + 1];
      const std::string_view digits = text.substr(next.begin, next.end - next.begin);
      if (!is_number(digits)) break;
      whole_.append("-").append(digits);
      end = next.end;
      ++last;
    }
    if (!take({whole_, first.begin, end})) return;
    for (std::size_t k = i; last > i && k <= last; ++k) {
      part_.assign(text.substr(pieces_[k].begin, pieces_[k].end - pieces_[k].begin));
      if (!take({part_, pieces_[k].begin, pieces_[k].end, true})) return;
    }
    i = last;
  }
}

}  // namespace proviso::store
