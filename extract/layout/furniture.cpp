#include "extract/layout/furniture.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>

namespace proviso::extract {
namespace {

constexpr float edge_share = 0.2F;     // of the page's height, at the top and at the bottom
constexpr std::size_t edge_lines = 4;  // at most this many lines of furniture at one edge
constexpr float same_height = 6;       // points

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Value of a Roman numeral in lower or upper case up to 89; nullopt for anything else.
std::optional<int> roman_value(std::string_view text) {
  if (text.empty() || text.size() > 8) return {};
  const auto digit = [](char c) {
    switch (std::tolower(static_cast<unsigned char>(c))) {
      case 'i':
        return 1;
      case 'v':
        return 5;
      case 'x':
        return 10;
      case 'l':
        return 50;
      default:
        return 0;
    }
  };
  int value = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int own = digit(text[i]);
    if (own == 0) return {};
    value += i + 1 < text.size() && digit(text[i + 1]) > own ? -own : own;
  }
  return value > 0 && value < 90 ? std::optional(value) : std::nullopt;
}

std::optional<int> arabic_value(std::string_view text) {
  if (text.empty() || text.size() > 4 || !std::all_of(text.begin(), text.end(), is_digit)) return {};
  return std::stoi(std::string(text));
}

// "-12-", "12.", "[12]" and "12/34" (of so many pages) give "12".
std::string_view bare(std::string_view word) {
  const auto outside = [](char c) {
    return !is_digit(c) && !std::isalpha(static_cast<unsigned char>(c)) && (c & 0x80) == 0;
  };
  while (!word.empty() && outside(word.front())) word.remove_prefix(1);
  while (!word.empty() && outside(word.back())) word.remove_suffix(1);
  const std::size_t slash = word.find('/');
  if (slash != word.npos && word.find_first_not_of("0123456789/") == word.npos) word = word.substr(0, slash);
  return word;
}

// The line with every number that stands alone replaced by '#', so that the lines of different pages
// compare equal; numbers inside words ("A/80/48", "p<.01") are part of what a line says.
std::string shape_of(const Line& line) {
  std::string shape;
  for (const PageWord& word : line.words) {
    const std::string_view text = bare(word.text);
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

// Where running heads stand and in what type: top or bottom, base line and font size in half points.
using Places = std::map<std::tuple<bool, int, int, bool>, int>;

std::tuple<bool, int, int, bool> place_of(const EdgeLine& own) {
  return {own.top, static_cast<int>(std::lround(own.line->baseline * 2)),
          static_cast<int>(std::lround(own.line->size * 2)), own.line->italic};
}

Places places_of(const std::vector<std::vector<EdgeLine>>& edges) {
  Places places;
  for (const auto& edge : edges) {
    for (const EdgeLine& line : edge) {
      if (line.line->role == Role::running && !is_number_alone(line)) ++places[place_of(line)];
    }
  }
  return places;
}

// The title of a short section heads too few pages to be known by repetition, but it stands where those of
// the other sections do.
void mark_in_places(const std::vector<EdgeLine>& edge, const Places& places, std::size_t page_count) {
  const int least = std::max(6, static_cast<int>(page_count / 3));
  for (const EdgeLine& line : edge) {
    if (line.line->role == Role::running) continue;
    const auto place = places.find(place_of(line));
    if (place == places.end() || place->second < least) return;
    line.line->role = Role::running;
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

// "1.2 Scale ........ 12"
bool is_contents_line(const Line& line) {
  if (line.words.size() < 2) return false;
  const std::string_view last = bare(line.words.back().text);
  if (!arabic_value(last) && !roman_value(last)) return false;
  return has_leaders(line);
}

// An entry without leaders, as for chapters: it ends in a number and stands beside an entry with leaders.
bool continues_contents(const Line& line, const Line& neighbour) {
  if (line.role != Role::text || neighbour.role != Role::running || line.words.size() < 2) return false;
  const std::string_view last = bare(line.words.back().text);
  return line.table == none && std::abs(line.baseline - neighbour.baseline) < 3 * line.size &&
         (arabic_value(last) || roman_value(last));
}

void mark_contents(std::vector<PageLayout>& pages) {
  for (PageLayout& page : pages) {
    for (SheetLayout& part : page.sheets) {
      for (Line& line : part.lines) {
        if (line.table == none && is_contents_line(line)) line.role = Role::running;
      }
      auto& lines = part.lines;
      const bool any = std::any_of(lines.begin(), lines.end(), is_contents_line);
      for (std::size_t i = 1; any && i < lines.size(); ++i) {
        if (continues_contents(lines[i], lines[i - 1])) lines[i].role = Role::running;
      }
      for (std::size_t i = lines.size(); any && i-- > 1;) {
        if (continues_contents(lines[i - 1], lines[i])) lines[i - 1].role = Role::running;
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
      const std::string_view text = bare(word.text);
      if (const auto value = arabic_value(text)) {
        candidates.push_back({std::string(text), *value - page.page.number, false});
      } else if (const auto numeral = roman_value(text)) {
        candidates.push_back({std::string(text), *numeral - page.page.number, true});
      }
    }
  }
  return candidates;
}

// A candidate counts as the label if at least one neighbouring page (or, at the ends of a part, one
// two pages away) has a candidate of the same kind and offset; of several, the offset most pages share.
void set_labels(std::vector<PageLayout>& pages, const std::vector<std::string>& pdf_labels) {
  std::vector<std::vector<LabelCandidate>> candidates;
  std::map<std::pair<bool, int>, int> votes;
  for (const PageLayout& page : pages) {
    candidates.push_back(label_candidates(page));
    for (const LabelCandidate& candidate : candidates.back()) ++votes[{candidate.roman, candidate.offset}];
  }
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const LabelCandidate* best = nullptr;
    for (const LabelCandidate& candidate : candidates[i]) {
      const int count = votes[{candidate.roman, candidate.offset}];
      const bool plausible = count >= 2 || candidate.offset == 0;
      if (plausible && (best == nullptr || count > votes[{best->roman, best->offset}])) best = &candidate;
    }
    if (best != nullptr) {
      pages[i].page.label = best->text;
    } else {
      pages[i].page.label = pdf_labels[i].empty() ? std::to_string(pages[i].page.number) : pdf_labels[i];
    }
  }
}

}  // namespace

void mark_furniture(std::vector<PageLayout>& pages, const std::vector<std::string>& pdf_labels) {
  mark_edges(pages);
  set_labels(pages, pdf_labels);  // before the contents, whose numbers are other pages'
  mark_contents(pages);
}

}  // namespace proviso::extract
