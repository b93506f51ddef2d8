// Figures of table cells: a value is a cell's number times the unit of its headers.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "nlp/analysis.h"
#include "nlp/figures/lexicon.h"
#include "nlp/figures/numbers.h"
#include "nlp/figures/table_units.h"

namespace proviso::nlp {

// A table with what its headers, rows and caption say. Refers to the analysis.
class TableReading {
 public:
  TableReading(const Analysis& analysis, std::uint32_t table, const Lexicon& lexicon,
               const NumberHabit& habit);

  // True for a table of contents: titles with section numbers and, behind them, pages that only grow.
  bool is_contents() const { return contents_; }

  // True for headers, running numbers, years that stand for rows or columns, and column numbers.
  bool is_header(const extract::Cell& cell) const;

  // The figure of a cell that holds `quantity` and no words: scaled by the first of row, column, group of
  // rows and caption that names a unit; its time and countries likewise. `own_unit`: the cell itself
  // says what it is. Parts that add up to 100 are percentages where nothing else says what they are.
  Figure figure(const extract::Cell& cell, const Quantity& quantity, bool own_unit) const;

  // What the table says of a cell with words: the time and the countries of its row, else of its column.
  std::string time_of(const extract::Cell& cell) const;
  std::vector<std::string> place_of(const extract::Cell& cell) const;

  // From the first to the last cell of the row.
  extract::Span row_span(const extract::Cell& cell) const { return row_spans_[cell.row]; }

 private:
  enum class Content : std::uint8_t { empty, words, number, year, range };
  struct Facts {
    Content content = Content::empty;
    bool decimals = false;        // as written: "100.0" has some
    bool signed_percent = false;  // with a percent sign of its own
    double value = 0;
  };

  CellUnit unit_of(std::uint32_t block) const { return nlp::unit_of(analysis_, lexicon_, block); }
  void read_caption();
  bool is_above(std::uint32_t block, std::uint32_t first) const;
  Facts facts_of(const extract::Cell& cell) const;
  void find_header_rows();
  void leave_first_group();
  bool names_group(std::size_t row) const;
  bool find_contents() const;
  void read_columns();
  void read_rows();
  void find_numbering();
  bool numbers_columns(std::size_t row, double greatest, bool gaps) const;
  bool is_whole(std::size_t row) const;
  bool holds_further(std::size_t row, std::size_t column) const;
  void read_corner();
  bool has_one_unit() const;
  void find_shares();
  const extract::Cell* only_cell(std::size_t row) const;
  // What the headers over `cell` say: of the columns it spans the first that has a header of its own.
  const CellUnit& column_of(const extract::Cell& cell) const;
  const Facts& facts(std::size_t row, std::size_t column) const {
    return facts_[row * table_.columns + column];
  }
  const extract::Cell* cell_at(std::size_t row, std::size_t column) const {
    return grid_[row * table_.columns + column];
  }
  bool scale_fits(const extract::Cell& cell, const CellUnit& unit) const;
  std::string counted(const extract::Cell& cell) const;
  void measure(const extract::Cell& cell, Figure& figure) const;

  const Analysis& analysis_;
  const extract::Table& table_;
  const Lexicon& lexicon_;
  const NumberHabit& habit_;
  std::size_t header_rows_ = 0;
  std::vector<const extract::Cell*> grid_ = {};  // rows × columns, spans filled
  std::vector<Facts> facts_ = {};                // as grid_
  std::vector<extract::Span> row_spans_ = {};
  CellUnit caption_ = {};
  CellUnit corner_ = {};  // time and place that the header of the column of labels names: "Year 2017"
  std::vector<CellUnit> columns_ = {}, rows_ = {}, groups_ = {};
  std::vector<bool> signed_rows_ = {};     // some cell has a percent sign of its own: the bare ones count
  std::vector<bool> numbering_ = {};       // rows that number the columns
  std::vector<bool> year_columns_ = {};    // most of their numbers are years
  std::vector<bool> headed_columns_ = {};  // something stands in their lowest header cell
  std::vector<bool> whole_columns_ = {};   // all numbers whole, most of them above 999
  std::vector<bool> over_hundred_ = {};    // all numbers whole, some of them above 100
  std::vector<bool> index_columns_ = {};   // 1, 2, 3, … or ranges (of ages): labels of the rows
  bool contents_ = false;
  bool one_unit_ = false;                   // the headers of all columns name the same
  bool decimals_ = false;                   // some cell has decimals
  std::vector<bool> decimal_columns_ = {};  // likewise, of each column
  std::vector<bool> shares_ = {};           // as grid_: parts of a whole of 100
};

}  // namespace proviso::nlp
