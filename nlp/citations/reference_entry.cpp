#include "nlp/citations/reference_entry.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>

#include "nlp/citations/reference_authors.h"

namespace proviso::nlp {
namespace {

// Author and year stand in front; years further on belong to titles.
constexpr std::size_t kHeadBytes = 200;
// The name of an organisation before ". Title" is not longer.
constexpr std::size_t kOrganisationBytes = 90;

#define PROVISO_YEAR "(?:1[89]|20)[0-9]{2}[a-z]?"
// "The Hague: ", "М.: ": the place of a publisher.
#define PROVISO_PLACE R"(\p{Lu}[\p{L}.’'-]*(?:[ /]\p{Lu}[\p{L}.’'-]*){0,3}: )"

re2::StringPiece piece_of(std::string_view text) { return {text.data(), text.size()}; }
std::string_view view_of(re2::StringPiece piece) { return {piece.data(), piece.size()}; }

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view marks = " .,;:";
  const std::size_t first = text.find_first_not_of(marks);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(marks) - first + 1);
}

// Without dashes and points at its ends, as between the parts of a GOST entry.
std::string_view part_of(std::string_view text) {
  for (bool again = true; again;) {
    text = trimmed(text);
    again = false;
    for (const std::string_view mark : {"–", "—", "-", "/"}) {
      if (text.starts_with(mark)) text.remove_prefix(mark.size()), again = true;
      if (text.ends_with(mark)) text.remove_suffix(mark.size()), again = true;
    }
  }
  return text;
}

std::string_view before_address(std::string_view text) {
  static const RE2 announced(
      R"((?i)[ .,;:(\[]+(?:(?:access(?:ed)?|available|retrieved|accessible|url|online|download(?:ed)?|link|source)(?: (?:at|on|from|via|online|url))*(?: \d[^:]{0,25})?:? ?|(?:режим доступ[ау]|доступно(?: на| по адресу)?|доступен(?: на)?|электронный ресурс|адрес|url|сайт|джерело)[\]:. ]*)?(?:https?://|www\.))");
  static const RE2 word(
      R"((?i)[ .,;:(\[](?:access(?:ed|ible)?(?: date)?:? (?:https?:|www\.|[a-z0-9-]+\.[a-z]|\d{1,2}[. ])|(?:дата обращения|дата звернення|last (?:accessed|consulted|visited)|accessed on|retrieved (?:on|from)|url:|режим доступ[ау]|электронный ресурс)))");
  for (const RE2* pattern : {&announced, &word}) {
    re2::StringPiece rest = piece_of(text), found;
    const RE2::Options options;
    if (pattern->Match(rest, 0, text.size(), RE2::UNANCHORED, &found, 1))
      text = text.substr(0, static_cast<std::size_t>(found.data() - text.data()));
  }
  return text;
}

std::string take_label(std::string_view& text) {
  static const RE2 number(R"(\[?([0-9]{1,3})(?:\]\.?|[.)]) +)");
  static const RE2 name(R"((\p{Lu}[^()]{1,90}?,? ()" PROVISO_YEAR R"()) ?\p{Lu}[^()]{2,})");
  re2::StringPiece rest = piece_of(text), label, year;
  if (RE2::Consume(&rest, number, &label)) {
    text = view_of(rest);
    return std::string(label);
  }
  if (!RE2::Consume(&rest, name, &label, &year)) return {};
  if (!view_of(rest).starts_with("(" + std::string(year))) return {};
  text = trimmed(text.substr(label.size()));
  return std::string(label);
}

// Years of publication in brackets: "(2015)", "(2015, 3 May)", "(May 2015)"; "(n.d.)" has none.
struct BracketYear {
  std::string_view head, year, tail;
};

bool find_bracket_year(std::string_view text, BracketYear& out) {
  static const RE2 pattern(
      R"(\((?:()" PROVISO_YEAR
      R"((?:[/–-](?:(?:1[89]|20)?[0-9]{2}))?)(?:, [^()]{1,25})?|(?:[0-9]{1,2} )?\p{L}{3,10},? ()" PROVISO_YEAR
      R"()|(?:n\. ?d\.?|no date|undated|б\. ?г\.?|без года|б\. ?р\.?|forthcoming|in press|s\. ?d\.|z\. ?jr?\.|o\. ?J\.|s\. ?f\.))\))");
  const std::size_t translation = text.find(" [");
  const std::string_view front = text.substr(0, std::min({text.size(), translation, kHeadBytes}));
  re2::StringPiece found[3];
  if (!pattern.Match(piece_of(front), 0, front.size(), RE2::UNANCHORED, found, 3)) return false;
  const auto begin = static_cast<std::size_t>(found[0].data() - text.data());
  out = {text.substr(0, begin), view_of(found[1].empty() ? found[2] : found[1]),
         text.substr(begin + found[0].size())};
  return true;
}

// Does the text begin as the name of a law or a document does, whose issuer is part of its name?
bool is_act(std::string_view text) {
  static const RE2 pattern(
      R"((?i)^(?:the )?(?:federal |constitutional |presidential |government |organic |law |council |joint )*(?:laws?|decrees?|resolutions?|acts?|constitution|(?:\p{L}+ )?code|conventions?|protocols?|directives?|regulations?|decisions?|orders?|agreements?|treaty|concept|(?:федеральн\p{L}+ |конституционн\p{L}+ |модельн\p{L}+ )?закон\p{L}*|указ\p{L}*|постановлени\p{L}+|постанова|распоряжени\p{L}+|приказ\p{L}*|конституци\p{L}+|конституція|(?:\p{L}+ )?кодекс\p{L}*|конвенци\p{L}+|конвенція|протокол\p{L}*|директив\p{L}+|соглашени\p{L}+|угода|договор\p{L}*|концепци\p{L}+|решени\p{L}+|loi|décret|gesetz|ley|lege|legea)(?:[^\p{L}]|$))");
  return RE2::PartialMatch(piece_of(text), pattern);
}

bool is_abbreviation(std::string_view before) {
  static const RE2 pattern(
      R"((?i)(?:^|[^\p{L}])(?:\p{L}|no|nos|vol|st|dr|mr|mrs|ms|prof|art|al|гг|ст|им|стр|тыс|млн|млрд|vs|pp|ed|eds|ред|изд|rev|sess|para|paras|ch|cf|inc|ltd|co|jr|u\.s|u\.k|e\.g|i\.e|jan|feb|mar|apr|aug|sept?|oct|nov|dec)$)");
  return RE2::PartialMatch(piece_of(before), pattern);
}

// Does a question go on with a subtitle of a few words?
bool goes_on(std::string_view behind) {
  constexpr std::ptrdiff_t least_blanks = 4;
  const std::string_view next = behind.substr(0, behind.find('.'));
  return next.size() < behind.size() && std::count(next.begin(), next.end(), ' ') >= least_blanks &&
         next.find_first_of("[0123456789") == next.npos;
}

// Where the first sentence of `text` ends: behind its last letter.
std::size_t sentence_end(std::string_view text, std::size_t from = 0) {
  static const RE2 next(R"(^[.?!]['"”’»]? +(?:[\p{Lu}0-9«“‘"'\[(]|–|—|//|$))");
  for (std::size_t at = text.find_first_of(".?!", from); at != text.npos;
       at = text.find_first_of(".?!", at + 1)) {
    if (at + 1 == text.size()) return text[at] == '.' ? at : at + 1;
    if (!RE2::PartialMatch(piece_of(text.substr(at)), next)) continue;
    if (text[at] == '.' ? is_abbreviation(text.substr(0, at)) : goes_on(text.substr(at + 1))) continue;
    return text[at] == '.' ? at : at + 1;
  }
  return text.size();
}

// "«On migration»" gives what stands between the marks and sets `end` behind them; "" if nothing is quoted.
std::string_view quoted(std::string_view text, std::size_t& end) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> marks = {
      {{"«", "»"}, {"“", "”"}, {"„", "“"}, {"\"", "\""}, {"‘", "’"}, {"'", "'"}}};
  for (const auto& [open, close] : marks) {
    if (!text.starts_with(open)) continue;
    for (std::size_t at = text.find(close, open.size()); at != text.npos; at = text.find(close, at + 1)) {
      end = at + close.size();
      // An apostrophe is followed by a letter or by a blank and more of the title.
      const bool ends = end == text.size() || std::string_view(".,;:)").find(text[end]) != text.npos ||
                        text.substr(end).starts_with(" (") || text.substr(end).starts_with(" [");
      const bool single = close == "’" || close == "'";
      if (ends || (!single && text[end] == ' ')) return text.substr(open.size(), at - open.size());
    }
  }
  return {};
}

// Where the first of the things begins that end a title without quotation marks; the text's size if none.
std::size_t source_begin(std::string_view text) {
  static const RE2 patterns[] = {
      RE2(R"( (?://|/ |\[|[–—] (?:М|СПб|К|Київ|Москва)[.:,]))"),                  // GOST; a translation
      RE2(R"([,;]? (?:[Ii]n|В|в сб|У)(?:: | \(eds?\.?\))|; in )"),                // "in: ", "In (ed.)"
      RE2(R"([.,] (?:In|В)(?: кн\.| сб\.|: ))"),                                  // "В сб. "
      RE2(R"(, (?:pp?\.|[Pp]ages?|[Сс]\.|[Сс]тр\.?) ?[0-9])"),                    // pages
      RE2(R"(, (?:\p{L}+ )?(?:[Vv]ol(?:ume|\.)|[Nn]o\.|№))"),                     // a volume
      RE2(R"(, \p{Lu}[^.,:()]{2,70}, (?:[Vv]ol|[Ii]ssue|[0-9]+(?: ?\(|[:,])))"),  // ", Journal, 12(3)"
      RE2("[.,] ?[0-9]{1,2}(?:[.][0-9]{2}[.]| \\p{L}+,? )" PROVISO_YEAR),         // a date
      RE2(", " PROVISO_YEAR "(?:[.,;]|$)"),
      RE2(", " PROVISO_PLACE "\\p{Lu}")};  // ", Place: Publisher"
  std::size_t end = text.size();
  for (const RE2& pattern : patterns) {
    re2::StringPiece found;
    if (pattern.Match(piece_of(text), 0, text.size(), RE2::UNANCHORED, &found, 1))
      end = std::min(end, static_cast<std::size_t>(found.data() - text.data()));
  }
  return end;
}

std::size_t title_end(std::string_view text) {
  static const RE2 place(R"(^[.?!] ?)" PROVISO_PLACE R"(\p{Lu})");
  text = text.substr(0, source_begin(text));
  const std::size_t first = sentence_end(text);
  // A subtitle before "Place: Publisher" is part of the title.
  for (std::size_t at = first; at < text.size(); at = sentence_end(text, at + 1)) {
    const std::size_t mark = text[at] == '.' ? at : at - 1;
    if (RE2::PartialMatch(piece_of(text.substr(mark)), place)) return at;
  }
  return first;
}

// Sets the title that `text` begins with; gives what stands behind it.
std::string_view take_title(std::string_view text, ReferenceEntry& entry) {
  text = part_of(text);
  std::size_t end = 0;
  std::string_view title = quoted(text, end);
  if (title.empty()) {
    for (const std::string_view mark : {"‘", "“", "«", "'"}) {  // never closed
      if (text.starts_with(mark)) text.remove_prefix(mark.size());
    }
    end = title_end(text);
    title = text.substr(0, end);
  }
  entry.title = part_of(title);
  return text.substr(end);
}

// The year in what stands behind a title; else that of a date in it. Years of a range are none.
std::string year_behind(std::string_view tail, std::string_view title) {
  static const RE2 year(R"((?:^|[^0-9A-Za-z/.–-])(?:[0-9]{1,2}[./][0-9]{1,2}[./])?()" PROVISO_YEAR
                        R"()(?:[^0-9A-Za-z/–-]|$))");
  static const RE2 date(R"([0-9]{1,2}(?:[.][0-9]{1,2}[.]| \p{L}+,? )()" PROVISO_YEAR R"()(?:[^0-9]|$))");
  re2::StringPiece found;
  if (RE2::PartialMatch(piece_of(tail), year, &found) || RE2::PartialMatch(piece_of(title), date, &found) ||
      (is_act(title) && RE2::PartialMatch(piece_of(title), year, &found)))
    return std::string(found);
  return {};
}

std::string pages_in(std::string_view text) {
  static const RE2 pattern(
      R"((?:^|[^\p{L}])(?:pp?\.|[Pp]ages?|стр\.?|[СсCc]\.|S\.|blz\.) ?([0-9]+(?: ?[-–—] ?[0-9]+)?)(?:[^0-9]|$))");
  static const RE2 behind_issue(R"([0-9]+ ?\([0-9–-]+\)[:,] ?([0-9]+[-–][0-9]+))");
  re2::StringPiece rest = piece_of(text), found;
  std::string pages;
  while (RE2::FindAndConsume(&rest, pattern, &found)) pages = std::string(found);
  if (pages.empty() && RE2::PartialMatch(piece_of(text), behind_issue, &found)) pages = std::string(found);
  return pages;
}

// "Organisation. Title. ...": how long the organisation's name is; 0 if the entry begins with its title.
std::size_t leading_organisation(std::string_view text) {
  static const RE2 place(R"(^[.] ?(?:)" PROVISO_PLACE R"(|[–—] |[0-9]|//|\p{Lu}\p{L}+,? [0-9]))");
  const std::size_t end = sentence_end(text);
  if (end >= text.size() || end > kOrganisationBytes || text[end] != '.') return 0;
  if (text.substr(0, end).find_first_of("0123456789\":?/") != text.npos) return 0;
  if (RE2::PartialMatch(piece_of(text.substr(end)), place)) return 0;
  const std::string_view behind = trimmed(text.substr(end));
  return std::count(behind.begin(), behind.end(), ' ') < 2 ? 0 : end;
}

// "Adams J., 2015. Title", "IOM 2015: Title"
bool find_bare_year(std::string_view text, BracketYear& out) {
  static const RE2 pattern(R"(([^0-9"«“]{2,100}?),? ()" PROVISO_YEAR R"()[.,:;] +)");
  re2::StringPiece rest = piece_of(text), head, year;
  if (!RE2::Consume(&rest, pattern, &head, &year)) return false;
  const bool persons = leading_persons(std::string(head) + " ") + 1 >= head.size();
  constexpr std::ptrdiff_t most_words = 3;
  if (!persons && std::count(head.begin(), head.end(), ' ') >= most_words) return false;
  out = {view_of(head), view_of(year), view_of(rest)};
  return true;
}

void read_body(std::string_view body, ReferenceEntry& entry) {
  constexpr std::size_t least_title = 8;  // bytes
  BracketYear found;
  const bool bracket = find_bracket_year(body, found) && !is_act(body);
  if ((bracket && part_of(found.tail).size() >= least_title) || find_bare_year(body, found)) {
    entry.authors = authors_in(part_of(found.head).size() < found.head.size() && found.head.ends_with(". ")
                                   ? found.head.substr(0, found.head.size() - 1)
                                   : found.head);
    entry.year = found.year;
    take_title(found.tail, entry);
    return;
  }
  if (bracket) {  // "Title, A/HRC/24/14 (2013)"
    entry.year = found.year;
    body = found.head;
  }
  std::size_t authors = 0;
  if (!is_act(body)) {
    authors = leading_persons(body);
    if (authors == 0) authors = leading_organisation(body);
  }
  if (authors > 0) entry.authors = authors_in(body.substr(0, authors));
  const std::string_view tail = take_title(body.substr(authors), entry);
  if (entry.year.empty() && !bracket) entry.year = year_behind(tail, entry.title);
}

}  // namespace

ReferenceEntry reference_entry(std::string_view text) {
  ReferenceEntry entry;
  text = trimmed(text).empty() ? text : text.substr(text.find_first_not_of(' '));
  entry.label = take_label(text);
  entry.url = url_in(text);
  const std::string_view body = before_address(text);
  entry.pages = pages_in(body);
  read_body(body, entry);
  return entry;
}

std::string url_in(std::string_view text) {
  static const RE2 start(R"((?i)((?:https?:// ?|www\.)[^\s<>"«»“”]+))");
  static const RE2 announced(
      R"((?i)(?:access|url|available at|режим доступ[ау]|доступно)[: ]+([a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,10}/[^\s<>"«»“”]*))");
  // What a line's end may have cut off a URL: a piece with signs that words lack.
  static const RE2 more(
      R"(^ ((?:[A-Za-z0-9.~%&=?/#+-]*[_=%][A-Za-z0-9_.~%&=?/#+-]*|[a-z0-9]+-[a-z0-9]+-[A-Za-z0-9_.~%&=?/#+-]+)))");
  static const RE2 after_sign(R"(^ ([A-Za-z0-9_.~%&=?/#+-]*[/.][A-Za-z0-9_.~%&=?/#+-]+|[A-Za-z0-9_%-]{4,}))");
  re2::StringPiece rest(text.data(), text.size()), part;
  if (!RE2::FindAndConsume(&rest, start, &part) && !RE2::FindAndConsume(&rest, announced, &part)) return {};
  std::string url(part);
  std::erase(url, ' ');
  for (int pieces = 0; pieces < 3; ++pieces) {
    const bool open = url.find_last_of("-_=&?%") == url.size() - 1;
    if (!RE2::Consume(&rest, more, &part) && !(open && RE2::Consume(&rest, after_sign, &part))) break;
    url += std::string(part);
  }
  if (url.ends_with("/Access"))
    url.resize(url.size() - std::string_view("Access").size());  // no blank before
  while (!url.empty() && std::string_view(".,;:!?'\"]}’”»").find(url.back()) != std::string_view::npos)
    url.pop_back();
  while (!url.empty() && url.back() == ')' && url.find('(') == std::string::npos) url.pop_back();
  return url;
}

#undef PROVISO_YEAR
#undef PROVISO_PLACE

}  // namespace proviso::nlp
