#include "extract/layout/lines.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>

#include "extract/layout/asides.h"
#include "extract/layout/columns.h"
#include "extract/layout/drop_caps.h"

namespace proviso::extract {
namespace {

// Shares of the font size of the line.
constexpr float same_baseline = 0.18F;
constexpr float raised_least = 0.12F, raised_most = 0.8F;  // how far above the base line a raised word stands
constexpr float lowered_most = 0.4F;                       // subscripts
constexpr float raised_size = 0.85F;                       // a raised word is smaller than this
constexpr float lifted_least = 0.2F, lifted_most = 0.6F;   // of a number in full size that is only lifted
constexpr float raised_distance = 0.7F;                    // from the word that it belongs to
constexpr float marker_distance = 3;                       // of a note's marker from its text
constexpr float chunk_gap = 0.8F;                          // a wider gap may be a gutter
constexpr float marker_gap = 2;                            // of the raised word's own size

using Row = std::vector<PageWord>;

float baseline_of(const Row& row) { return row.front().baseline; }

// Are the sizes near enough for one line?
bool goes_with(const PageWord& a, const PageWord& b) {
  return a.initial || b.initial || (a.size < 2 * b.size && b.size < 2 * a.size);
}

std::vector<Row> rows_by_baseline(std::vector<PageWord> words) {
  std::stable_sort(words.begin(), words.end(),
                   [](const PageWord& a, const PageWord& b) { return a.baseline < b.baseline; });
  std::vector<Row> rows;
  for (PageWord& word : words) {
    const bool same = !rows.empty() &&
                      std::abs(word.baseline - baseline_of(rows.back())) <=
                          same_baseline * std::max(word.size, rows.back().front().size) &&
                      goes_with(word, rows.back().front());
    if (!same) rows.emplace_back();
    rows.back().push_back(std::move(word));
  }
  return rows;
}

bool is_short_number(std::string_view text) {
  return text.size() <= 4 &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || c == '*'; });
}

// Is `word` a superscript (or subscript) of a word of `row`?
bool belongs_to(const PageWord& word, const PageWord& host) {
  if (host.initial) return false;
  const float above = host.baseline - word.baseline;
  const bool smaller = word.size <= raised_size * host.size;
  const bool lifted_number = word.size <= 1.02F * host.size && above > lifted_least * host.size &&
                             above < lifted_most * host.size && is_short_number(word.text);
  if (!smaller && !lifted_number) return false;
  if (above > raised_most * host.size || above < -lowered_most * host.size) return false;
  const float behind = word.box.x0 - host.box.x1, before = host.box.x0 - word.box.x1;
  if (smaller && above > 0 && is_short_number(word.text) && before > 0)
    return before < marker_distance * host.size;
  return std::max(behind, before) < raised_distance * host.size;
}

// What host_row needs to know of each row, kept apart because the rows change while words move.
struct RowMeasure {
  float baseline, largest;  // largest font size in the row
};

std::vector<RowMeasure> measures_of(const std::vector<Row>& rows) {
  std::vector<RowMeasure> measures;
  for (const Row& row : rows) {
    float largest = 0;
    for (const PageWord& word : row) largest = word.initial ? largest : std::max(largest, word.size);
    measures.push_back({baseline_of(row), largest});
  }
  return measures;
}

// Index of the row that `word` of row `own` is a superscript or subscript of, or `own` if there is none.
std::size_t host_row(const std::vector<Row>& rows, const std::vector<RowMeasure>& measures, std::size_t own,
                     const PageWord& word) {
  const bool number = is_short_number(word.text);
  const auto hosts = [&](std::size_t i) {
    if (!number && word.size > raised_size * measures[i].largest) return false;
    return word.size <= 1.02F * measures[i].largest &&
           std::any_of(rows[i].begin(), rows[i].end(),
                       [&](const PageWord& host) { return belongs_to(word, host); });
  };
  // A row of larger type lies at most one of its font sizes away; twice the word's own size covers that.
  const float reach = 2 * word.size;
  for (std::size_t i = own + 1; i < rows.size() && measures[i].baseline - word.baseline < reach; ++i) {
    if (hosts(i)) return i;
  }
  for (std::size_t i = own; i-- > 0 && word.baseline - measures[i].baseline < reach;) {
    if (hosts(i)) return i;
  }
  return own;
}

void move_raised(std::vector<Row>& rows) {
  constexpr std::size_t longest_call = 12;  // bytes; longer words in small type are text
  const std::vector<RowMeasure> measures = measures_of(rows);
  for (std::size_t own = 0; own < rows.size(); ++own) {
    Row kept;
    for (PageWord& word : rows[own]) {
      const std::size_t host = word.text.size() <= longest_call && !word.raised && !word.initial
                                   ? host_row(rows, measures, own, word)
                                   : own;
      if (host == own) {
        kept.push_back(std::move(word));
      } else {
        word.raised = word.baseline < measures[host].baseline - raised_least * word.size;
        rows[host].push_back(std::move(word));
      }
    }
    rows[own] = std::move(kept);
  }
  std::erase_if(rows, [](const Row& row) { return row.empty(); });
}

// Words drawn twice at the same place (shadows, bold by overprinting).
void drop_repeated(Row& row) {
  const auto again = [](const PageWord& a, const PageWord& b) {
    return a.text == b.text && std::abs(a.box.x0 - b.box.x0) < 0.15F * a.size &&
           std::abs(a.box.top - b.box.top) < 0.15F * a.size;
  };
  Row kept;
  for (PageWord& word : row) {
    if (!kept.empty() && again(kept.back(), word)) {
      kept.back().bold = true;
    } else {
      kept.push_back(std::move(word));
    }
  }
  row = std::move(kept);
}

std::vector<Line> chunks_of(Row row, const std::vector<FontStyle>& fonts) {
  std::vector<Line> chunks;
  Row open;
  for (PageWord& word : row) {
    const bool after_marker = open.size() == 1 && (open.front().raised || open.front().initial);
    // A raised word behind a wide gap is the marker of a note in the next column.
    const float gap = (word.raised ? marker_gap : chunk_gap) * word.size;
    if (!open.empty() && !after_marker && word.box.x0 - open.back().box.x1 > gap) {
      chunks.push_back(make_line(std::move(open), fonts));
      open.clear();
    }
    open.push_back(std::move(word));
  }
  if (!open.empty()) chunks.push_back(make_line(std::move(open), fonts));
  return chunks;
}

// One line of chunks of one row that lie in one column.
Line joined(std::vector<Line>& chunks, const std::vector<FontStyle>& fonts) {
  if (chunks.size() == 1) return std::move(chunks.front());
  Row words;
  for (Line& chunk : chunks) std::move(chunk.words.begin(), chunk.words.end(), std::back_inserter(words));
  std::stable_sort(words.begin(), words.end(),
                   [](const PageWord& a, const PageWord& b) { return a.box.x0 < b.box.x0; });
  Line line = make_line(std::move(words), fonts);
  line.zone = chunks.front().zone;
  line.column = chunks.front().column;
  return line;
}

// The lines beside a drop capital begin where it does.
void draw_out(std::vector<Line>& lines, const Box& capital) {
  for (Line& line : lines) {
    const float gap = line.box.x0 - capital.x1;
    const bool beside = line.baseline > capital.top && line.box.top < capital.bottom - 0.3F * line.size;
    if (beside && gap > -0.5F * line.size && gap < 1.5F * line.size) line.box.x0 = capital.x0;
  }
}

// Joins the chunks of each row that lie in one column again.
void join_chunks(std::vector<Line>& lines, const std::vector<FontStyle>& fonts) {
  std::vector<Line> result, row;
  std::size_t leftmost = 0;  // of the row: its base line is the row's
  for (Line& line : lines) {
    const bool same = !row.empty() && line.table == none && row[leftmost].table == none &&
                      row[leftmost].zone == line.zone && row[leftmost].column == line.column &&
                      std::abs(row[leftmost].baseline - line.baseline) <= same_baseline * line.size;
    if (!same && !row.empty()) {
      result.push_back(joined(row, fonts));
      row.clear();
    }
    row.push_back(std::move(line));
    if (row.size() == 1 || row.back().box.x0 < row[leftmost].box.x0) leftmost = row.size() - 1;
  }
  if (!row.empty()) result.push_back(joined(row, fonts));
  lines = std::move(result);
}

std::vector<Line> split_off_asides(std::vector<Line>& lines) {
  std::vector<Line> asides;
  const auto first = std::stable_partition(lines.begin(), lines.end(),
                                           [](const Line& line) { return line.role != Role::aside; });
  std::move(first, lines.end(), std::back_inserter(asides));
  lines.erase(first, lines.end());
  std::stable_sort(asides.begin(), asides.end(), [](const Line& a, const Line& b) {
    return std::pair(a.zone, a.baseline) < std::pair(b.zone, b.baseline);
  });
  return asides;
}

// Lines that run round an aside end before it.
void narrow_beside(const Box& aside, std::vector<Line>& lines) {
  const auto beside = [&](const Line& line) {
    return line.table == none && line.role != Role::aside && line.box.bottom > aside.top &&
           line.box.top < aside.bottom && line.box.x1 <= aside.x0;
  };
  float right = 0;
  for (const Line& line : lines) {
    if (beside(line)) right = std::max(right, line.box.x1);
  }
  for (Line& line : lines) {
    if (beside(line)) line.right = std::min(line.right, right);
  }
}

// Puts each group of asides before the first line that begins further down.
void put_back(std::vector<Line>& asides, std::vector<Line>& lines) {
  for (auto from = asides.begin(); from != asides.end();) {
    const auto to =
        std::find_if(from, asides.end(), [from](const Line& line) { return line.zone != from->zone; });
    Box box = from->box;
    for (auto line = from; line != to; ++line) unite(box, line->box);
    for (auto line = from; line != to; ++line) line->left = box.x0, line->right = box.x1;
    narrow_beside(box, lines);
    const auto place = std::find_if(lines.begin(), lines.end(), [from](const Line& line) {
      return line.role != Role::aside && line.baseline > from->baseline;
    });
    lines.insert(place, std::make_move_iterator(from), std::make_move_iterator(to));
    from = to;
  }
}

// The outermost end that several lines agree on: one line sticking out of its column does not widen it.
float agreed_edge(std::vector<float> ends) {
  constexpr float tolerance = 4;  // points
  std::sort(ends.begin(), ends.end(), std::greater<>());
  const std::size_t least = std::max<std::size_t>(2, ends.size() / 10);
  for (std::size_t i = 0; i + least <= ends.size(); ++i) {
    if (ends[i] - ends[i + least - 1] <= tolerance) return ends[i];
  }
  return ends.front();
}

void set_column_edges(std::vector<Line>& lines) {
  std::map<std::pair<int, int>, std::vector<std::size_t>> columns;
  for (std::size_t i = 0; i < lines.size(); ++i) columns[{lines[i].zone, lines[i].column}].push_back(i);
  for (const auto& [place, members] : columns) {
    std::vector<float> rights, lefts;
    for (const std::size_t i : members) {
      rights.push_back(lines[i].box.x1);
      lefts.push_back(-lines[i].box.x0);
    }
    const float right = agreed_edge(std::move(rights)), left = -agreed_edge(std::move(lefts));
    for (const std::size_t i : members) lines[i].left = left, lines[i].right = right;
  }
}

}  // namespace

std::vector<Row> rows_of(std::vector<PageWord> words) {
  std::vector<Row> rows = rows_by_baseline(std::move(words));
  move_raised(rows);
  for (Row& row : rows) {
    std::stable_sort(row.begin(), row.end(),
                     [](const PageWord& a, const PageWord& b) { return a.box.x0 < b.box.x0; });
    drop_repeated(row);
  }
  return rows;
}

Line make_line(std::vector<PageWord> words, const std::vector<FontStyle>& fonts) {
  Line line;
  std::map<float, std::size_t> sizes;
  std::size_t characters = 0, bold = 0, italic = 0;
  float left = 1e9F;  // of a drop capital
  bool first = true;
  for (const PageWord& word : words) {
    line.right_to_left |= word.right_to_left;
    if (word.raised && words.size() > 1) continue;
    if (word.initial && words.size() > 1) {
      left = std::min(left, word.box.x0);
      continue;
    }
    if (first) line.box = word.box, line.baseline = word.baseline;
    first = false;
    unite(line.box, word.box);
    const std::size_t length = word.text.size();
    sizes[word.size] += length;
    characters += length;
    if (word.bold) bold += length;
    if (fonts[word.font].italic) italic += length;
  }
  if (first)
    line.box = words.front().box, line.baseline = words.front().baseline, sizes[words.front().size] = 1;
  line.box.x0 = std::min(line.box.x0, left);
  line.bold = bold * 2 > characters;
  line.italic = italic * 2 > characters;
  line.size = std::max_element(sizes.begin(), sizes.end(), [](const auto& a, const auto& b) {
                return a.second < b.second;
              })->first;
  line.words = std::move(words);
  return line;
}

std::vector<Line> lines_of(std::vector<PageWord> words, const std::vector<FontStyle>& fonts,
                           const std::vector<Box>& tables) {
  const std::vector<Box> capitals = settle_drop_caps(words);
  std::vector<Line> lines;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    Line place{.box = tables[i], .baseline = tables[i].top, .size = 10};
    place.table = static_cast<std::uint32_t>(i);
    lines.push_back(std::move(place));
  }
  for (Row& row : rows_of(std::move(words))) {
    for (Line& chunk : chunks_of(std::move(row), fonts)) lines.push_back(std::move(chunk));
  }
  for (const Box& capital : capitals) draw_out(lines, capital);
  mark_margin_quotes(lines);
  std::vector<Line> quotes = split_off_asides(lines);
  assign_columns(lines);
  std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
    return std::tuple(a.zone, a.column, a.baseline) < std::tuple(b.zone, b.column, b.baseline);
  });
  join_chunks(lines, fonts);
  set_column_edges(lines);
  put_back(quotes, lines);
  return lines;
}

bool has_leaders(const Line& line) {
  constexpr std::string_view leaders[] = {"....", ". . . .", "……", "-----", "____", "····"};
  const std::string text = text_of(line);
  return std::any_of(std::begin(leaders), std::end(leaders),
                     [&](std::string_view leader) { return text.find(leader) != text.npos; });
}

std::string text_of(const Line& line) {
  std::string text;
  for (const PageWord& word : line.words) {
    if (!text.empty()) text += ' ';
    text += word.text;
  }
  return text;
}

std::string unraised_text(const std::vector<PageWord>& words) {
  std::string text;
  for (const PageWord& word : words) {
    if (!word.raised) text += word.text;
  }
  return text;
}

}  // namespace proviso::extract
