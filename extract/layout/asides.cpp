#include "extract/layout/asides.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "extract/layout/boxes.h"

namespace proviso::extract {
namespace {

constexpr float touching = 2;  // points: edges this close are one

bool inside(const Box& outer, const Box& inner) {
  return inner.x0 >= outer.x0 - touching && inner.x1 <= outer.x1 + touching &&
         inner.top >= outer.top - touching && inner.bottom <= outer.bottom + touching;
}

bool overlap(const Box& a, const Box& b) {
  return a.x0 < b.x1 && b.x0 < a.x1 && a.top < b.bottom && b.top < a.bottom;
}

// Shaded strips that stand on each other (shading is often drawn line by line) as one box each.
std::vector<Box> shaded_boxes(const Sheet& sheet) {
  constexpr float narrowest = 100;  // points
  std::vector<Box> strips;
  for (const Box& fill : sheet.fills) {
    if (fill.width() >= narrowest && fill.width() < sheet.width) strips.push_back(fill);
  }
  std::stable_sort(strips.begin(), strips.end(), [](const Box& a, const Box& b) { return a.top < b.top; });
  std::vector<Box> boxes;
  for (const Box& strip : strips) {
    const auto below = std::find_if(boxes.rbegin(), boxes.rend(), [&](const Box& box) {
      return std::abs(box.x0 - strip.x0) <= touching && std::abs(box.x1 - strip.x1) <= touching &&
             strip.top <= box.bottom + touching;
    });
    if (below != boxes.rend()) {
      unite(*below, strip);
    } else {
      boxes.push_back(strip);
    }
  }
  return boxes;
}

// Does a vertical line stand at `x` from `top` to `bottom`?
bool has_side(const std::vector<RuledLine>& lines, float x, float top, float bottom) {
  return std::any_of(lines.begin(), lines.end(), [&](const RuledLine& line) {
    return !line.horizontal() && std::abs(line.x0 - x) <= touching && line.y0 <= top + touching &&
           line.y1 >= bottom - touching;
  });
}

// Rectangles drawn as four lines.
std::vector<Box> framed_boxes(const Sheet& sheet) {
  constexpr float narrowest = 100;
  constexpr std::size_t most_lines = 400;
  std::vector<Box> boxes;
  if (sheet.lines.size() > most_lines) return boxes;
  for (const RuledLine& top : sheet.lines) {
    if (!top.horizontal() || top.x1 - top.x0 < narrowest) continue;
    for (const RuledLine& bottom : sheet.lines) {
      if (!bottom.horizontal() || bottom.y0 - top.y0 < 30 || std::abs(bottom.x0 - top.x0) > touching ||
          std::abs(bottom.x1 - top.x1) > touching)
        continue;
      if (has_side(sheet.lines, top.x0, top.y0, bottom.y0) &&
          has_side(sheet.lines, top.x1, top.y0, bottom.y0))
        boxes.push_back({top.x0, top.y0, top.x1, bottom.y0});
    }
  }
  return boxes;
}

// What is in a box, to judge it by.
struct Content {
  std::size_t words = 0, characters = 0, numbers = 0, cut = 0;
  std::size_t bold = 0;  // characters
  float largest = 0, area = 0, left = 1e9F;
  std::map<float, std::size_t> sizes;
  std::vector<float> baselines;
  const PageWord* first = nullptr;  // top left
};

// Does a note begin with this word: "12", "12.", "*"?
bool is_marker(const std::string& text) {
  return text.size() <= 4 && text.find_first_not_of("0123456789.*)") == text.npos;
}

Content content_of(const Box& box, const std::vector<PageWord>& words) {
  Content content;
  for (const PageWord& word : words) {
    if (!holds_centre(box, word.box)) {
      content.cut += overlap(box, word.box) && !inside(box, word.box) &&
                     word.box.bottom - box.top > 0.3F * word.size &&
                     box.bottom - word.box.top > 0.3F * word.size;
      continue;
    }
    ++content.words;
    content.characters += word.text.size();
    content.numbers += word.text.find_first_of("0123456789") != word.text.npos;
    content.sizes[word.size] += word.text.size();
    if (word.bold) content.bold += word.text.size();
    content.left = std::min(content.left, word.box.x0);
    content.largest = std::max(content.largest, word.size);
    content.area += word.box.width() * word.size;
    content.baselines.push_back(word.baseline);
    const PageWord* first = content.first;
    const bool above = first == nullptr || word.box.bottom < first->box.top;
    if (above || (word.box.x0 < first->box.x0 && word.box.top < first->box.bottom)) content.first = &word;
  }
  return content;
}

std::size_t count_lines(std::vector<float> baselines, float size) {
  std::sort(baselines.begin(), baselines.end());
  std::size_t lines = 0;
  float last = -1e9F;
  for (const float baseline : baselines) {
    if (baseline - last > 0.5F * size) ++lines;
    last = baseline;
  }
  return lines;
}

float usual_size_of(const std::vector<PageWord>& words) {
  std::map<float, std::size_t> sizes;
  for (const PageWord& word : words) sizes[word.size] += word.text.size();
  const auto most = std::max_element(sizes.begin(), sizes.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == sizes.end() ? 0 : most->first;
}

bool is_text_box(const Box& box, const Sheet& sheet, const std::vector<Box>& tables, float usual_size) {
  constexpr std::size_t least_characters = 80, least_lines = 3;
  constexpr float most_of_page = 0.5F, least_covered = 0.2F, largest_type = 1.45F, padding = 3;
  if (box.width() * box.height() > most_of_page * sheet.width * sheet.height) return false;
  if (std::any_of(tables.begin(), tables.end(), [&](const Box& table) { return overlap(box, table); }))
    return false;
  const Content content = content_of(box, sheet.words);
  if (content.characters < least_characters || content.cut > 0) return false;
  if (content.words * 2 > sheet.words.size() || content.numbers * 3 > content.words) return false;
  const float size =
      std::max_element(content.sizes.begin(), content.sizes.end(), [](const auto& a, const auto& b) {
        return a.second < b.second;
      })->first;
  if (content.largest > largest_type * size || content.bold * 2 > content.characters) return false;
  if (content.left - box.x0 < padding) return false;  // a marked passage of the running text
  if (is_marker(content.first->text) && size < 0.92F * usual_size) return false;  // notes, framed or shaded
  if (content.area < least_covered * box.width() * box.height()) return false;
  return count_lines(content.baselines, size) >= least_lines;
}

// A line or two in a box: the part of a greater one that stands in another column, if there is one.
bool is_small_box(const Box& box, const Sheet& sheet, const std::vector<Box>& tables) {
  constexpr std::size_t least_characters = 15;
  if (std::any_of(tables.begin(), tables.end(), [&](const Box& table) { return overlap(box, table); }))
    return false;
  const Content content = content_of(box, sheet.words);
  if (content.characters < least_characters || content.cut > 0 || content.words * 4 > sheet.words.size())
    return false;
  return count_lines(content.baselines, content.largest) <= 2;
}

// The most frequent of `values`, to two points.
float usual(const std::vector<float>& values) {
  std::map<long, std::size_t> counts;
  for (const float value : values) ++counts[std::lround(value / 2)];
  const auto most = std::max_element(counts.begin(), counts.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  return static_cast<float>(most->first) * 2;
}

// The column of running text of a page: its edges and type.
struct Column {
  float left = 0, right = 0;
  const Line* sample = nullptr;
  std::vector<const Line*> lines = {};
};

Column main_column(const std::vector<Line>& chunks) {
  constexpr float share = 0.6F;  // of the widest line
  constexpr std::size_t least_lines = 5;
  float widest = 0;
  for (const Line& chunk : chunks) widest = std::max(widest, chunk.table == none ? chunk.box.width() : 0);
  Column column;
  std::vector<float> lefts, rights;
  for (const Line& chunk : chunks) {
    if (chunk.table != none || chunk.box.width() < share * widest) continue;
    column.lines.push_back(&chunk);
    lefts.push_back(chunk.box.x0), rights.push_back(chunk.box.x1);
  }
  if (column.lines.size() < least_lines) return {};
  column.left = usual(lefts), column.right = usual(rights);
  // Of pages in two columns only the lines of this one.
  std::erase_if(column.lines,
                [&](const Line* line) { return line->box.x1 < column.left || line->box.x0 > column.right; });
  if (column.lines.size() < least_lines) return {};
  column.sample = column.lines[column.lines.size() / 2];
  return column;
}

bool differs(const Line& line, const Line& sample) {
  constexpr float size_change = 0.07F;
  return line.italic != sample.italic || line.bold != sample.bold ||
         std::abs(line.size - sample.size) > size_change * sample.size;
}

// Do most lines of the column go from its one edge to the other? Those of two columns do not.
bool is_one_column(const Column& column) {
  constexpr float share = 0.8F;  // of the column's width
  const auto full = std::count_if(column.lines.begin(), column.lines.end(), [&](const Line* line) {
    return line->box.width() > share * (column.right - column.left);
  });
  return static_cast<std::size_t>(full) * 2 > column.lines.size();
}

// Does `line` stand to the right of lines of the column that stop before it, in other type: a quote that the
// text runs round?
bool is_inset(const Line& line, const Column& column, const std::vector<Line>& chunks) {
  constexpr float gutter = 7, least_indent = 0.4F;  // points; share of the column's width
  if (line.box.x0 < column.left + least_indent * (column.right - column.left)) return false;
  if (!differs(line, *column.sample)) return false;
  return std::any_of(chunks.begin(), chunks.end(), [&](const Line& beside) {
    return beside.table == none && beside.box.top < line.box.bottom && line.box.top < beside.box.bottom &&
           beside.box.x1 + gutter < line.box.x0 && beside.box.x0 < column.left + 2 * gutter &&
           !differs(beside, *column.sample);
  });
}

// Is the group of lines in the margin a quote, not a heading, a number or a label?
bool is_quote(const std::vector<Line*>& group, const Column& column) {
  constexpr std::size_t least_lines = 3, most_lines = 18, least_words = 5;
  if (group.size() < least_lines || group.size() > most_lines) return false;
  std::size_t words = 0, other_type = 0;
  for (const Line* line : group) {
    other_type += differs(*line, *column.sample);
    for (const PageWord& word : line->words) words += word.text.find_first_of("0123456789") == word.text.npos;
  }
  if (words < least_words || other_type < group.size()) return false;
  const float top = group.front()->box.top, bottom = group.back()->box.bottom;
  return std::any_of(column.lines.begin(), column.lines.end(),
                     [&](const Line* line) { return line->box.bottom > top && line->box.top < bottom; });
}

}  // namespace

std::vector<AsideLayout> take_boxes(Sheet& sheet, const std::vector<Box>& tables) {
  constexpr std::size_t most_boxes = 200;
  std::vector<AsideLayout> asides;
  std::vector<Box> boxes = shaded_boxes(sheet);
  for (const Box& box : framed_boxes(sheet)) boxes.push_back(box);
  if (boxes.size() > most_boxes) return asides;
  std::stable_sort(boxes.begin(), boxes.end(), [](const Box& a, const Box& b) {
    return a.width() * a.height() > b.width() * b.height();
  });
  const float usual_size = boxes.empty() ? 0 : usual_size_of(sheet.words);
  std::vector<Box> small;
  const auto take = [&](const Box& box) {
    AsideLayout aside{.box = box};
    const auto kept =
        std::stable_partition(sheet.words.begin(), sheet.words.end(),
                              [&](const PageWord& word) { return !holds_centre(box, word.box); });
    std::move(kept, sheet.words.end(), std::back_inserter(aside.words));
    sheet.words.erase(kept, sheet.words.end());
    asides.push_back(std::move(aside));
  };
  for (const Box& box : boxes) {
    if (is_text_box(box, sheet, tables, usual_size)) {
      take(box);
    } else if (is_small_box(box, sheet, tables)) {
      small.push_back(box);
    }
  }
  for (const Box& box : small) {
    const bool like = std::any_of(asides.begin(), asides.end(), [&](const AsideLayout& aside) {
      return std::abs(aside.box.width() - box.width()) <= touching && !overlap(aside.box, box);
    });
    if (like && is_small_box(box, sheet, tables)) take(box);
  }
  return asides;
}

void mark_margin_quotes(std::vector<Line>& chunks) {
  constexpr float gutter = 7;      // points
  constexpr float leading = 2.0F;  // of the font size
  const Column column = main_column(chunks);
  if (column.sample == nullptr) return;
  const bool one = is_one_column(column);
  std::uint16_t zone = first_aside_zone;
  for (const bool left : {true, false}) {
    std::vector<Line*> margin, group;
    for (Line& chunk : chunks) {
      if (chunk.table == none &&
          (left ? chunk.box.x1 < column.left - gutter
                : chunk.box.x0 > column.right + gutter || (one && is_inset(chunk, column, chunks))))
        margin.push_back(&chunk);
    }
    std::stable_sort(margin.begin(), margin.end(),
                     [](const Line* a, const Line* b) { return a->baseline < b->baseline; });
    if (margin.size() * 3 > column.lines.size() * 2) continue;  // another column
    const auto close = [&] {
      if (is_quote(group, column)) {
        for (Line* line : group) line->role = Role::aside, line->zone = zone;
        ++zone;
      }
      group.clear();
    };
    for (Line* line : margin) {
      if (!group.empty() && line->baseline - group.back()->baseline > leading * line->size) close();
      group.push_back(line);
    }
    close();
  }
}

}  // namespace proviso::extract
