#include "extract/layout/aligned_columns.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "extract/layout/header_pieces.h"

namespace proviso::extract {
namespace {

void widen(std::vector<Strip>& strips, const AlignedCell& cell) {
  Strip strip{cell.x0, cell.x1};
  for (std::size_t i = 0; i < strips.size();) {
    if (strips[i].x0 < strip.x1 && strip.x0 < strips[i].x1) {
      strip = {std::min(strip.x0, strips[i].x0), std::max(strip.x1, strips[i].x1)};
      strips.erase(strips.begin() + static_cast<std::ptrdiff_t>(i));
    } else {
      ++i;
    }
  }
  strips.push_back(strip);
}

class ColumnFinder {
 public:
  ColumnFinder(const SheetLayout& part, const AlignedExtent& extent)
      : lines_(part.lines), fills_(part.sheet.fills), extent_(extent) {}

  AlignedColumns find() {
    found_.labelled_by_ranges = has_range_labels();
    find_columns();
    found_.chart = is_axis() || is_scattered() || has_bars();
    return std::move(found_);
  }

 private:
  // Do the rows begin with ranges ("15 - 19", "60 +") or words, never with a plain value?
  bool has_range_labels() const {
    std::size_t ranges = 0;
    for (std::size_t i = extent_.body; i < extent_.last; ++i) {
      const AlignedCell first = cells_of(lines_[i]).front();
      if (is_range(first))
        ++ranges;
      else if (is_value(first))
        return false;
    }
    return ranges >= 2;
  }

  // The cells of the line that hold values; the label is none, though it be a range.
  std::vector<AlignedCell> values_of(const Line& line) const {
    std::vector<AlignedCell> cells = cells_of(line);
    if (found_.labelled_by_ranges) cells.erase(cells.begin());
    std::erase_if(cells, [](const AlignedCell& cell) { return !is_value(cell); });
    return cells;
  }

  // Cells of several words may hold several numbers: where they reach over columns that others make, they
  // make none.
  void find_columns() {
    std::vector<AlignedCell> several;
    for (std::size_t i = extent_.body; i < extent_.last; ++i) {
      if (is_whole(lines_[i])) continue;
      for (AlignedCell& cell : values_of(lines_[i])) {
        if (cell.words.size() == 1)
          widen(found_.strips, cell);
        else
          several.push_back(std::move(cell));
      }
    }
    for (const AlignedCell& cell : several) {
      const auto reached = std::count_if(found_.strips.begin(), found_.strips.end(), [&](const Strip& strip) {
        return strip.x0 < cell.x1 && cell.x0 < strip.x1;
      });
      if (reached < 2) widen(found_.strips, cell);
    }
    std::sort(found_.strips.begin(), found_.strips.end(),
              [](const Strip& a, const Strip& b) { return a.x0 < b.x0; });
    if (!found_.strips.empty()) add_label_column();
  }

  // Are the numbers strewn over the columns, as those of a chart are, without a label to any row?
  bool is_scattered() const {
    constexpr float least_filled = 0.45F;
    if (found_.labels || found_.strips.empty()) return false;
    std::size_t rows = 0, values = 0;
    for (std::size_t i = extent_.body; i < extent_.last; ++i) {
      const std::size_t own = values_of(lines_[i]).size();
      rows += own > 0;
      values += own;
    }
    return static_cast<float>(values) < least_filled * static_cast<float>(rows * found_.strips.size());
  }

  // Do most numbers stand in filled areas of their own that are hardly ever as long as another: bars?
  bool has_bars() const {
    constexpr std::size_t least_bars = 5;
    std::size_t values = 0, bars = 0;
    std::set<std::pair<int, int>> ends;
    for (std::size_t i = extent_.body; i < extent_.last; ++i) {
      for (const AlignedCell& cell : values_of(lines_[i])) {
        ++values;
        for (const Box& fill : fills_) {
          if (!is_bar(fill, lines_[i], cell)) continue;
          ++bars;
          ends.emplace(std::lround(2 * fill.x0), std::lround(2 * fill.x1));
          break;
        }
      }
    }
    return bars >= least_bars && bars * 2 > values && ends.size() * 4 > bars * 3;
  }

  // Does the filled area hold the cell and nothing else of its line?
  static bool is_bar(const Box& fill, const Line& line, const AlignedCell& cell) {
    const float y = line.baseline - 0.3F * line.size, x = (cell.x0 + cell.x1) / 2;
    if (y < fill.top || y > fill.bottom || fill.height() > 4 * line.size) return false;
    const auto inside = std::count_if(line.words.begin(), line.words.end(), [&](const PageWord& word) {
      const float middle = (word.box.x0 + word.box.x1) / 2;
      return middle > fill.x0 && middle < fill.x1;
    });
    return x > fill.x0 && x < fill.x1 && inside == 1;
  }

  // Are the numbers those beside the axes of charts: without labels, evenly stepping from row to row?
  bool is_axis() const {
    if (found_.labels) return false;
    std::vector<std::vector<double>> values(found_.strips.size());
    for (std::size_t i = extent_.body; i < extent_.last; ++i) {
      for (const AlignedCell& cell : values_of(lines_[i]))
        values[over(found_.strips, cell).first].push_back(number_in(cell));
    }
    constexpr std::size_t least_steps = 3;
    for (const std::vector<double>& column : values) {
      if (column.empty()) continue;
      if (column.size() <= least_steps) return false;
      const double step = column[1] - column[0];
      for (std::size_t i = 1; i < column.size(); ++i) {
        if (step == 0 || std::abs(column[i] - column[i - 1] - step) > 1e-3 * std::abs(step)) return false;
      }
    }
    return true;
  }

  // Whatever stands left of the first number is one column, that of the labels.
  void add_label_column() {
    const float numbers = found_.strips.front().x0;
    Strip labels{numbers, 0};
    for (std::size_t i = extent_.body; i < extent_.last; ++i) {
      if (is_section(lines_[i]) && cells_of(lines_[i]).size() > 1) continue;
      for (const AlignedCell& cell : cells_of(lines_[i])) {
        if ((is_value(cell) && !found_.labelled_by_ranges) || cell.x0 >= numbers) continue;
        labels.x0 = std::min(labels.x0, cell.x0);
        labels.x1 = std::max(labels.x1, std::min(cell.x1, numbers - 1));
      }
    }
    found_.labels = labels.x0 < numbers;
    if (found_.labels) found_.strips.insert(found_.strips.begin(), labels);
    found_.labels = found_.labels || first_holds_words();
  }

  // Does the first column hold labels among what looks like values ("All ages", "15 - 19")?
  bool first_holds_words() const {
    for (std::size_t i = extent_.body; i < extent_.last; ++i) {
      const AlignedCell cell = cells_of(lines_[i]).front();
      if (!is_value(cell) && cell.x0 < found_.strips.front().x1 && found_.strips.front().x0 < cell.x1)
        return true;
    }
    return false;
  }

  const std::vector<Line>& lines_;
  const std::vector<Box>& fills_;
  const AlignedExtent& extent_;
  AlignedColumns found_ = {};
};

}  // namespace

AlignedColumns aligned_columns(const SheetLayout& part, const AlignedExtent& extent) {
  return ColumnFinder(part, extent).find();
}

}  // namespace proviso::extract
