#include "extract/text/wording.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <string>

namespace proviso::extract {
namespace {

// English, Russian, Ukrainian, Romanian, German, French, Spanish, Dutch, Armenian, Georgian.
constexpr std::array captions = {
    "table",   "figure",   "fig.",   "chart",     "graph",    "box",     "map",       "diagram", "exhibit",
    "таблица", "рисунок",  "рис.",   "диаграмма", "график",   "карта",   "схема",     "вставка", "табл.",
    "таблиця", "діаграма", "графік", "tabelul",   "figura",   "tabelle", "abbildung", "tableau", "tabla",
    "gráfico", "cuadro",   "tabel",  "figuur",    "աղյուսակ", "გრაფიკი", "ცხრილი"};
constexpr std::array sources = {
    "source:",     "sources:",    "note:",    "notes:",    "источник:", "источники:",
    "примечание:", "примечания:", "джерело:", "джерела:",  "sursa:",    "quelle:",
    "quellen:",    "fuente:",     "source :", "sources :", "bron:"};
constexpr std::array references = {"references",
                                   "reference list",
                                   "list of references",
                                   "bibliography",
                                   "works cited",
                                   "literature",
                                   "sources",
                                   "list of sources",
                                   "selected bibliography",
                                   "литература",
                                   "список литературы",
                                   "библиография",
                                   "источники",
                                   "список источников",
                                   "использованная литература",
                                   "список использованной литературы",
                                   "список использованных источников",
                                   "ссылки",
                                   "література",
                                   "список літератури",
                                   "джерела",
                                   "список використаних джерел",
                                   "список использованных источников и литературы",
                                   "список источников и литературы",
                                   "библиографический список",
                                   "библиографические ссылки",
                                   "перелік посилань",
                                   "бібліографія",
                                   "список використаної літератури",
                                   "list of literature",
                                   "literature cited",
                                   "cited literature",
                                   "references cited",
                                   "further reading",
                                   "références bibliographiques",
                                   "références",
                                   "referințe bibliografice",
                                   "referencias bibliográficas",
                                   "bibliografie",
                                   "literatur",
                                   "literaturverzeichnis",
                                   "bibliographie",
                                   "bibliografía",
                                   "literatuur",
                                   "references and sources",
                                   "sources and references"};

constexpr std::array endnotes = {"notes",      "endnotes",    "end notes", "footnotes",
                                 "примечания", "сноски",      "примітки",  "note",
                                 "notas",      "anmerkungen", "endnoten",  "eindnoten"};

constexpr std::array contents = {"contents",
                                 "content",
                                 "table of contents",
                                 "list of contents",
                                 "list of tables",
                                 "list of figures",
                                 "list of charts",
                                 "list of tables and figures",
                                 "list of figures and tables",
                                 "list of tables, boxes and figures",
                                 "overview of tables",
                                 "tables",
                                 "figures",
                                 "содержание",
                                 "оглавление",
                                 "список таблиц",
                                 "перечень таблиц",
                                 "список рисунков",
                                 "зміст",
                                 "перелік таблиць",
                                 "cuprins",
                                 "cuprinsul",
                                 "inhalt",
                                 "inhaltsverzeichnis",
                                 "tabellenverzeichnis",
                                 "abbildungsverzeichnis",
                                 "sommaire",
                                 "table des matières",
                                 "table de matières",
                                 "table de matieres",
                                 "table des matieres",
                                 "liste des tableaux",
                                 "liste des graphiques",
                                 "índice",
                                 "contenido",
                                 "inhoud",
                                 "inhoudsopgave",
                                 "sadržaj",
                                 "բովանդակություն",
                                 "სარჩევი"};

// Beginnings of words that name a scale or a share: a text that begins so, after "in", states a unit.
constexpr std::array scales = {
    "%",        "per cent", "percent",  "thous",   "million", "mln",      "billion", "bln",
    "процент",  "тыс",      "млн",      "миллион", "млрд",    "миллиард", "відсот",  "тис.",
    "тисяч",    "мільйон",  "procent",  "mii",     "prozent", "tausend",  "million", "pour cent",
    "pourcent", "millier",  "por cien", "miles",   "տոկոս",   "հազար",    "პროცენტ", "ათას"};
// Beginnings of words that name what is counted or paid: units only behind a comma or in brackets.
constexpr std::array counted = {
    "person", "people",   "cases",  "euro",      "eur",     "usd",      "us$", "$",       "€",
    "years",  "month",    "hours",  "days",      "человек", "чел",      "лиц", "сом",     "руб",
    "доллар", "долл",     "лет",    "единиц",    "ед.",     "осіб",     "грн", "доларів", "persoane",
    "lei",    "personen", "jahre",  "personnes", "fcfa",    "personas", "kg",  "km",      "кг",
    "км",     "тонн",     "tonnes", "pounds",    "ounces",  "litres"};
constexpr std::array unit_openers = {"in ", "в ", "у ", "în ", "en ", "as ", "на ", "per ", "at "};

std::string lower(std::string_view text) {
  std::string folded;
  icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())))
      .foldCase()
      .toUTF8String(folded);
  return folded;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Is the heading, its number and its colon aside, one of `known`?
template <typename Words>
bool is_one_of(std::string_view heading, const Words& known) {
  constexpr std::size_t longest = 100;  // bytes
  while (!heading.empty() &&
         (is_digit(heading.front()) || heading.front() == '.' || heading.front() == ' ')) {
    heading.remove_prefix(1);
  }
  while (!heading.empty() && (heading.back() == ':' || heading.back() == '.' || heading.back() == ' ')) {
    heading.remove_suffix(1);
  }
  if (heading.size() > longest) return false;
  const std::string folded = lower(heading);
  return std::any_of(known.begin(), known.end(), [&](std::string_view word) { return folded == word; });
}

// Does `text`, in lower case, begin with one of `words`, an opener such as "in" aside?
template <typename Words>
bool opens_with(std::string_view text, const Words& words) {
  for (const std::string_view opener : unit_openers) {
    if (!text.starts_with(opener)) continue;
    text.remove_prefix(opener.size());
    break;
  }
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return text.starts_with(word); });
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view space = " .;:";
  const std::size_t first = text.find_first_not_of(space);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(space) - first + 1);
}

// "A1", "B 6.5", "C-2": the number of a table in an annex.
bool begins_lettered_number(std::string_view text) {
  if (text.size() < 2 || text[0] < 'A' || text[0] > 'Z') return false;
  text.remove_prefix(text[1] == ' ' || text[1] == '-' || text[1] == '.' ? 2 : 1);
  return !text.empty() && is_digit(text.front());
}

constexpr std::size_t longest_unit = 60;  // bytes

// `part` if it is a unit that stands by itself behind a comma or in brackets.
std::string_view unit_part(std::string_view part) {
  part = trimmed(part);
  if (part.empty() || part.size() > longest_unit) return {};
  const std::string folded = lower(part);
  return opens_with(folded, scales) || opens_with(folded, counted) ? part : std::string_view();
}

}  // namespace

std::string_view unit_in(std::string_view text) {
  text = trimmed(text);
  if (text.size() <= longest_unit && text.find('(') == text.npos && opens_with(lower(text), scales))
    return text;
  while (!text.empty()) {  // the last part that is one
    const std::size_t cut = text.find_last_of(",()");
    if (cut == text.npos) return {};
    if (const std::string_view unit = unit_part(text.substr(cut + 1)); !unit.empty()) return unit;
    text.remove_suffix(text.size() - cut);
  }
  return {};
}

bool begins_caption(std::string_view text) {
  const std::string folded = lower(text.substr(0, 48));
  for (const std::string_view word : captions) {
    if (!folded.starts_with(word)) continue;
    std::string_view rest = std::string_view(folded).substr(word.size());
    if (rest.size() > 2 && (rest.front() == '.' || rest.front() == ':') && rest[1] == ' ' &&
        word.back() != '.')
      return true;  // "Table. Who came"
    while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
    if (rest.starts_with("№")) rest.remove_prefix(std::string_view("№").size());
    while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
    if (!rest.empty() && is_digit(rest.front())) return true;
    if (begins_lettered_number(text.substr(folded.size() - rest.size()))) return true;
    if (rest.size() > 1 && (rest[1] == '.' || rest[1] == ':') && rest[0] >= 'a' && rest[0] <= 'z')
      return true;
  }
  return false;
}

bool begins_continuation(std::string_view text) {
  constexpr std::size_t longest = 100;  // bytes
  if (text.size() > longest) return false;
  const std::string folded = lower(text);
  for (const std::string_view word : {"продолжение табл", "окончание табл", "продовження табл",
                                      "закінчення табл", "continuation of table", "table continued"}) {
    if (folded.starts_with(word)) return true;
  }
  if (!begins_caption(text)) return false;
  for (const std::string_view word : {"continued", "cont'd", "cont.)", "продолжение", "окончание", "suite)",
                                      "fortsetzung", "continuación", "continuare"}) {
    if (folded.find(word) != folded.npos) return true;
  }
  return false;
}

bool begins_source(std::string_view text) {
  const std::string folded = lower(text.substr(0, 40));
  for (const std::string_view word : sources) {
    if (folded.starts_with(word)) return true;
  }
  return false;
}

bool opens_parts(std::string_view text) {
  const icu::UnicodeString unicode = icu::UnicodeString::fromUTF8(text);
  return text.ends_with(':') && u_islower(unicode.char32At(0)) != 0;
}

bool heads_references(std::string_view heading) { return is_one_of(heading, references); }

bool heads_contents(std::string_view heading) { return is_one_of(heading, contents); }

bool heads_endnotes(std::string_view heading) { return is_one_of(heading, endnotes); }

}  // namespace proviso::extract
