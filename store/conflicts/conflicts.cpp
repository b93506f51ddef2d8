#include "store/conflicts.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "extract/packed.h"
#include "extract/table_headers.h"
#include "store/conflicts/agreement.h"
#include "store/conflicts/statements.h"
#include "store/conflicts/totals.h"
#include "store/rows/columns.h"
#include "store/rows/rows.h"
#include "store/rows/state.h"

namespace proviso::store {

namespace {

Compared compared(const ProvisionRecord& record) {
  Compared made = {record.id, record.kind, record.document, record.page, record.page_label, record.quote, {}};
  if (const auto* figure = std::get_if<nlp::Figure>(&record.what)) made.figure = *figure;
  return made;
}

// The place of the last digit of a value as it is written: its digits as one number go into it as often.
double step_of(double value, std::string_view quote) {
  double digits = 0;
  for (const char c : quote) {
    if (c >= '0' && c <= '9') digits = digits * 10 + (c - '0');
  }
  if (digits == 0 || value == 0) return 0;
  const double step = std::abs(value) / digits;
  const double power = std::log10(step);
  return std::abs(power - std::nearbyint(power)) < 1e-6 ? step : 0;
}

// Documents with their rows, in the order of export.
std::vector<std::int64_t> documents_wanted(const Connection& connection, const RowFilter& filter) {
  std::vector<std::int64_t> wanted;
  Statement row(connection, "SELECT id FROM documents ORDER BY sha256");
  while (row.next()) {
    if (filter.wants_document(row.integer(0))) wanted.push_back(row.integer(0));
  }
  return wanted;
}

// Statements of running text.
class StatementReader {
 public:
  StatementReader(const Connection& connection, const RowFilter& filter)
      : filter_(filter),
        row_(connection,
             "SELECT p.id, p.language, p.countries, p.value, p.value_to, p.measure, p.currency, p.qualifier, "
             "p.time, "
             "p.counted, t.context, p.context_begin, q.block = 'aside' FROM provisions p "
             "JOIN passages q ON q.id = p.passage JOIN provision_texts t ON t.id = p.id WHERE " +
                 rows_of_document("p.id", Table::provisions) +
                 " AND p.kind = 'figure' AND q.block NOT IN ('row', 'caption', 'reference') "
                 "ORDER BY p.\"begin\"") {}

  void read(std::int64_t document, std::vector<Saying>& sayings) {
    for (bool more = row_.first(document); more; more = row_.next()) {
      if (!filter_.wants_language(row_.text(1)) || !filter_.wants_countries(row_.text(2))) continue;
      Saying& made = sayings.emplace_back();
      made.row = row_.integer(0);
      made.document = document;
      made.language = row_.string(1);
      made.sentence = row_.string(10);
      made.sentence_begin = static_cast<std::uint32_t>(row_.integer(11));
      made.aside = row_.integer(12) != 0;
      made.figure.value = row_.real(3);
      if (!row_.null(4)) made.figure.value_to = row_.real(4);
      made.figure.measure = nlp::measure_named(row_.text(5)).value_or(nlp::Measure::count);
      made.figure.currency = row_.string(6);
      made.figure.qualifier = nlp::qualifier_named(row_.text(7)).value_or(nlp::Qualifier::exact);
      made.figure.time = row_.string(8);
      made.figure.place = split(row_.text(2), ' ');
      made.figure.counted = row_.string(9);
    }
    row_.reset();
  }

 private:
  const RowFilter& filter_;
  Statement row_;
};

double distance(const Disagreement& pair) {
  const double a = pair.one.what.figure->value, b = pair.other.what.figure->value;
  return std::abs(a - b) / std::max({std::abs(a), std::abs(b), 1e-9});
}

std::vector<Disagreement> disagreements(const std::vector<Saying>& sayings, RowReader& rows,
                                        SearchWords& words, Stems& stems) {
  std::vector<Disagreement> found;
  for (const auto& [i, j] : same_subject(sayings, words, stems)) {
    const Agreement said = agreement(sayings[i].figure, sayings[j].figure);
    if (said == Agreement::same) continue;
    const ProvisionRecord one = rows.provision(sayings[i].row), other = rows.provision(sayings[j].row);
    found.push_back(
        {{compared(one), one.context}, {compared(other), other.context}, said == Agreement::agree});
  }
  std::stable_sort(found.begin(), found.end(), [](const Disagreement& a, const Disagreement& b) {
    return a.agree != b.agree ? b.agree : distance(a) > distance(b);
  });
  return found;
}

// The tables of one document with the figures in their cells.
class TableTotals {
 public:
  TableTotals(const Connection& connection, std::int64_t document, RowReader& rows) : rows_(rows) {
    Statement packed(connection, "SELECT bytes FROM read_forms WHERE document = ?");
    if (!packed.first(document)) return;
    try {
      document_ = extract::unpack(packed.text(0));
    } catch (const extract::BadPackedDocument&) {
      throw StoreError("damaged", connection.shown() +
                                      " is damaged (the read form of a document is no such); "
                                      "restore it from a copy, or ingest the files again");
    }
    Statement row(connection,
                  "SELECT p.id, \"begin\", value, measure, quote FROM provisions p JOIN provision_texts t ON "
                  "t.id = p.id "
                  "WHERE " +
                      rows_of_document("p.id", Table::provisions) +
                      " AND kind = 'figure' AND value_to IS NULL "
                      "ORDER BY \"begin\"");
    for (bool more = row.first(document); more; more = row.next()) {
      const nlp::Measure measure = nlp::measure_named(row.text(3)).value_or(nlp::Measure::count);
      figures_.push_back({static_cast<std::uint32_t>(row.integer(1)),
                          row.integer(0),
                          {row.real(2), step_of(row.real(2), row.text(4)), static_cast<int>(measure)}});
    }
  }

  // Of a total in the language asked for that the country asked for has, or one of its parts.
  void add_wrong(const RowFilter& filter, std::vector<WrongTotal>& found) {
    for (const extract::Table& table : document_.tables) {
      const NumberGrid grid = grid_of(table);
      for (const BadSum& bad : bad_sums(grid)) {
        if (wants(filter, bad)) found.push_back(wrong(table, bad));
      }
    }
  }

 private:
  struct Placed {
    std::uint32_t begin = 0;
    std::int64_t row = 0;
    TableNumber number = {};
  };

  bool wants(const RowFilter& filter, const BadSum& bad) {
    const auto record = [&](const GridPlace& place) {
      return rows_.provision(cells_.at({place.row, place.column}).second);
    };
    const auto has_country = [&](const ProvisionRecord& of) {
      return filter.wants_countries(joined(std::get<nlp::Figure>(of.what).place, ' '));
    };
    const ProvisionRecord total = record(bad.total);
    return filter.wants_language(total.language) &&
           (has_country(total) || std::any_of(bad.parts.begin(), bad.parts.end(), [&](const GridPlace& part) {
              return has_country(record(part));
            }));
  }

  // The only figure of a cell; nullptr if it has none or several.
  const Placed* figure_in(const extract::Cell& cell) const {
    if (cell.block >= document_.blocks.size()) return nullptr;
    const extract::Span span = document_.blocks[cell.block].span;
    const auto first =
        std::lower_bound(figures_.begin(), figures_.end(), span.begin,
                         [](const Placed& placed, std::uint32_t at) { return placed.begin < at; });
    if (first == figures_.end() || first->begin >= span.end) return nullptr;
    return first + 1 != figures_.end() && (first + 1)->begin < span.end ? nullptr : &*first;
  }

  NumberGrid grid_of(const extract::Table& table) {
    NumberGrid grid(table.rows, std::vector<std::optional<TableNumber>>(table.columns));
    cells_.clear();
    for (const extract::Cell& cell : table.cells) {
      if (cell.row >= table.rows || cell.column >= table.columns || cell.header || cell.row_span > 1 ||
          cell.column_span > 1) {
        continue;
      }
      const Placed* figure = figure_in(cell);
      if (figure == nullptr) continue;
      grid[cell.row][cell.column] = figure->number;
      cells_[{cell.row, cell.column}] = {&cell, figure->row};
    }
    return grid;
  }

  std::string headers(const std::vector<const extract::Cell*>& cells) const {
    std::string text;
    for (const extract::Cell* cell : cells) {
      if (cell->block >= document_.blocks.size()) continue;
      text.append(text.empty() ? "" : " · ");
      text.append(extract::text_of(document_, document_.blocks[cell->block].span));
    }
    return text;
  }

  WrongTotal wrong(const extract::Table& table, const BadSum& bad) {
    WrongTotal made;
    if (table.caption < document_.blocks.size()) {
      made.caption = extract::text_of(document_, document_.blocks[table.caption].span);
    }
    const auto& [cell, row] = cells_.at({bad.total.row, bad.total.column});
    const extract::CellHeaders headers_of = extract::TableHeaders(document_, table).of(*cell);
    made.row = headers(headers_of.row);
    made.column = headers(headers_of.column);
    made.total = compared(rows_.provision(row));
    for (const GridPlace& part : bad.parts) {
      made.parts.push_back(compared(rows_.provision(cells_.at({part.row, part.column}).second)));
    }
    made.sum = bad.sum;
    made.held = bad.held;
    made.checked = bad.checked;
    return made;
  }

  RowReader& rows_;
  extract::Document document_;
  std::vector<Placed> figures_;  // by where they begin
  std::map<std::pair<std::size_t, std::size_t>, std::pair<const extract::Cell*, std::int64_t>> cells_;
};

}  // namespace

Conflicts Store::conflicts(const Filters& filters) const {
  State& state = *state_;
  Transaction snapshot(state.connection, Transaction::read);
  const RowFilter filter(state.connection, filters);
  RowReader rows(state.connection);
  StatementReader reader(state.connection, filter);
  std::vector<Saying> sayings;
  Conflicts found;
  for (const std::int64_t document : documents_wanted(state.connection, filter)) {
    reader.read(document, sayings);
    TableTotals(state.connection, document, rows).add_wrong(filter, found.totals);
  }
  found.statements = disagreements(sayings, rows, state.words, state.stems);
  return found;
}

}  // namespace proviso::store
