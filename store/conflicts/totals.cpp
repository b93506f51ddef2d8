#include "store/conflicts/totals.h"

#include <algorithm>
#include <cmath>

namespace proviso::store {

namespace {

constexpr int kFewestHeld = 3;     // sums that a line needs to be one of totals, not counting small ones
constexpr double kSmall = 10;      // such sums are right by chance
constexpr int kHeldToWrong = 4;    // at least so many times
constexpr double kNearMiss = 0.1;  // how far a wrong total may be off, unless
constexpr int kSureHeld = 10;      // so many sums hold and
constexpr int kSureToWrong = 10;   // so many times those that do not
constexpr std::size_t kLongestRun = 40;  // lines that are added up

// A line of the grid is a column, or a row of the turned grid.
struct Run {
  std::size_t total = 0, first = 0, last = 0;        // parts are [first, last)
  int exact = 0, rounded = 0, wrong = 0, small = 0;  // small ones held too
  int checked() const { return exact + rounded + wrong; }
  int held() const { return exact + rounded; }
  bool is_sum() const {
    return held() - small >= kFewestHeld && held() >= kHeldToWrong * wrong && 2 * exact >= held();
  }
  bool is_sure() const { return held() >= kSureHeld && held() >= kSureToWrong * wrong; }
};

enum class Check { none, exact, rounded, wrong };

class Lines {
 public:
  explicit Lines(const NumberGrid& rows) : rows_(rows) {}

  // The explanations of each column as a sum, if it has any: the best of the columns behind it, and the best
  // of those before it.
  std::vector<std::vector<Run>> sums() const {
    std::vector<std::vector<Run>> found;
    const std::size_t columns = rows_.empty() ? 0 : rows_.front().size();
    for (std::size_t total = 0; total < columns; ++total) {
      Run behind, before;
      for (std::size_t last = total + 3; last <= std::min(columns, total + 1 + kLongestRun); ++last) {
        keep_better(tried(total, total + 1, last), behind);
      }
      for (std::size_t first = total >= kLongestRun ? total - kLongestRun : 0; first + 2 <= total; ++first) {
        keep_better(tried(total, first, total), before);
      }
      if (before.held() - before.wrong > behind.held() - behind.wrong) std::swap(before, behind);
      std::vector<Run>& runs = found.emplace_back();
      for (const Run& run : {behind, before}) {
        if (run.is_sum()) runs.push_back(run);
      }
    }
    return found;
  }

  Check check(const Run& run, std::size_t row, double& sum) const {
    const auto& total = rows_[row][run.total];
    if (!total) return Check::none;
    sum = 0;
    double slack = total->step / 2;
    int others = 0;
    for (std::size_t i = run.first; i < run.last; ++i) {
      const auto& part = rows_[row][i];
      if (!part || part->measure != total->measure) return Check::none;
      sum += part->value;
      slack += part->step / 2;
      others += part->value != 0 ? 1 : 0;
    }
    if (others < 2) return Check::none;  // a copy of its only part shows nothing
    const double off = std::abs(sum - total->value);
    if (off <= 1e-9 * std::max(1.0, std::abs(sum))) return Check::exact;
    return off <= slack * (1 + 1e-9) ? Check::rounded : Check::wrong;
  }

 private:
  Run tried(std::size_t total, std::size_t first, std::size_t last) const {
    Run run = {.total = total, .first = first, .last = last};
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      double sum = 0;
      switch (check(run, row, sum)) {
        case Check::none:
          break;
        case Check::exact:
          ++run.exact;
          run.small += std::abs(sum) < kSmall ? 1 : 0;
          break;
        case Check::rounded:
          ++run.rounded;
          run.small += std::abs(sum) < kSmall ? 1 : 0;
          break;
        case Check::wrong:
          ++run.wrong;
          break;
      }
    }
    return run;
  }

  static void keep_better(const Run& run, Run& best) {
    if (run.held() - run.wrong > best.held() - best.wrong) best = run;
  }

  const NumberGrid& rows_;
};

// A number among its parts is their mean: a row of rates or averages among rows of counts.
bool is_mean(const std::vector<std::optional<TableNumber>>& row, const Run& run) {
  const auto less = [](const auto& a, const auto& b) { return a->value < b->value; };
  const auto [least, most] = std::minmax_element(row.begin() + static_cast<std::ptrdiff_t>(run.first),
                                                 row.begin() + static_cast<std::ptrdiff_t>(run.last), less);
  const double said = row[run.total]->value;
  return (*least)->value <= said && said <= (*most)->value;
}

NumberGrid turned(const NumberGrid& grid) {
  NumberGrid other(grid.empty() ? 0 : grid.front().size());
  for (const auto& row : grid) {
    for (std::size_t column = 0; column < row.size(); ++column) other[column].push_back(row[column]);
  }
  return other;
}

// Parts that add up to another total, and more often, are that one's: of two groups that are mostly equal,
// one with a number that could not be told seems to have the parts of the other.
bool are_of_another(const std::vector<std::vector<Run>>& lines, const Run& run) {
  const auto has_them = [&](const Run& other) {
    return other.total != run.total && other.first == run.first && other.last == run.last &&
           other.held() >= run.held() && other.wrong < run.wrong;
  };
  return std::any_of(lines.begin(), lines.end(), [&](const std::vector<Run>& others) {
    return std::any_of(others.begin(), others.end(), has_them);
  });
}

void add_bad(const NumberGrid& grid, bool is_turned, std::vector<BadSum>& found) {
  const Lines lines(grid);
  const auto place = [&](std::size_t row, std::size_t column) {
    return is_turned ? GridPlace{column, row} : GridPlace{row, column};
  };
  const std::vector<std::vector<Run>> sums = lines.sums();
  for (const std::vector<Run>& runs : sums) {
    if (runs.empty() || are_of_another(sums, runs.front())) continue;
    const Run& run = runs.front();
    // Totals of groups that are mostly equal seem to be sums of the group beside theirs.
    const auto holds = [&](const Run& other, std::size_t row) {
      double sum = 0;
      const Check check = lines.check(other, row, sum);
      return check == Check::exact || check == Check::rounded;
    };
    for (std::size_t row = 0; row < grid.size(); ++row) {
      if (runs.size() > 1 && holds(runs.back(), row)) continue;
      BadSum bad = {.total = place(row, run.total), .held = run.held(), .checked = run.checked()};
      if (lines.check(run, row, bad.sum) != Check::wrong) continue;
      const double said = grid[row][run.total]->value;
      const bool near = std::abs(bad.sum - said) <= kNearMiss * std::max(std::abs(said), std::abs(bad.sum));
      if (!near && (!run.is_sure() || is_mean(grid[row], run))) continue;
      for (std::size_t i = run.first; i < run.last; ++i) bad.parts.push_back(place(row, i));
      found.push_back(std::move(bad));
    }
  }
}

}  // namespace

std::vector<BadSum> bad_sums(const NumberGrid& grid) {
  std::vector<BadSum> found;
  add_bad(grid, false, found);
  add_bad(turned(grid), true, found);
  std::stable_sort(found.begin(), found.end(), [](const BadSum& a, const BadSum& b) {
    return a.total.row != b.total.row ? a.total.row < b.total.row : a.total.column < b.total.column;
  });
  return found;
}

}  // namespace proviso::store
