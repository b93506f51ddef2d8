#include "nlp/citations/citations.h"

#include <re2/re2.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <variant>

#include "nlp/citations/cited_entry.h"

namespace proviso::nlp {
namespace {

using extract::Span;

// A chain of "Ibid." longer than this is a mistake of reading.
constexpr int kIbidChain = 40;
// A note that only points to another one is shorter than this, and a name at its beginning stands within it.
constexpr std::size_t kPointingNote = 80;
// Bracketed lists of numbers are short; a longer range is an interval.
constexpr int kNumbersInBracket = 12;
// A note that discusses more sources than these rests on none of them in particular.
constexpr std::size_t kSourcesOfNote = 12;
// A list with fewer entries may be a few readings; a name with a year can then be a source that is not in it.
constexpr std::size_t kWholeList = 10;

// "Ibid.", "Ibid, p. 5", «Там же. С. 12».
bool is_ibid(std::string_view text) {
  static const RE2 pattern(R"((?i)^\W*(?:ibid(?:em|\.)?|bid\.?$|id\.|там же|там само|тамже)(?:[^\p{L}]|$))");
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), pattern);
}

// The name that "Petrova, op. cit., p. 7" repeats; "" if the note is no such reference.
std::string_view repeated_name(std::string_view text) {
  static const RE2 pattern(
      R"((?i)^\s*(?:see |см\. |див\. )?(\p{L}[\p{L}'’-]+)[^;]{0,80}?(?:op\. ?cit|loc\. ?cit|указ\. ?соч|цит\. ?соч|указ\. ?раб|вказ\. ?праця|зазнач\. ?праця))");
  re2::StringPiece name;
  if (!RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), pattern, &name)) return {};
  return {name.data(), name.size()};
}

// The marker that "see note 5 above", "supra note 5", «см. сноску 5» points to; "" if there is none.
std::string_view noted_above(std::string_view text) {
  static const RE2 pattern(
      R"((?i)(?:supra|see|above|см\.|див\.)[ ,]+(?:foot)?(?:note|n\.|fn\.?|сноску|прим\.|примечание|виноску)[ ]?([0-9]{1,4})(?:[^0-9]|$))");
  re2::StringPiece marker;
  if (!RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), pattern, &marker)) return {};
  return {marker.data(), marker.size()};
}

}  // namespace

Citations::Citations(const Analysis& analysis)
    : analysis_(analysis), document_(analysis.document), references_(analysis.document) {
  for (std::size_t i = 0; i < document_.notes.size(); ++i) {
    for (const extract::Call& call : document_.notes[i].calls) calls_.push_back({call.at, i});
  }
  std::sort(calls_.begin(), calls_.end(), [](const CallPlace& a, const CallPlace& b) {
    return std::pair(a.at, a.note) < std::pair(b.at, b.note);
  });
}

void Citations::add_calls(Span sentence, std::vector<Mark>& out) const {
  auto call = std::partition_point(calls_.begin(), calls_.end(),
                                   [&](const CallPlace& c) { return c.at <= sentence.begin; });
  for (; call != calls_.end() && call->at <= sentence.end; ++call) {
    out.push_back({.kind = Kind::call, .span = {call->at, call->at}, .note = call->note});
  }
}

// "[8]", "[3; 4; 5]", "[12, p. 40]", "(ibid.)" and author-year references.
void Citations::add_brackets(Span sentence, std::vector<Mark>& out) const {
  static const RE2 numbers(
      R"((\[([0-9]{1,3}(?:(?: ?[,;] ?| ?[-–] ?)[0-9]{1,3})*)(?:[,:] ?(?:pp?\.|[сc]\.|стр\.) ?[-–0-9, ]+)?\]))");
  static const RE2 one(R"(([0-9]+))");
  static const RE2 same(R"((?i)\((ibid(?:em|\.)?|там же|там само)[^()]{0,20}\))");
  const std::string_view whole = extract::text_of(document_, sentence);
  const auto span_of = [&](re2::StringPiece part) {
    const auto begin = sentence.begin + static_cast<std::uint32_t>(part.data() - whole.data());
    return Span{begin, begin + static_cast<std::uint32_t>(part.size())};
  };
  re2::StringPiece rest(whole.data(), whole.size()), found, inside, digits;
  while (whole.find('[') != std::string_view::npos && RE2::FindAndConsume(&rest, numbers, &found, &inside)) {
    for (int count = 0; count < kNumbersInBracket && RE2::FindAndConsume(&inside, one, &digits); ++count)
      out.push_back({.kind = Kind::number, .span = span_of(found), .number = std::stoi(std::string(digits))});
  }
  if (whole.find_first_of("([") == std::string_view::npos) return;
  rest = {whole.data(), whole.size()};
  while (RE2::FindAndConsume(&rest, same, &found))
    out.push_back({.kind = Kind::same, .span = span_of(found)});
  for (AuthorYear& reference : author_years(document_, sentence)) {
    const Span span = reference.span;
    // "and 13 (2002)" counts something in a year.
    if (reference.author.find_first_not_of("0123456789.,- ") == std::string::npos) continue;
    out.push_back({.kind = Kind::author_year, .span = span, .reference = std::move(reference)});
  }
}

const std::vector<Citations::Mark>& Citations::marks_in(Span sentence) const {
  const auto [it, fresh] = marks_.try_emplace({sentence.begin, sentence.end});
  if (fresh) it->second = read_marks(sentence);
  return it->second;
}

std::vector<Citations::Mark> Citations::read_marks(Span sentence) const {
  std::vector<Mark> out;
  add_calls(sentence, out);
  add_brackets(sentence, out);
  std::stable_sort(out.begin(), out.end(),
                   [](const Mark& a, const Mark& b) { return a.span.begin < b.span.begin; });
  return out;
}

// Whether only punctuation stands between two marks, or "; see also " inside one bracket.
bool Citations::adjoins(std::uint32_t end, std::uint32_t begin) const {
  if (begin <= end) return true;
  const std::string_view between = extract::text_of(document_, {end, begin});
  if (between.starts_with(';') && between.size() < 16 && between.find(')') == std::string_view::npos)
    return true;
  return between.size() < 12 && between.find_first_not_of(" ,;.()[]&") == std::string_view::npos;
}

std::vector<Citation> Citations::in_text(Span statement, Span sentence) const {
  std::vector<Citation> out;
  const Mark* last = nullptr;
  const std::vector<Mark>& marks = marks_in(sentence);
  for (const Mark& mark : marks) {
    if (mark.span.begin <= statement.begin) continue;
    // A name with a year after the statement's beginning but inside it tells what is counted.
    if (mark.kind == Kind::author_year && mark.span.begin < statement.end) continue;
    if (last && !adjoins(last->span.end, mark.span.begin)) break;
    if (is_name_only(mark)) continue;
    add_resolved(mark, out);
    last = &mark;
  }
  if (!out.empty()) return out;
  // "According to Petrova (2017: 12), 300 workers left."
  for (auto mark = marks.rbegin(); mark != marks.rend(); ++mark)
    if (mark->kind == Kind::author_year && mark->span.end <= statement.begin &&
        follows_source_word(sentence, mark->span)) {
      add_resolved(*mark, out);
      return out;
    }
  return out;
}

std::vector<Citation> Citations::before(Span statement) const {
  const auto index = sentence_at(analysis_, statement.begin);
  if (!index) return {};
  const std::vector<Mark> marks = marks_in({analysis_.sentences[*index].span.begin, statement.begin});
  std::vector<Citation> out;
  std::uint32_t next = statement.begin;
  std::vector<const Mark*> group;
  for (auto mark = marks.rbegin(); mark != marks.rend(); ++mark) {
    if (mark->kind == Kind::author_year || mark->span.end > statement.begin) continue;
    if (!group.empty() && !adjoins(mark->span.end, next)) break;
    group.push_back(&*mark);
    next = mark->span.begin;
  }
  for (auto mark = group.rbegin(); mark != group.rend(); ++mark) add_resolved(**mark, out);
  return out;
}

// Whether "according to" or the like stands in front of `mark` in `sentence`.
bool Citations::follows_source_word(Span sentence, Span mark) const {
  static const RE2 pattern(
      R"((?i)(?:according to|as (?:estimated|reported|calculated) by|data (?:of|from)|estimates (?:of|by)|report by|по данным|по оценкам?|согласно|за даними|за оцінк(?:ою|ами)|згідно з)(?: \p{L}+){0,3} ?$)");
  const std::string_view before = extract::text_of(document_, {sentence.begin, mark.begin});
  return RE2::PartialMatch(re2::StringPiece(before.data(), before.size()), pattern);
}

std::vector<Citation> Citations::of(Span statement) const {
  const auto index = sentence_at(analysis_, statement.begin);
  if (!index) return {};
  const std::vector<Sentence>& all = analysis_.sentences;
  Span sentence = all[*index].span;
  // "… to 180 EUR). (Altai University 2019)": a bracket cut off as a sentence of its own.
  for (std::size_t next = *index + 1; next < all.size() && all[next].block == all[*index].block; ++next) {
    const std::string_view text = extract::text_of(document_, all[next].span);
    const bool bracket =
        text.starts_with('(') && text.find(')') + 2 >= text.size() && text.find(')') != text.npos;
    if (!bracket && !(text.starts_with('[') && text.find(']') + 2 >= text.size())) break;
    sentence.end = all[next].span.end;
  }
  sentence.end = std::max(sentence.end, statement.end);
  std::vector<Citation> out = in_text(statement, sentence);
  return out.empty() ? of_row(all[*index].block) : out;
}

std::vector<Citation> Citations::of_row(std::uint32_t block) const {
  const extract::Cell* cell = extract::cell_of(document_, block);
  if (!cell) return {};
  const extract::Table& table = document_.tables[document_.blocks[block].table];
  const extract::Cell* header = extract::cell_at(table, cell->row, 0);
  const bool row_header = header && header != cell;
  for (const std::uint32_t place :
       {row_header ? header->block : extract::none, table.caption, table.source}) {
    if (place == extract::none) continue;
    if (const std::vector<Citation>& out = of_block(place); !out.empty()) return out;
  }
  return {};
}

// All that a header, caption or source line cites.
const std::vector<Citation>& Citations::of_block(std::uint32_t block) const {
  const auto [it, fresh] = of_blocks_.try_emplace(block);
  if (fresh)
    for (const Mark& mark : marks_in(document_.blocks[block].span)) add_resolved(mark, it->second);
  return it->second;
}

// "the National Plan (2009)": a name of something else with its year, in a document whose reference list is
// whole and has no such entry. What stands wholly in brackets ("(Gazeta, 2019)") is a reference even so.
bool Citations::is_name_only(const Mark& mark) const {
  if (mark.kind != Kind::author_year || references_.entries().size() < kWholeList) return false;
  if (!extract::text_of(document_, mark.span).ends_with(')')) return false;
  return !cited_entry(references_, mark.reference.author, mark.reference.year);
}

void Citations::add_resolved(const Mark& mark, std::vector<Citation>& out) const {
  Citation citation{.marker = {}, .call = mark.span, .note = {}, .reference = {}, .url = {}};
  switch (mark.kind) {
    case Kind::call:
      citation.marker = document_.notes[mark.note].marker;
      return add_note(citation, mark.note, out);
    case Kind::number:
      citation.marker = "[" + std::to_string(mark.number) + "]";
      citation.reference = references_.numbered(mark.number).value_or(Span{});
      break;
    case Kind::author_year:
      citation.marker = extract::text_of(document_, mark.span);
      citation.reference =
          cited_entry(references_, mark.reference.author, mark.reference.year).value_or(Span{});
      break;
    case Kind::same:
      citation.marker = extract::text_of(document_, mark.span);
      resolve_same(mark.span, citation);
      break;
  }
  take_url(citation);
  out.push_back(std::move(citation));
}

// The note before `note` that it repeats: the one right before for "Ibid.", the last one that begins with the
// same name for "Petrova, op. cit.", the one with the number for "see note 5 above".
std::optional<std::size_t> Citations::earlier_note(std::size_t note) const {
  const auto text = [&](std::size_t i) {
    const std::uint32_t block = document_.notes[i].block;
    return block == extract::none ? std::string_view()
                                  : extract::text_of(document_, document_.blocks[block].span);
  };
  const std::string_view own = text(note);
  if (note == 0 || own.empty()) return std::nullopt;
  if (is_ibid(own)) return note - 1;
  const std::string_view name = repeated_name(own), marker = noted_above(own);
  if (name.empty() && (marker.empty() || own.size() > kPointingNote)) return std::nullopt;
  for (std::size_t i = note; i-- > 0;) {
    if (!marker.empty() && document_.notes[i].marker == marker) return i;
    if (marker.empty() && text(i).find(name) < kPointingNote && repeated_name(text(i)).empty()) return i;
  }
  return std::nullopt;
}

// The entries of the reference list that the text of a note names: the one with its URL, else those of its
// author-year references, each once; a note may be nothing but "RK MFA, 2018".
std::vector<Span> Citations::sources_in(Span note) const {
  const std::string_view text = extract::text_of(document_, note);
  if (const auto entry = references_.with_url(url_in(text))) return {*entry};
  std::vector<Span> sources;
  const auto add = [&](std::string_view author, std::string_view year) {
    const auto entry = cited_entry(references_, author, year);
    const auto same = [&](Span other) { return entry && other.begin == entry->begin; };
    if (entry && std::none_of(sources.begin(), sources.end(), same)) sources.push_back(*entry);
  };
  for (const AuthorYear& found : author_years(document_, note)) add(found.author, found.year);
  if (!sources.empty()) return sources;
  static const RE2 bare(R"(^([^0-9;]{2,80}?),? \(?((?:19|20)[0-9]{2}[a-z]?)\)?)");
  re2::StringPiece author, year;
  if (RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), bare, &author, &year))
    add({author.data(), author.size()}, {year.data(), year.size()});
  return sources;
}

// A citation for each source of the note; for "Ibid." of the note before it.
void Citations::add_note(const Citation& bare, std::size_t note, std::vector<Citation>& out) const {
  const auto text_span = [&](std::size_t i) {
    const std::uint32_t block = document_.notes[i].block;
    return block == extract::none ? Span{} : document_.blocks[block].span;
  };
  Citation citation = bare;
  citation.note = text_span(note);
  std::size_t target = note;
  for (int step = 0; step < kIbidChain; ++step) {
    const auto earlier = earlier_note(target);
    if (!earlier) break;
    target = *earlier;
  }
  const Span text = text_span(target);
  std::vector<Span> sources = text.empty() ? std::vector<Span>() : sources_in(text);
  if (sources.size() > kSourcesOfNote) sources.clear();
  if (sources.empty()) sources.push_back(target == note ? Span{} : text);
  for (const Span source : sources) {
    citation.reference = source;
    citation.url.clear();
    if (sources.size() > 1) citation.url = url_in(extract::text_of(document_, source));
    if (citation.url.empty()) take_url(citation);
    out.push_back(citation);
  }
}

// "(ibid.)" points to what was cited last before it in its block.
void Citations::resolve_same(Span mark, Citation& citation) const {
  const std::uint32_t block = extract::block_at(document_, mark.begin);
  if (block == extract::none) return;
  const std::vector<Mark>& all = marks_in(document_.blocks[block].span);
  const auto before = std::partition_point(all.begin(), all.end(),
                                           [&](const Mark& other) { return other.span.end <= mark.begin; });
  int chain = 0;
  for (auto last = std::make_reverse_iterator(before); last != all.rend() && chain < kIbidChain; ++last) {
    ++chain;
    if (last->kind == Kind::same) continue;
    std::vector<Citation> earlier;
    add_resolved(*last, earlier);
    citation.note = earlier.front().note;
    citation.reference = earlier.front().reference;
    return;
  }
}

void Citations::take_url(Citation& citation) const {
  citation.url = url_in(extract::text_of(document_, citation.note));
  if (citation.url.empty()) citation.url = url_in(extract::text_of(document_, citation.reference));
}

void resolve_citations(const Analysis& analysis, std::vector<Provision>& provisions) {
  if (provisions.empty()) return;
  const Citations citations(analysis);
  for (Provision& provision : provisions) {
    if (std::holds_alternative<Recommendation>(provision.what)) continue;
    provision.cites = citations.of(provision.where);
  }
  // "In 2019[5] 300 workers left": a call in front of all that the sentence states.
  std::uint32_t sentence = extract::none, first = 0;
  for (Provision& provision : provisions) {
    if (std::holds_alternative<Recommendation>(provision.what)) continue;
    if (provision.context.begin != sentence) first = provision.where.begin;
    sentence = provision.context.begin;
    if (!provision.cites.empty()) continue;
    std::vector<Citation> cites = citations.before(provision.where);
    if (!cites.empty() && cites.front().call.begin <= first) provision.cites = std::move(cites);
  }
}

}  // namespace proviso::nlp
