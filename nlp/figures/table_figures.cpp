#include "nlp/figures/table_figures.h"

#include <algorithm>
#include <cmath>

#include "extract/text/wording.h"
#include "nlp/figures/figure_fields.h"
#include "nlp/figures/table_shares.h"

namespace proviso::nlp {
namespace {

// Under a header or caption that speaks of percentages, a larger number is one of the counts beside them.
constexpr double kGreatestShare = 1000;

using extract::Cell;
using extract::none;

// A line above a table is read as its unit if it is no longer than this many bytes, a heading as its title;
// so many blocks above it are looked at.
constexpr std::uint32_t kUnitLine = 80, kTitle = 400;
constexpr int kBlocksAbove = 6;

std::string first_of(const std::string& a, const std::string& b) { return a.empty() ? b : a; }

}  // namespace

TableReading::TableReading(const Analysis& analysis, std::uint32_t table, const Lexicon& lexicon,
                           const NumberHabit& habit)
    : analysis_(analysis), table_(analysis.document.tables[table]), lexicon_(lexicon), habit_(habit) {
  const std::size_t rows = table_.rows, columns = table_.columns;
  facts_.resize(rows * columns);
  grid_.resize(rows * columns, nullptr);
  row_spans_.resize(rows);
  signed_rows_.assign(rows, false);
  decimal_columns_.assign(columns, false);
  for (const Cell& cell : table_.cells) {
    const Facts facts = facts_of(cell);
    for (std::size_t r = cell.row; r < std::min<std::size_t>(rows, cell.row + cell.row_span); ++r)
      for (std::size_t c = cell.column; c < std::min<std::size_t>(columns, cell.column + cell.column_span);
           ++c) {
        grid_[r * columns + c] = &cell;
        facts_[r * columns + c] = facts;
      }
    decimals_ |= facts.decimals;
    if (facts.decimals && cell.column < columns) decimal_columns_[cell.column] = true;
    if (facts.signed_percent && cell.row < rows) signed_rows_[cell.row] = true;
    if (cell.block == none || cell.row >= rows) continue;
    const auto span = analysis.document.blocks[cell.block].span;
    auto& row = row_spans_[cell.row];
    row = row.empty() ? span : extract::Span{std::min(row.begin, span.begin), std::max(row.end, span.end)};
  }
  contents_ = find_contents();
  find_numbering();
  find_header_rows();
  read_caption();
  read_columns();
  one_unit_ = has_one_unit();
  read_corner();
  read_rows();
  find_shares();
}

// What the caption says and the lines between it and the table: "(in thousands)", "%". A heading right above
// a table without a caption is one.
void TableReading::read_caption() {
  if (table_.caption != none) caption_ = unit_of(table_.caption);
  if (caption_.place.size() > 1) caption_.place.clear();  // the rows say which of them is meant
  const auto first = std::find_if(table_.cells.begin(), table_.cells.end(),
                                  [](const Cell& cell) { return cell.block != none; });
  if (first == table_.cells.end()) return;
  const auto& blocks = analysis_.document.blocks;
  for (std::uint32_t i = first->block, back = 0; i > 0 && back < kBlocksAbove; ++back) {
    if (!is_above(--i, first->block)) return;
    const bool title = blocks[i].kind == extract::BlockKind::heading;
    if (blocks[i].span.size() > kUnitLine && !title) continue;
    CellUnit unit = unit_of(i);
    unit.share &= back == 0;
    unit.place.clear();  // the finder looks at the headings itself
    if (!title && back > 0) unit.time.clear();
    add(caption_, unit);
    if (title) return;
  }
}

// Whether block `block` stands above the table whose first cell is `first`, with nothing but lines between.
bool TableReading::is_above(std::uint32_t block, std::uint32_t first) const {
  using extract::BlockKind;
  const auto& above = analysis_.document.blocks[block];
  if (above.page != analysis_.document.blocks[first].page || above.span.size() > kTitle) return false;
  const auto text = extract::text_of(analysis_.document, above.span);
  const bool line = above.kind == BlockKind::paragraph || above.kind == BlockKind::aside ||
                    above.kind == BlockKind::label;  // a header that the layout left alone
  return above.kind == BlockKind::heading || (line && !text.ends_with('.') && !text.ends_with(':'));
}

TableReading::Facts TableReading::facts_of(const Cell& cell) const {
  Facts facts;
  if (cell.block == none) return facts;
  const auto span = analysis_.document.blocks[cell.block].span;
  const Folded folded = fold(extract::text_of(analysis_.document, span), span.begin);
  const Tokens tokens(folded);
  facts.content = Content::words;
  bool words = false, digits = false, letters = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    digits |= tokens.digits(i);
    words |= tokens.word(i) && !lexicon_.at(tokens, i, "year_word");
    letters |= tokens.word(i);
  }
  if (tokens.size() == 0 || (!digits && !words)) facts.content = Content::empty;
  if (!digits || words) return facts;
  const auto times = read_times(tokens, lexicon_);
  if (!times.empty() && times.front().first == 0) {
    facts.content = Content::year;
    facts.value = tokens.digits(0) ? std::strtod(std::string(tokens.text(0)).c_str(), nullptr) : 0;
    if (tokens.size() > 1 || letters) facts.value = 0;
    return facts;
  }
  const auto quantities = read_quantities(tokens, lexicon_, {}, habit_, analysis_.language);
  if (quantities.empty()) return facts;
  facts.content = quantities.front().value_to ? Content::range : Content::number;
  facts.value = quantities.front().value;
  const Quantity& quantity = quantities.front();
  double plain = 0;  // the number without its marks
  for (std::size_t i = quantity.number; i < quantity.number_end; ++i)
    for (const char c : tokens.text(i))
      if (c >= '0' && c <= '9') plain = plain * 10 + (c - '0');
  facts.decimals = plain != std::abs(facts.value) && !quantity.scaled;
  facts.signed_percent = quantity.measure == Measure::percent;
  return facts;
}

// The rows above the first one that holds a number which is no year, no range of ages and no column's number.
void TableReading::find_header_rows() {
  for (header_rows_ = 0; header_rows_ < table_.rows; ++header_rows_) {
    bool data = false;
    for (std::size_t c = 0; c < table_.columns; ++c) {
      const Cell* cell = cell_at(header_rows_, c);
      data |= facts(header_rows_, c).content == Content::number && cell && !cell->header && c > 0;
    }
    if (data && !numbering_[header_rows_]) {
      leave_first_group();
      return;
    }
  }
  header_rows_ = 0;  // a table of words: the cells' own flags say what is a header
}

// The last of the header rows names the first group of rows, if others name further ones.
void TableReading::leave_first_group() {
  if (header_rows_ < 2 || !names_group(header_rows_ - 1)) return;
  for (std::size_t r = header_rows_; r < table_.rows; ++r) {
    if (!names_group(r)) continue;
    --header_rows_;
    return;
  }
}

// Does the row say nothing but the name of the rows below, in its first cell?
bool TableReading::names_group(std::size_t row) const {
  const Cell* first = cell_at(row, 0);
  if (!first || first->block == none || facts(row, 0).content != Content::words) return false;
  for (std::size_t c = 1; c < table_.columns; ++c) {
    const Cell* cell = cell_at(row, c);
    if (cell && cell != first && cell->block != none) return false;
  }
  return true;
}

bool TableReading::find_contents() const {
  if (table_.columns < 2 || table_.columns > 4 || table_.rows < 3) return false;
  double page = 0;
  std::size_t pages = 0, titles = 0;
  for (std::size_t r = 0; r < table_.rows; ++r) {
    bool words = false;
    for (std::size_t c = 0; c < table_.columns; ++c) {
      const Facts& own = facts(r, c);
      words |= own.content == Content::words;
      if (c == 0 || own.content != Content::number) continue;
      if (own.decimals || own.value < page || own.value > 2000) return false;
      page = own.value;
      ++pages;
    }
    const Cell* label = cell_at(r, 0);
    if (!words || !label || label->block == none) continue;
    const auto text = extract::text_of(analysis_.document, analysis_.document.blocks[label->block].span);
    titles += (text.front() >= '0' && text.front() <= '9') || text.find("....") != text.npos;
  }
  return pages * 2 > table_.rows && titles * 2 > table_.rows;
}

// Rows that count the columns: 1 | 2 | 3 or A | 1 | 2. Where a table holds no other numbers they may begin
// anywhere: the questions of a form are counted on from page to page.
void TableReading::find_numbering() {
  numbering_.assign(table_.rows, false);
  std::size_t rows = 0, last = 0;
  for (std::size_t r = 0; r < table_.rows; ++r) {
    numbering_[r] = numbers_columns(r, 2, false);
    for (std::size_t c = 1; c < table_.columns; ++c) {
      if (facts(r, c).content != Content::number) continue;
      ++rows, last = r;
      break;
    }
  }
  if (rows == 1 && numbers_columns(last, 1e9, true)) numbering_[last] = true;
}

// Does the row count the columns, from a number that is not above `greatest`? `gaps`: some may be empty.
bool TableReading::numbers_columns(std::size_t row, double greatest, bool gaps) const {
  double expected = -1;
  int seen = 0;
  for (std::size_t c = 0; c < table_.columns; ++c) {
    const Facts& cell = facts(row, c);
    if (gaps && (cell.content == Content::empty || (c > 0 && cell_at(row, c) == cell_at(row, c - 1))))
      continue;
    if (cell.content == Content::empty) return false;
    if (cell.content != Content::number) {
      if (c > 0) return false;
      continue;
    }
    if (expected < 0 && cell.value > greatest) return false;
    if (expected >= 0 && cell.value != expected) return false;
    expected = cell.value + 1;
    ++seen;
  }
  return seen >= 3;
}

// Is the place empty, so that what stands left of it in header row `row` holds for it, too? A unit does that
// stands over the first of the columns under one header, or that is the only one of the row.
bool TableReading::holds_further(std::size_t row, std::size_t column) const {
  if (row == 0 || row >= header_rows_ || facts(row, column).content != Content::empty) return false;
  if (cell_at(row - 1, column) == cell_at(row - 1, column - 1)) return true;
  std::string_view unit;
  for (std::size_t c = 1; c < table_.columns; ++c) {
    const Cell* cell = cell_at(row, c);
    if (!cell || cell->block == none) continue;
    const auto text = extract::text_of(analysis_.document, analysis_.document.blocks[cell->block].span);
    if (!unit.empty() && text != unit) return false;
    unit = text;
  }
  return true;
}

void TableReading::read_columns() {
  const std::size_t columns = table_.columns;
  columns_.resize(columns);
  headed_columns_.assign(columns, false);
  year_columns_.assign(columns, false);
  whole_columns_.assign(columns, false);
  over_hundred_.assign(columns, false);
  index_columns_.assign(columns, false);
  for (std::size_t c = 0; c < columns; ++c) {
    const Cell* last = nullptr;
    for (std::size_t r = 0; r < std::max<std::size_t>(header_rows_, 1) && r < table_.rows; ++r) {
      // A unit that stands over several columns may be printed over the first of them alone.
      std::size_t at = c;
      while (at > 1 && holds_further(r, at)) --at;
      const Cell* cell = cell_at(r, at);
      if (!cell || cell == last || (header_rows_ == 0 && !cell->header)) continue;
      last = cell;
      if (r + 1 == header_rows_) headed_columns_[c] = at == c && facts(r, c).content != Content::empty;
      CellUnit unit = unit_of(cell->block);
      if (at != c) {
        add(columns_[c], unit);  // printed elsewhere: the column's own headers say it better
        continue;
      }
      add(unit, columns_[c]);  // the lower header says it better
      columns_[c] = unit;
    }
    int numbers = 0, large = 0, whole = 0, steps = 0, ranges = 0, over = 0, years = 0;
    double before = -1;
    for (std::size_t r = header_rows_; r < table_.rows; ++r) {
      const Facts& cell = facts(r, c);
      ranges += cell.content == Content::range;
      if (cell.content != Content::number && cell.content != Content::year) continue;
      ++numbers;
      years += cell.content == Content::year;
      whole += !cell.decimals;
      large += cell.value >= 1000;
      over += cell.value > 100;
      steps += cell.value == before + 1;
      before = cell.value;
    }
    year_columns_[c] = years * 2 > numbers;
    over_hundred_[c] = whole == numbers && over > 0;
    whole_columns_[c] = numbers > 0 && whole == numbers && large * 2 > numbers;
    index_columns_[c] = (c == 0 && numbers >= 3 && steps + 1 >= numbers) || ranges > numbers;
  }
}

// Do the headers of all columns of numbers name the same unit?
bool TableReading::has_one_unit() const {
  const CellUnit* first = nullptr;
  for (std::size_t c = 1; c < table_.columns; ++c) {
    const CellUnit& unit = columns_[c];
    if (!first) first = &unit;
    if (unit.scale != first->scale || unit.percent != first->percent || unit.rate != first->rate ||
        unit.count != first->count || unit.currency != first->currency)
      return false;
  }
  return first != nullptr;
}

// The header of the column of labels may say when and where: "Year 2017". Its units are those of the labels.
void TableReading::read_corner() {
  if (header_rows_ == 0 || table_.columns < 2) return;
  corner_.time = columns_[0].time;
  corner_.place = columns_[0].place;
  if (corner_.place.size() > 1) corner_.place.clear();
}

// Does the row say that each column adds up to 100%: is that all it holds beside its label?
bool TableReading::is_whole(std::size_t row) const {
  const Cell* whole = nullptr;
  for (std::size_t c = 1; c < table_.columns; ++c) {
    const Facts& own = facts(row, c);
    if (own.content == Content::empty || cell_at(row, c) == whole) continue;
    if (whole || !own.signed_percent || own.value != 100) return false;
    whole = cell_at(row, c);
  }
  return whole && table_.columns > 2;
}

void TableReading::find_shares() {
  std::vector<TableNumber> numbers(facts_.size());
  for (std::size_t i = 0; i < facts_.size(); ++i) {
    const bool once = i % table_.columns == 0 || grid_[i] != grid_[i - 1];
    numbers[i] = {.is_number = once && facts_[i].content == Content::number,
                  .decimals = facts_[i].decimals,
                  .value = facts_[i].value};
  }
  shares_ = parts_of_hundred(numbers, table_.columns);
}

// The cell of `row` with words, if the others are empty: a title over the rows below.
const Cell* TableReading::only_cell(std::size_t row) const {
  const Cell* only = nullptr;
  for (std::size_t c = 0; c < table_.columns; ++c) {
    if (facts(row, c).content == Content::empty || cell_at(row, c) == only) continue;
    if (only || facts(row, c).content != Content::words) return nullptr;
    only = cell_at(row, c);
  }
  return only;
}

void TableReading::read_rows() {
  rows_.resize(table_.rows);
  groups_.resize(table_.rows);
  CellUnit group;
  bool whole = false;
  for (std::size_t r = 0; r < header_rows_; ++r) whole |= is_whole(r);
  for (std::size_t r = header_rows_; r < table_.rows; ++r) {
    bool data = false, words = false;
    whole |= is_whole(r);
    const Cell* alone = only_cell(r);
    for (std::size_t c = 0; c < table_.columns; ++c) {
      const Cell* cell = cell_at(r, c);
      if (!cell || cell->block == none) continue;
      const Content content = facts(r, c).content;
      const bool ages = index_columns_[c] && content == Content::range;
      const bool label = c == 0 || cell->header || cell == alone || ages;
      data |= !label && (content != Content::empty || !cell->header);
      if (!label || cell->column != c) continue;
      words |= content == Content::words;
      add(rows_[r], unit_of(cell->block));
    }
    const bool title = words && (!data || is_whole(r));
    if (title && !extract::opens_parts(rows_[r].text)) {
      const CellUnit above = group;
      group = rows_[r];
      if (!names_group(r)) group.text.clear();
      if (!group.decides()) take_unit(group, above);
    }
    groups_[r] = title ? CellUnit() : group;
    if (whole && !group.decides()) groups_[r].percent = true;
  }
}

bool TableReading::is_header(const Cell& cell) const {
  if (cell.header || (header_rows_ > 0 && cell.row < header_rows_)) return true;
  if (cell.row >= table_.rows || cell.column >= table_.columns) return false;
  const Facts& own = facts(cell.row, cell.column);
  if (index_columns_[cell.column] || numbering_[cell.row]) return true;
  if (cell.column == 0 && table_.columns > 1 && own.content != Content::words) return true;
  if (own.content != Content::year) return false;
  if (own.value == 0) return true;
  // A bare number that looks like a year is one if its whole row or column does.
  return year_columns_[cell.column];
}

const CellUnit& TableReading::column_of(const Cell& cell) const {
  const std::size_t last = std::min<std::size_t>(cell.column + cell.column_span, table_.columns);
  for (std::size_t c = cell.column; c < last; ++c)
    if (headed_columns_[c]) return columns_[c];
  return columns_[cell.column];
}

// Whole numbers above a thousand are written out where others under the same unit have decimals.
bool TableReading::scale_fits(const Cell& cell, const CellUnit& unit) const {
  if (!whole_columns_[cell.column]) return true;
  if (&unit != &column_of(cell)) return !decimals_;
  for (std::size_t c = 0; c < table_.columns; ++c)
    if (decimal_columns_[c] && columns_[c].scale == unit.scale) return false;
  return true;
}

// The first of row, column, group and caption that names a unit tells what the cell's number is.
void TableReading::measure(const Cell& cell, Figure& figure) const {
  const CellUnit &row = rows_[cell.row], &column = column_of(cell), &group = groups_[cell.row];
  const CellUnit* unit = nullptr;
  const CellUnit* const inner = one_unit_ ? &group : &column;  // what differs tells more than what is common
  for (const CellUnit* candidate : {&row, inner, &column, &group, &caption_})
    if (!unit && candidate->decides()) unit = candidate;
  const bool share = row.share || column.share || group.share || caption_.share;
  if (!unit) {
    const bool part = shares_[cell.row * table_.columns + cell.column];
    const bool counts = over_hundred_[cell.column] && !facts(cell.row, cell.column).decimals;
    if (part || (share && figure.value <= 100 && !counts)) figure.measure = Measure::percent;
    return;
  }
  if (unit->percent) {
    // Where percentages and thousands are spoken of, those with decimals are percentages. Where a caption
    // speaks of percentages alone, columns of whole numbers above a hundred count, and so do bare numbers
    // beside "12%".
    const bool mixed = unit->scale > 1;
    const bool decimals = facts(cell.row, cell.column).decimals;
    const bool counts = unit == &caption_ && decimals_ && over_hundred_[cell.column];
    if (mixed ? decimals : !counts && !signed_rows_[cell.row]) {
      if (figure.value <= kGreatestShare) figure.measure = Measure::percent;
      return;
    }
    if (!mixed) return;
  }
  if (unit->rate) return;
  const double said = unit->count && unit->scale == 1 ? caption_.scale : unit->scale;
  const double scale = scale_fits(cell, *unit) ? said : 1;
  figure.value *= scale;
  if (figure.value_to) *figure.value_to *= scale;
  if (unit->currency.empty()) return;
  figure.measure = Measure::money;
  figure.currency = unit->currency;
}

Figure TableReading::figure(const Cell& cell, const Quantity& quantity, bool own_unit) const {
  Figure figure{.value = quantity.value,
                .value_to = quantity.value_to,
                .measure = quantity.measure,
                .currency = quantity.currency,
                .qualifier = quantity.qualifier,
                .unsure = quantity.unsure};
  if (!own_unit) measure(cell, figure);
  figure.time = time_of(cell);
  figure.place = place_of(cell);
  figure.counted = counted(cell);
  return figure;
}

// The row's, its group's and the column's headers, without those that are nothing but numbers; with the
// caption in front if no words are left ("15-24" of what?).
std::string TableReading::counted(const Cell& cell) const {
  std::string out;
  bool words = false;
  for (const std::string* texts : {&rows_[cell.row].text, &groups_[cell.row].text, &column_of(cell).text})
    for (std::size_t at = 0; at < texts->size();) {
      const std::size_t end = std::min(texts->find("; ", at), texts->size());
      const std::string part = texts->substr(at, end - at);
      at = end + 2;
      const Folded folded = fold(part, 0);
      const Tokens tokens(folded);
      bool word = false;
      std::size_t digits = 0;
      for (std::size_t i = 0; i < tokens.size(); ++i) {
        word |= tokens.word(i) && tokens.text(i).size() > 1;
        digits += tokens.digits(i);
      }
      // A row of numbers, marks, or the "100%" of a distribution.
      if (!word && (digits > 2 || digits == 0 || part.ends_with('%'))) continue;
      words |= word;
      out += (out.empty() ? "" : "; ") + part;
    }
  if (words || caption_.text.empty()) return words ? out : std::string();
  return caption_.text + (out.empty() ? "" : "; ") + out;
}

std::string TableReading::time_of(const Cell& cell) const {
  const std::string inside = first_of(column_of(cell).time, rows_[cell.row].time);
  return first_of(inside, first_of(groups_[cell.row].time, first_of(corner_.time, caption_.time)));
}

std::vector<std::string> TableReading::place_of(const Cell& cell) const {
  for (const CellUnit* unit : {&rows_[cell.row], &groups_[cell.row], &column_of(cell), &corner_, &caption_})
    if (!unit->place.empty()) return unit->place;
  return {};
}

}  // namespace proviso::nlp
