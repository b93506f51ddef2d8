#include "extract/layout/contents.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "extract/layout/page_numbers.h"
#include "extract/page/utf8.h"
#include "extract/text/wording.h"

namespace proviso::extract {
namespace {

constexpr float same_edge = 4;               // points: the numbers' right ends agree this well
constexpr float wide_gap = 1.5F;             // of the font size, before a number without leaders
constexpr std::size_t most_between = 8;      // lines of one entry, or of text that describes it
constexpr std::size_t most_lines = 400;      // no page of contents has more
constexpr std::size_t longest_heading = 80;  // bytes
constexpr int roman_first = -1000;           // front matter comes before page 1

struct Entry {
  std::size_t line = 0;  // index
  int page = 0;          // Roman numbers count from roman_first
  bool leaders = false, apart = false;
};

std::optional<int> page_number(std::string_view word) {
  const std::string_view text = bare_number(word);
  if (const auto arabic = arabic_value(text)) return arabic;
  if (const auto roman = roman_value(text)) return roman_first + *roman;
  return {};
}

bool has_letters(const Line& line) {
  for (std::size_t i = 0; i + 1 < line.words.size(); ++i) {
    for (std::size_t at = 0; at < line.words[i].text.size();) {
      if (u_isalpha(static_cast<UChar32>(next_character(line.words[i].text, at)))) return true;
    }
  }
  return false;
}

bool is_text(const Line& line) {
  return line.role == Role::text && line.table == none && !line.words.empty();
}

// A line that ends in a number, as an entry does.
std::optional<Entry> entry_of(const Line& line, std::size_t index) {
  if (!is_text(line)) return {};
  const bool leaders = has_leaders(line);
  const PageWord& last = line.words.back();
  // The leaders may be glued to the number.
  const std::size_t begin = leaders ? last.text.find_last_of(".-_ ") + 1 : 0;
  const auto page = page_number(std::string_view(last.text).substr(begin == last.text.size() ? 0 : begin));
  if (!page || (!has_letters(line) && begin == 0)) return {};
  if (line.words.size() < 2 && !leaders) return {};
  Entry entry{index, *page, leaders, leaders};
  if (!leaders) entry.apart = last.box.x0 - line.words[line.words.size() - 2].box.x1 > wide_gap * line.size;
  return entry;
}

// Where most of the numbers end.
float number_edge(const std::vector<Line>& lines, const std::vector<Entry>& entries) {
  std::map<long, std::size_t> edges;
  for (const Entry& entry : entries) ++edges[std::lround(lines[entry.line].box.x1 / 2)];
  const auto most = std::max_element(edges.begin(), edges.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == edges.end() ? 0 : static_cast<float>(most->first) * 2;
}

std::vector<Entry> entries_of(const std::vector<Line>& lines) {
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (const auto entry = entry_of(lines[i], i)) entries.push_back(*entry);
  }
  const float edge = number_edge(lines, entries);
  std::vector<Entry> kept;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    // Beside entries with leaders an entry may end where it likes.
    const bool beside =
        (i > 0 && entries[i - 1].leaders && entries[i - 1].line + 1 == entries[i].line) ||
        (i + 1 < entries.size() && entries[i + 1].leaders && entries[i + 1].line == entries[i].line + 1);
    if (entries[i].leaders || beside || std::abs(lines[entries[i].line].box.x1 - edge) <= same_edge)
      kept.push_back(entries[i]);
  }
  return kept;
}

// The longest part of the entries whose page numbers never go down.
std::vector<Entry> rising(const std::vector<Entry>& entries) {
  std::vector<std::size_t> length(entries.size(), 1), before(entries.size(), entries.size());
  std::size_t best = 0;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      if (entries[k].page <= entries[i].page && length[k] + 1 > length[i]) {
        length[i] = length[k] + 1;
        before[i] = k;
      }
    }
    if (length[i] > length[best]) best = i;
  }
  std::vector<Entry> chain;
  for (std::size_t i = best; i < entries.size(); i = before[i]) chain.push_back(entries[i]);
  std::reverse(chain.begin(), chain.end());
  return chain;
}

// What is known of the lists of contents so far.
struct ContentsSoFar {
  bool on_page_before = false;
  int page_count = 0;
};

// The contents of one page.
class ContentsPage {
 public:
  explicit ContentsPage(std::vector<Line>& lines)
      : lines_(lines), all_(entries_of(lines)), chain_(rising(all_)), heading_(lines.size()) {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!is_text(lines_[i])) continue;
      ++text_lines_;
      const std::string text = text_of(lines_[i]);
      const bool above = !chain_.empty() && i < chain_.front().line;
      if (above && text.size() <= longest_heading && heads_contents(text)) heading_ = i;
    }
  }

  bool is_list(const ContentsSoFar& so_far) const {
    constexpr std::size_t least = 3, least_unannounced = 8;
    if (chain_.size() < 2 || chain_.size() * 2 < all_.size()) return false;
    const auto leaders = static_cast<std::size_t>(
        std::count_if(chain_.begin(), chain_.end(), [](const Entry& entry) { return entry.leaders; }));
    const auto apart = static_cast<std::size_t>(
        std::count_if(chain_.begin(), chain_.end(), [](const Entry& entry) { return entry.apart; }));
    const bool announced = has_heading() || (so_far.on_page_before && all_.size() * 4 >= text_lines_);
    if (announced && (leaders > 0 || apart * 2 >= chain_.size())) return true;
    if (chain_.size() * 10 < all_.size() * 7) return false;
    if (leaders >= 2 && chain_.size() >= least) return true;
    if (apart * 2 < chain_.size()) return false;
    std::set<int> pages;
    for (const Entry& entry : chain_) pages.insert(entry.page);
    return chain_.size() >= least_unannounced && chain_.size() * 2 >= text_lines_ &&
           pages.size() * 2 > chain_.size() && chain_.back().page <= so_far.page_count;
  }

  // Marks the heading, the entries and what stands between them.
  void mark(const ContentsSoFar& so_far) {
    std::size_t from = chain_.front().line;
    if (has_heading()) {
      from = heading_;
    } else if (so_far.on_page_before) {
      from = 0;  // the page may begin within an entry
    }
    for (const Entry& entry : has_heading() || so_far.on_page_before ? all_ : chain_) {
      if (entry.line < from) continue;
      if (entry.line - from > most_between && from != heading_) from = entry.line;
      for (std::size_t i = from; i <= entry.line; ++i) {
        if (is_text(lines_[i])) lines_[i].role = Role::contents;
      }
      from = entry.line + 1;
    }
  }

  void mark_leaders() {
    for (const Entry& entry : all_) {
      if (entry.leaders) lines_[entry.line].role = Role::contents;
    }
  }

 private:
  bool has_heading() const { return heading_ < lines_.size(); }

  std::vector<Line>& lines_;
  std::vector<Entry> all_, chain_;
  std::size_t text_lines_ = 0;
  std::size_t heading_;  // index of "Contents"; lines_.size(): there is none
};

}  // namespace

void mark_contents(std::vector<PageLayout>& pages) {
  ContentsSoFar so_far{.page_count = static_cast<int>(pages.size())};
  for (PageLayout& page : pages) {
    if (page.sheets.empty()) continue;
    std::vector<Line>& lines = page.sheets.front().lines;
    if (lines.size() > most_lines) {
      so_far.on_page_before = false;
      continue;
    }
    ContentsPage contents(lines);
    const bool is_list = contents.is_list(so_far);
    if (is_list) contents.mark(so_far);
    contents.mark_leaders();
    so_far.on_page_before = is_list;
  }
}

}  // namespace proviso::extract
