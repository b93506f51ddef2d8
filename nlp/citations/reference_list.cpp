#include "nlp/citations/reference_list.h"

#include <re2/re2.h>
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "nlp/citations/pointing_note.h"

namespace proviso::nlp {
namespace {

using extract::Span;

// An entry's author and year stand in front; titles with years in them come after.
constexpr std::size_t kHeadBytes = 160;
constexpr std::size_t kAuthorBytes = 90;
// Words that stand in front of a year without being its author.
constexpr std::array<std::string_view, 5> kNoAuthors = {"no_author", "month_en", "month_ru", "month_uk",
                                                        "month_other"};
// How many of ten words of an author's name must stand in an entry's head.
constexpr std::size_t kWordsAgree = 8;

std::string lower(std::string_view text) {
  std::string out;
  icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())})
      .toLower(icu::Locale::getRoot())
      .toUTF8String(out);
  return out;
}

// Words of letters and digits, as written.
std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int32_t>(text.size());
  std::int32_t begin = -1;
  for (std::int32_t i = 0; i < size;) {
    const std::int32_t at = i;
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    const bool letter = c >= 0 && u_isalnum(c);
    if (letter && begin < 0) begin = at;
    if (!letter && begin >= 0) {
      words.push_back(text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(at - begin)));
      begin = -1;
    }
  }
  if (begin >= 0) words.push_back(text.substr(static_cast<std::size_t>(begin)));
  return words;
}

bool is_joining(std::string_view word) {
  constexpr std::array<std::string_view, 12> joining = {"and", "et",  "al", "the", "of", "eds",
                                                        "ed",  "for", "и",  "др",  "та", "і"};
  return std::find(joining.begin(), joining.end(), word) != joining.end();
}

bool is_initial(std::string_view word) {
  std::int32_t i = 0;
  U8_FWD_1(reinterpret_cast<const std::uint8_t*>(word.data()), i, static_cast<std::int32_t>(word.size()));
  return static_cast<std::size_t>(i) == word.size();
}

std::vector<std::string> name_words(std::string_view text) {
  std::vector<std::string> out;
  for (const std::string_view word : words_of(text)) {
    std::string low = lower(word);
    if (!is_initial(word) && !is_joining(low)) out.push_back(std::move(low));
  }
  return out;
}

// "iom" for "International Organization for Migration".
std::string acronym_of(std::string_view text) {
  std::string out;
  for (const std::string_view word : words_of(text)) {
    std::int32_t i = 0;
    UChar32 c = 0;
    U8_NEXT(reinterpret_cast<const std::uint8_t*>(word.data()), i, static_cast<std::int32_t>(word.size()), c);
    if (u_isupper(c)) out += lower(word.substr(0, static_cast<std::size_t>(i)));
  }
  return out;
}

const RE2& year_pattern() {
  static const RE2 pattern(R"((?:^|[^0-9A-Za-z])((?:19|20)[0-9]{2}[a-z]?)(?:[^0-9A-Za-z]|$))");
  return pattern;
}

// What stands before a year in brackets may be no author: a month, a preposition, a label.
bool is_author(const RuleSet& rules, std::string_view author) {
  if (author.empty() || author.size() > kAuthorBytes) return false;
  const std::vector<std::string_view> words = words_of(author);
  if (words.empty() || words.front().data() != author.data()) return true;
  return std::none_of(kNoAuthors.begin(), kNoAuthors.end(),
                      [&](std::string_view name) { return rules.is(name, words.front()); });
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == ',')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == ',')) text.remove_suffix(1);
  return text;
}

// "IOM" for "As IOM": a sentence's first word is written like a name.
std::string_view without_opening(const RuleSet& rules, std::string_view name) {
  for (;;) {
    const std::string_view rest = without_leading(rules, "opens_sentence", name);
    if (rest.empty() || rest.size() == name.size()) return name;
    name = rest;
  }
}

Span span_of(std::string_view whole, std::string_view part, Span base) {
  const auto begin = base.begin + static_cast<std::uint32_t>(part.data() - whole.data());
  return {begin, begin + static_cast<std::uint32_t>(part.size())};
}

// "Gulina, 2018:9", "see also IOM 2015, p. 4": one reference of a bracket.
std::optional<AuthorYear> bracketed(const RuleSet& rules, std::string_view whole, std::string_view piece,
                                    Span base) {
  static const RE2 pattern(
      R"((\p{Lu}[^0-9()]*?|[a-z]+[.][a-z.]+),? ?\(?((?:19|20)[0-9]{2}[a-z]?)\)?(?:(?:[-–/,] ?(?:19|20)[0-9]{2}[a-z]?)*)(?: ?[:,.] ?[\p{L}. ]{0,6}[0-9][-–0-9, ]*)?$)");
  piece = without_leading(rules, "refers_to", trimmed(piece));
  re2::StringPiece author, year;
  if (!RE2::FullMatch(re2::StringPiece(piece.data(), piece.size()), pattern, &author, &year))
    return std::nullopt;
  const std::string_view name = trimmed({author.data(), author.size()});
  if (!is_author(rules, name)) return std::nullopt;
  // The span begins at the author: "see" is not part of the marker.
  const std::string_view own = piece.substr(static_cast<std::size_t>(name.data() - piece.data()));
  return AuthorYear{span_of(whole, own, base), std::string(name), std::string(year)};
}

void add_bracketed(const RuleSet& rules, std::string_view whole, std::string_view inside, Span base,
                   std::vector<AuthorYear>& out) {
  while (!inside.empty()) {
    const std::string_view piece = inside.substr(0, inside.find(';'));
    if (auto found = bracketed(rules, whole, piece, base)) out.push_back(std::move(*found));
    inside.remove_prefix(std::min(inside.size(), piece.size() + 1));
  }
}

// Whether two words are one name; in Cyrillic they may differ in the case ending («Петровой», «Петрова»).
bool same_name(std::string_view a, std::string_view b) {
  if (a == b) return true;
  if (a.size() < 10 || static_cast<unsigned char>(a[0]) < 0xD0) return false;
  const std::size_t stem = std::min(a.size(), b.size()) - 4;  // two letters
  return a.size() <= b.size() + 4 && b.size() <= a.size() + 4 && a.substr(0, stem) == b.substr(0, stem);
}

bool has_year(const std::vector<std::string>& years, std::string_view year) {
  return std::find(years.begin(), years.end(), year) != years.end();
}

// The entries in the text of a block: one, or several where the layout has run "[5] ..." and "[6] ..."
// together.
std::vector<Span> entries_of(std::string_view text, Span span) {
  static const RE2 own(R"(^\[([0-9]{1,3})\] )");
  std::vector<Span> out;
  int number = 0;
  std::size_t begin = 0;
  if (RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), own, &number)) {
    for (;;) {
      const std::size_t next = text.find(" [" + std::to_string(++number) + "] ", begin);
      if (next == std::string_view::npos) break;
      out.push_back(
          {span.begin + static_cast<std::uint32_t>(begin), span.begin + static_cast<std::uint32_t>(next)});
      begin = next + 1;
    }
  }
  out.push_back({span.begin + static_cast<std::uint32_t>(begin), span.end});
  return out;
}

}  // namespace

std::vector<AuthorYear> author_years(const RuleSet& rules, const extract::Document& document, Span span) {
  // Narrative: a name of capitalised words before "(2015: 46-47)".
  static const RE2 narrative(
      R"(((?:\p{Lu}[\p{L}.'’-]*|[0-9]+)(?:,? (?:of|the|for|and|&|et al\.|in|on|und|de|и|та|і|(?:\p{Lu}[\p{L}.'’-]*)),?)* )?\(((?:19|20)[0-9]{2}[a-z]?)(?: ?[:,;] ?[^()]{0,20})?\))");
  static const RE2 brackets(R"([(\[]([^()\[\]]*(?:19|20)[0-9]{2}[^()\[\]]*)[)\]])");
  const std::string_view whole = extract::text_of(document, span);
  std::vector<AuthorYear> out;
  if (whole.find_first_of("([") == std::string_view::npos) return out;
  re2::StringPiece rest(whole.data(), whole.size()), author, year, inside;
  while (RE2::FindAndConsume(&rest, narrative, &author, &year)) {
    const std::string_view name = without_opening(rules, trimmed({author.data(), author.size()}));
    if (author.empty() || !is_author(rules, name)) continue;
    const auto size = static_cast<std::size_t>(rest.data() - name.data());
    out.push_back({span_of(whole, {name.data(), size}, span), std::string(name), std::string(year)});
  }
  rest = {whole.data(), whole.size()};
  while (RE2::FindAndConsume(&rest, brackets, &inside)) {
    add_bracketed(rules, whole, {inside.data(), inside.size()}, span, out);
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.span.begin < b.span.begin; });
  return out;
}

ReferenceList::ReferenceList(const extract::Document& document) {
  for (const extract::Block& block : document.blocks)
    if (block.kind == extract::BlockKind::reference)
      for (const Span entry : entries_of(extract::text_of(document, block.span), block.span))
        add(document, entry);
}

void ReferenceList::add(const extract::Document& document, Span span) {
  const std::string_view text = extract::text_of(document, span);
  Entry entry{.span = span, .says = reference_entry(text)};
  const std::string& label = entry.says.label;
  if (!label.empty() && label.size() <= 3 && label.find_first_not_of("0123456789") == label.npos) {
    entry.number = std::stoi(label);
    numbers_ = true;
  }
  std::string head = entry.number == 0 ? label : std::string();
  for (const std::string& author : entry.says.authors) head += ' ' + author;
  if (trimmed(head).empty()) head = entry.says.title.substr(0, kAuthorBytes);
  if (!entry.says.year.empty()) entry.years.push_back(entry.says.year);
  re2::StringPiece found(text.data(), std::min(text.size(), kHeadBytes)), year;
  while (RE2::FindAndConsume(&found, year_pattern(), &year)) entry.years.emplace_back(year);
  entry.head = name_words(head);
  entry.acronym = acronym_of(head);
  entry.lower = lower(text);
  entries_.push_back(std::move(entry));
}

std::optional<Span> ReferenceList::numbered(int number) const {
  if (!numbers_) {
    if (number < 1 || static_cast<std::size_t>(number) > entries_.size()) return std::nullopt;
    return entries_[static_cast<std::size_t>(number) - 1].span;
  }
  for (const Entry& entry : entries_)
    if (entry.number == number) return entry.span;
  return std::nullopt;
}

std::optional<Span> ReferenceList::with_url(std::string_view url) const {
  for (const Entry& entry : entries_)
    if (!url.empty() && entry.says.url == url) return entry.span;
  return std::nullopt;
}

const ReferenceList::Entry* ReferenceList::headed_by(const std::vector<std::string>& words,
                                                     std::string_view year) const {
  const Entry* best = nullptr;
  std::size_t most = 0;
  for (const Entry& entry : entries_) {
    const bool exact = has_year(entry.years, year);
    if (!exact && !has_year(entry.years, year.substr(0, 4))) continue;
    const auto first = std::find_if(entry.head.begin(), entry.head.end(),
                                    [&](const auto& word) { return same_name(words.front(), word); });
    const bool named = first != entry.head.end() && first - entry.head.begin() < 2;
    const bool short_form =
        words.size() == 1 && words.front().size() >= 3 && entry.acronym.starts_with(words.front());
    if (!named && !short_form) continue;
    const auto found =
        static_cast<std::size_t>(std::count_if(words.begin(), words.end(), [&](const auto& word) {
          return std::any_of(entry.head.begin(), entry.head.end(),
                             [&](const auto& own) { return same_name(word, own); });
        }));
    if (!short_form && found * 10 < words.size() * kWordsAgree) continue;
    const std::size_t score = 2 * found + exact + 1;
    if (score > most) {
      most = score;
      best = &entry;
    }
  }
  return best;
}

const ReferenceList::Entry* ReferenceList::naming(std::string_view author, std::string_view year) const {
  const std::string name = lower(author);
  const Entry* only = nullptr;
  for (const Entry& entry : entries_) {
    if (!has_year(entry.years, year) && !has_year(entry.years, year.substr(0, 4))) continue;
    if (entry.lower.find(name) == std::string::npos) continue;
    if (only) return nullptr;
    only = &entry;
  }
  return only;
}

std::optional<Span> ReferenceList::written_by(std::string_view author, std::string_view year) const {
  const std::vector<std::string> words = name_words(author);
  if (words.empty()) return std::nullopt;
  const Entry* entry = headed_by(words, year);
  if (!entry && words.size() > 1) entry = naming(author, year);
  if (!entry) return std::nullopt;
  return entry->span;
}

}  // namespace proviso::nlp
