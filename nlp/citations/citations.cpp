#include "nlp/citations/citations.h"

#include <re2/re2.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <variant>

#include "nlp/citations/cited_entry.h"
#include "nlp/citations/pointing_note.h"

namespace proviso::nlp {
namespace {

using extract::Span;

// A chain of "Ibid." longer than this is a mistake of reading.
constexpr int kIbidChain = 40;
// A name at the beginning of a note stands within so many bytes.
constexpr std::size_t kBeginning = 80;
// Bracketed lists of numbers are short; a longer range is an interval.
constexpr int kNumbersInBracket = 12;
// A note that discusses more sources than these rests on none of them in particular.
constexpr std::size_t kSourcesOfNote = 12;
// A list with fewer entries may be a few readings; a name with a year can then be a source that is not in it.
constexpr std::size_t kWholeList = 10;

// "(ibid., p. 5)": a bracket that only repeats a source, in front of so many bytes of place in it.
constexpr std::size_t kPlaceInBracket = 20;
// What is looked through for words that announce a source, in bytes.
constexpr std::size_t kAnnouncing = 160;

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
  add_same(sentence, out);
  for (AuthorYear& reference : author_years(analysis_.rules, document_, sentence)) {
    const Span span = reference.span;
    // "and 13 (2002)" counts something in a year.
    if (reference.author.find_first_not_of("0123456789.,- ") == std::string::npos) continue;
    out.push_back({.kind = Kind::author_year, .span = span, .reference = std::move(reference)});
  }
}

// "(ibid.)", "(там же, с. 5)".
void Citations::add_same(Span sentence, std::vector<Mark>& out) const {
  const std::string_view whole = extract::text_of(document_, sentence);
  for (std::size_t at = whole.find('('); at != std::string_view::npos; at = whole.find('(', at + 1)) {
    const std::string_view inside = whole.substr(at + 1, whole.find(')', at) - at - 1);
    const std::string_view behind = without_leading(analysis_.rules, "same_source", inside);
    if (behind.size() == inside.size() || behind.size() > kPlaceInBracket) continue;
    const auto begin = sentence.begin + static_cast<std::uint32_t>(at) + 1;
    out.push_back({.kind = Kind::same,
                   .span = {begin, begin + static_cast<std::uint32_t>(inside.size() - behind.size())}});
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
  std::string_view before = extract::text_of(document_, {sentence.begin, mark.begin});
  if (before.size() > kAnnouncing)
    before.remove_prefix(before.size() - kAnnouncing);  // half a letter folds to none
  const Folded folded = fold(before, 0);
  const std::vector<Capture> found = analysis_.rules.occurrences("source_follows", folded);
  if (found.empty()) return false;
  const std::string_view name = std::string_view(folded.text).substr(found.back().end);
  static const RE2 words(R"((?: \p{L}+){0,3} ?)");
  return RE2::FullMatch(re2::StringPiece(name.data(), name.size()), words);
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

// Empty if the note's text was not found.
Span Citations::text_of_note(std::size_t note) const {
  const std::uint32_t block = document_.notes[note].block;
  return block == extract::none ? Span{} : document_.blocks[block].span;
}

// The note before `note` that it repeats: the one right before for "Ibid.", the last one that begins with the
// same name for "Petrova, op. cit.", the one with the number for "see note 5 above".
std::optional<std::size_t> Citations::earlier_note(std::size_t note) const {
  const auto text = [&](std::size_t i) { return extract::text_of(document_, text_of_note(i)); };
  const std::string_view own = text(note);
  if (note == 0 || own.empty()) return std::nullopt;
  const PointingNote points = pointing_note(analysis_.rules, own);
  if (points.same) return note - 1;
  for (std::size_t i = note; i-- > 0;) {
    if (!points.marker.empty() && document_.notes[i].marker == points.marker) return i;
    if (!points.name.empty() && text(i).find(points.name) < kBeginning &&
        pointing_note(analysis_.rules, text(i)).name.empty())
      return i;
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
  for (const AuthorYear& found : author_years(analysis_.rules, document_, note))
    add(found.author, found.year);
  if (!sources.empty()) return sources;
  static const RE2 bare(R"(^([^0-9;]{2,80}?),? \(?((?:19|20)[0-9]{2}[a-z]?)\)?)");
  re2::StringPiece author, year;
  if (RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), bare, &author, &year))
    add({author.data(), author.size()}, {year.data(), year.size()});
  return sources;
}

// What the note rests on, in the end of its chain of "Ibid.": entries of the reference list, else the note
// that it repeats; one empty span if it says all itself.
const std::vector<Span>& Citations::sources_of(std::size_t note) const {
  const auto [it, fresh] = of_notes_.try_emplace(note);
  std::vector<Span>& sources = it->second;
  if (!fresh) return sources;
  std::size_t target = note;
  for (int step = 0; step < kIbidChain; ++step) {
    const auto earlier = earlier_note(target);
    if (!earlier) break;
    target = *earlier;
  }
  const Span text = text_of_note(target);
  if (!text.empty()) sources = sources_in(text);
  if (sources.size() > kSourcesOfNote) sources.clear();
  if (sources.empty()) sources.push_back(target == note ? Span{} : text);
  return sources;
}

// A citation for each source of the note.
void Citations::add_note(const Citation& bare, std::size_t note, std::vector<Citation>& out) const {
  Citation citation = bare;
  citation.note = text_of_note(note);
  const std::vector<Span>& sources = sources_of(note);
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
