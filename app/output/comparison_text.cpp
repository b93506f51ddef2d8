#include <algorithm>
#include <map>

#include "app/output/comparison_output.h"
#include "app/output/provision_output.h"
#include "app/output/terminal_text.h"

namespace proviso::app {

namespace {

using store::CompareBy;
using store::Compared;

constexpr std::size_t kMostValues = 3;     // of a cell
constexpr std::size_t kMostCitations = 3;  // of a cell that counts
constexpr std::size_t kWidestCell = 30;    // columns of the terminal
constexpr std::string_view kHole = "·";

std::string row_name(const store::ComparedRow& row) {
  std::string name;
  for (const std::string& country : row.countries) name += (name.empty() ? "" : " ") + country;
  return name.empty() ? "?" : name;
}

// Citations are numbered as the table shows them.
class Citations {
 public:
  int number(const Compared& compared) {
    const auto [known, is_new] = numbers_.try_emplace(compared.id, static_cast<int>(numbers_.size()) + 1);
    if (is_new) list_.push_back(&compared);
    return known->second;
  }

  std::string text(const Console& console) const {
    std::string text;
    for (std::size_t i = 0; i < list_.size(); ++i) {
      const Compared& one = *list_[i];
      std::string number = "[" + std::to_string(i + 1) + "]";
      number.resize(std::max<std::size_t>(number.size() + 1, 6), ' ');
      text += number + for_terminal_line(one.document.file) + ", " +
              for_terminal_line(page_text(one.page, one.page_label)) + "  " + dim(console, one.id) +
              "\n      " +
              for_terminal_line(shortened(one.quote, std::max<std::size_t>(console.width, 40) - 7)) + "\n";
    }
    return text;
  }

 private:
  std::map<std::string, int> numbers_;
  std::vector<const Compared*> list_;
};

// "1, 2 and 4 more"
std::string numbers_text(const std::vector<const Compared*>& provisions, Citations& citations) {
  std::string text;
  for (std::size_t i = 0; i < provisions.size() && i < kMostCitations; ++i) {
    text += (i == 0 ? "[" : ",") + std::to_string(citations.number(*provisions[i]));
  }
  return text + (provisions.size() > kMostCitations ? ",…]" : "]");
}

// The values of a cell, each once, with those who say it.
std::vector<std::string> figure_lines(const std::vector<Compared>& cell, Citations& citations) {
  std::vector<std::pair<std::string, std::vector<const Compared*>>> values;
  for (const Compared& compared : cell) {
    const std::string value = figure_text(*compared.figure);
    auto known =
        std::find_if(values.begin(), values.end(), [&](const auto& one) { return one.first == value; });
    if (known == values.end()) known = values.insert(known, {value, {}});
    known->second.push_back(&compared);
  }
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < values.size() && i < kMostValues; ++i) {
    lines.push_back(values[i].first + " " + numbers_text(values[i].second, citations));
  }
  if (values.size() > kMostValues)
    lines.push_back("+" + std::to_string(values.size() - kMostValues) + " more");
  return lines;
}

// How many of which kind.
std::vector<std::string> count_lines(const std::vector<Compared>& cell, Citations& citations) {
  std::vector<std::string> lines;
  for (const char* kind : {"figure", "article", "recommendation"}) {
    std::vector<const Compared*> all;
    for (const Compared& compared : cell) {
      if (compared.kind == kind) all.push_back(&compared);
    }
    if (!all.empty()) {
      lines.push_back(counted(static_cast<long long>(all.size()), kind) + " " + numbers_text(all, citations));
    }
  }
  return lines;
}

std::vector<std::string> article_lines(const std::vector<Compared>& cell, Citations& citations) {
  std::vector<const Compared*> all;
  for (const Compared& compared : cell) all.push_back(&compared);
  return {std::to_string(all.size()) + "× " + numbers_text(all, citations)};
}

std::vector<std::string> lines_of(CompareBy by, const std::vector<Compared>& cell, Citations& citations) {
  if (cell.empty()) return {std::string(kHole)};
  std::vector<std::string> lines = by == CompareBy::figure  ? figure_lines(cell, citations)
                                   : by == CompareBy::topic ? count_lines(cell, citations)
                                                            : article_lines(cell, citations);
  for (std::string& line : lines) line = shortened(for_terminal_line(line), kWidestCell);
  return lines;
}

std::string padded(std::string text, std::size_t width) {
  const std::size_t used = columns(text);
  return used < width ? text.append(width - used, ' ') : text;
}

std::size_t widest(const std::vector<std::string>& lines) {
  std::size_t most = 0;
  for (const std::string& line : lines) most = std::max(most, columns(line));
  return most;
}

struct Grid {
  std::vector<std::string> heads;                           // of columns; the first heads the names of rows
  std::vector<std::vector<std::vector<std::string>>> rows;  // lines of cells; the first is the row's name
};

// Some columns of the grid beside the names of the rows.
std::string part_text(const Console& console, const Grid& grid, const std::vector<std::size_t>& shown,
                      const std::vector<std::size_t>& widths) {
  std::string text;
  const auto line = [&](const auto& cell_of) {
    std::string line;
    for (const std::size_t column : shown) line += padded(cell_of(column), widths[column]) + "  ";
    while (line.ends_with(' ')) line.pop_back();
    return line + "\n";
  };
  text += bold(console, line([&](std::size_t column) { return grid.heads[column]; }));
  for (const auto& row : grid.rows) {
    std::size_t height = 0;
    for (const std::size_t column : shown) height = std::max(height, row[column].size());
    for (std::size_t i = 0; i < height; ++i) {
      text +=
          line([&](std::size_t column) { return i < row[column].size() ? row[column][i] : std::string(); });
    }
  }
  return text;
}

std::string grid_text(const Console& console, const Grid& grid) {
  std::vector<std::size_t> widths;
  for (std::size_t column = 0; column < grid.heads.size(); ++column) {
    std::size_t most = columns(grid.heads[column]);
    for (const auto& row : grid.rows) most = std::max(most, widest(row[column]));
    widths.push_back(most);
  }
  std::string text;
  for (std::size_t next = 1; next < grid.heads.size();) {
    std::vector<std::size_t> shown = {0};
    std::size_t used = widths[0];
    do {
      used += 2 + widths[next];
      shown.push_back(next++);
    } while (next < grid.heads.size() && used + 2 + widths[next] <= console.width);
    text += (text.empty() ? "" : "\n") + part_text(console, grid, shown, widths);
  }
  return text;
}

std::string head_of(CompareBy by, const std::string& column) {
  if (by == CompareBy::figure) return column.empty() ? "no time" : column;
  return by == CompareBy::topic ? column : "art. " + column;
}

}  // namespace

std::string comparison_text(const Console& console, const store::CompareQuestion& question,
                            const store::Comparison& comparison) {
  Citations citations;
  Grid grid;
  grid.heads.emplace_back(question.by == CompareBy::figure ? "place" : "country");
  for (const std::string& column : comparison.columns) {
    grid.heads.push_back(shortened(for_terminal_line(head_of(question.by, column)), kWidestCell));
  }
  for (const store::ComparedRow& row : comparison.rows) {
    auto& lines = grid.rows.emplace_back();
    lines.push_back({for_terminal_line(row_name(row))});
    for (const auto& cell : row.cells) lines.push_back(lines_of(question.by, cell, citations));
  }
  return grid_text(console, grid) + "\n" + citations.text(console);
}

}  // namespace proviso::app
