#include "extract/layout/furniture.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>

#include "extract/layout/page_numbers.h"

namespace proviso::extract {
namespace {

constexpr float edge_share = 0.2F;     // of the page's height, at the top and at the bottom
constexpr std::size_t edge_lines = 4;  // at most this many lines of furniture at one edge
constexpr float same_height = 6;       // points

// The line with every number that stands alone replaced by '#', so that the lines of different pages
// compare equal; numbers inside words ("A/80/48", "p<.01") are part of what a line says.
std::string shape_of(const Line& line) {
  std::string shape;
  for (const PageWord& word : line.words) {
    const std::string_view text = bare_number(word.text);
    shape += roman_value(text) || arabic_value(text) ? "#" : word.text;
  }
  return shape;
}

struct EdgeLine {
  Line* line;
  std::size_t page;
  bool top;
  std::string shape;
};

// Notes may say the same on several pages ("²⁷ Totals per column"); running feet do not begin with a call.
bool is_note(const Line& line) { return line.words.size() > 1 && line.words.front().raised; }

// The outermost lines of one page, from the edge inwards.
std::vector<EdgeLine> edge_lines_of(PageLayout& page, std::size_t index, bool top) {
  std::vector<EdgeLine> found;
  if (page.sheets.empty()) return found;
  SheetLayout& part = page.sheets.front();
  std::vector<Line*> lines;
  for (Line& line : part.lines) {
    const float limit = edge_share * part.sheet.height;
    if (top ? line.box.bottom < limit : line.box.top > part.sheet.height - limit) lines.push_back(&line);
  }
  std::stable_sort(lines.begin(), lines.end(), [top](const Line* a, const Line* b) {
    return top ? a->baseline < b->baseline : a->baseline > b->baseline;
  });
  for (Line* line : lines) {
    if (line->table != none || found.size() == edge_lines || is_note(*line)) break;
    found.push_back({line, index, top, shape_of(*line)});
  }
  return found;
}

// Does a line like `own` stand at the same height of enough other pages?
bool repeated(const EdgeLine& own, const std::multimap<std::string, EdgeLine>& all, std::size_t page_count) {
  const auto [first, last] = all.equal_range(own.shape);
  std::size_t pages = 0;
  for (auto other = first; other != last; ++other) {
    if (other->second.top == own.top &&
        std::abs(other->second.line->baseline - own.line->baseline) < same_height) {
      ++pages;
    }
  }
  return pages >= (page_count <= 6 ? 2U : 3U);
}

bool is_number_alone(const EdgeLine& own) { return own.shape == "#"; }

// Where running heads stand and in what type: top or bottom, base line and font size in half points, and the
// ends of the heads that stand there.
struct Ends {
  float left = 0, right = 0;
};
using Place = std::tuple<bool, int, int, bool, bool>;
using Places = std::map<Place, std::vector<Ends>>;

Place place_of(const EdgeLine& own) {
  return {own.top, static_cast<int>(std::lround(own.line->baseline * 2)),
          static_cast<int>(std::lround(own.line->size * 2)), own.line->italic, own.line->bold};
}

Places places_of(const std::vector<std::vector<EdgeLine>>& edges) {
  Places places;
  for (const auto& edge : edges) {
    for (const EdgeLine& line : edge) {
      if (line.line->role == Role::running && !is_number_alone(line))
        places[place_of(line)].push_back({line.line->box.x0, line.line->box.x1});
    }
  }
  return places;
}

// How many heads begin or end where `line` does?
std::size_t beside(const std::vector<Ends>& heads, const Line& line) {
  constexpr float same_end = 2;  // points
  return static_cast<std::size_t>(std::count_if(heads.begin(), heads.end(), [&](const Ends& head) {
    return std::abs(head.left - line.box.x0) <= same_end || std::abs(head.right - line.box.x1) <= same_end;
  }));
}

// The title of a short section heads too few pages to be known by repetition, but it stands where those of
// the other sections do, alone.
void mark_in_places(const std::vector<EdgeLine>& edge, const Places& places, std::size_t page_count) {
  const std::size_t least = std::max<std::size_t>(6, page_count / 8);
  for (const EdgeLine& line : edge) {
    if (line.line->role == Role::running) {
      if (!is_number_alone(line)) return;
      continue;
    }
    const auto place = places.find(place_of(line));
    if (place == places.end() || beside(place->second, *line.line) < least) return;
    line.line->role = Role::running;
    return;
  }
}

void mark_edges(std::vector<PageLayout>& pages) {
  std::vector<std::vector<EdgeLine>> edges;
  std::multimap<std::string, EdgeLine> all;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    for (const bool top : {true, false}) {
      edges.push_back(edge_lines_of(pages[i], i, top));
      for (const EdgeLine& line : edges.back()) all.emplace(line.shape, line);
    }
  }
  for (const auto& edge : edges) {
    for (const EdgeLine& line : edge) {
      if (!repeated(line, all, pages.size()) && !(is_number_alone(line) && line.line == edge.front().line))
        break;
      line.line->role = Role::running;
    }
  }
  const Places places = places_of(edges);
  for (const auto& edge : edges) mark_in_places(edge, places, pages.size());
}

// A rule that is typed: "________".
bool is_typed_rule(const Line& line) {
  constexpr std::size_t least = 5;
  return line.words.size() == 1 && line.words.front().text.size() >= least &&
         line.words.front().text.find_first_not_of('_') == std::string::npos;
}

void mark_typed_rules(std::vector<PageLayout>& pages) {
  for (PageLayout& page : pages) {
    for (SheetLayout& part : page.sheets) {
      for (Line& line : part.lines) {
        if (line.role == Role::text && is_typed_rule(line)) line.role = Role::running;
      }
    }
  }
}

// Numbers in the furniture of a page that may be its label, with their distance from the page's index.
struct LabelCandidate {
  std::string text;
  int offset;
  bool roman;
};

std::vector<LabelCandidate> label_candidates(const PageLayout& page) {
  std::vector<LabelCandidate> candidates;
  if (page.sheets.empty()) return candidates;
  for (const Line& line : page.sheets.front().lines) {
    if (line.role != Role::running) continue;
    for (const PageWord& word : line.words) {
      const std::string_view text = bare_number(word.text);
      if (const auto value = arabic_value(text)) {
        candidates.push_back({std::string(text), *value - page.page.number, false});
      } else if (const auto numeral = roman_value(text)) {
        candidates.push_back({std::string(text), *numeral - page.page.number, true});
      }
    }
  }
  return candidates;
}

// Between two pages that count on from each other, one that prints no number has the number in between.
void count_on(std::vector<PageLayout>& pages, const std::vector<const LabelCandidate*>& printed,
              const std::vector<std::string>& pdf_labels) {
  std::size_t last = pages.size();  // the last page with a printed number
  for (std::size_t i = 0; i < pages.size(); ++i) {
    if (printed[i] == nullptr) continue;
    const bool same = last < pages.size() && printed[last]->offset == printed[i]->offset &&
                      printed[last]->roman == printed[i]->roman;
    for (std::size_t k = last + 1; same && k < i; ++k) {
      if (!pdf_labels[k].empty()) continue;
      const int value = pages[k].page.number + printed[i]->offset;
      const bool capital = printed[i]->text.front() < 'a';
      pages[k].page.label = printed[i]->roman ? roman_numeral(value, capital) : std::to_string(value);
    }
    last = i;
  }
}

// A candidate counts as the label if at least one neighbouring page (or, at the ends of a part, one
// two pages away) has a candidate of the same kind and offset; of several, the offset most pages share.
void set_labels(std::vector<PageLayout>& pages, const std::vector<std::string>& pdf_labels) {
  std::vector<std::vector<LabelCandidate>> candidates;
  std::map<std::pair<bool, int>, int> votes;
  for (const PageLayout& page : pages) {
    candidates.push_back(label_candidates(page));
    std::set<std::pair<bool, int>> of_page;  // a year may stand twice in one foot
    for (const LabelCandidate& candidate : candidates.back())
      of_page.insert({candidate.roman, candidate.offset});
    for (const auto& vote : of_page) ++votes[vote];
  }
  std::vector<const LabelCandidate*> printed(pages.size(), nullptr);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const LabelCandidate* best = nullptr;
    for (const LabelCandidate& candidate : candidates[i]) {
      const int count = votes[{candidate.roman, candidate.offset}];
      const bool plausible = count >= 2 || candidate.offset == 0;
      if (plausible && (best == nullptr || count > votes[{best->roman, best->offset}])) best = &candidate;
    }
    printed[i] = best;
    if (best != nullptr) {
      pages[i].page.label = best->text;
    } else {
      pages[i].page.label = pdf_labels[i].empty() ? std::to_string(pages[i].page.number) : pdf_labels[i];
    }
  }
  count_on(pages, printed, pdf_labels);
}

}  // namespace

void mark_furniture(std::vector<PageLayout>& pages, const std::vector<std::string>& pdf_labels) {
  mark_edges(pages);
  mark_typed_rules(pages);
  set_labels(pages, pdf_labels);
}

}  // namespace proviso::extract
