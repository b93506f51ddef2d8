#include "extract/layout/page_layout.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>

#include "extract/layout/asides.h"

namespace proviso::extract {

namespace {

// Takes text along curves and slopes out of the sheet's words, a line for each run.
std::vector<Line> take_slopes(Sheet& sheet, const std::vector<FontStyle>& fonts) {
  std::vector<Line> slopes;
  const auto first = std::stable_partition(sheet.words.begin(), sheet.words.end(),
                                           [](const PageWord& word) { return word.slope == 0; });
  for (auto from = first; from != sheet.words.end();) {
    const auto to = std::find_if(from, sheet.words.end(),
                                 [&](const PageWord& word) { return word.slope != from->slope; });
    slopes.push_back(make_line({std::make_move_iterator(from), std::make_move_iterator(to)}, fonts));
    from = to;
  }
  sheet.words.erase(first, sheet.words.end());
  return slopes;
}

// Puts the lines of each aside at its place, which lines_of has marked as it marks those of tables.
void put_in_asides(SheetLayout& part, std::vector<AsideLayout>& asides, const std::vector<FontStyle>& fonts) {
  constexpr std::uint16_t zones_of_one = 64;
  if (asides.empty()) return;
  std::vector<Line> lines;
  for (Line& line : part.lines) {
    if (line.table == none || line.table < part.tables.size()) {
      lines.push_back(std::move(line));
      continue;
    }
    const std::size_t index = line.table - part.tables.size();
    for (Line& own : lines_of(std::move(asides[index].words), fonts, {})) {
      own.role = Role::aside;
      own.zone =
          static_cast<std::uint16_t>(2 * first_aside_zone + index * zones_of_one + own.zone % zones_of_one);
      lines.push_back(std::move(own));
    }
  }
  part.lines = std::move(lines);
}

}  // namespace

PageLayout lay_out(Page page, const GlyphPage& glyphs, std::vector<PageWord> words) {
  PageLayout layout{.page = std::move(page), .fonts = glyphs.fonts};
  const auto index = static_cast<std::uint32_t>(layout.page.number - 1);
  std::vector<Sheet> sheets = sheets_of(glyphs, index, std::move(words));
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    Sheet& sheet = sheets[i];
    SheetLayout part;
    part.slopes = take_slopes(sheet, glyphs.fonts);
    part.tables = take_ruled_tables(std::span(sheets).subspan(i), glyphs.fonts);
    if (sheet.words.empty() && part.tables.empty() && part.slopes.empty()) continue;  // all is in tables
    std::vector<Box> places;
    for (const TableLayout& table : part.tables) places.push_back(table.box);
    std::vector<AsideLayout> asides = take_boxes(sheet, places);
    for (const AsideLayout& aside : asides) places.push_back(aside.box);
    part.lines = lines_of(std::move(sheet.words), glyphs.fonts, places);
    put_in_asides(part, asides, glyphs.fonts);
    sheet.words.clear();
    part.sheet = std::move(sheet);
    layout.sheets.push_back(std::move(part));
  }
  return layout;
}

namespace {

template <typename Key>
Key most_frequent(const std::map<Key, std::size_t>& counts, Key fallback) {
  std::size_t most = 0;
  for (const auto& [key, count] : counts) {
    if (count > most) most = count, fallback = key;
  }
  return fallback;
}

int tenths(float points) { return static_cast<int>(std::lround(points * 10)); }

}  // namespace

BodyStyle body_style(const std::vector<PageLayout>& pages) {
  std::map<int, std::size_t> sizes, leadings;
  std::size_t bold = 0, characters = 0;
  const auto each_line = [&](const auto& visit) {
    for (const PageLayout& page : pages) {
      for (const SheetLayout& part : page.sheets) {
        for (std::size_t i = 0; i < part.lines.size(); ++i) visit(part.lines, i);
      }
    }
  };
  each_line([&](const std::vector<Line>& lines, std::size_t i) {
    std::size_t length = 0;
    for (const PageWord& word : lines[i].words) length += word.text.size();
    sizes[tenths(lines[i].size)] += length;
    characters += length;
    if (lines[i].bold) bold += length;
  });
  BodyStyle style;
  const int size = most_frequent(sizes, tenths(style.size));
  each_line([&](const std::vector<Line>& lines, std::size_t i) {
    if (i == 0 || tenths(lines[i].size) != size || tenths(lines[i - 1].size) != size) return;
    const float distance = lines[i].baseline - lines[i - 1].baseline;
    if (distance > 0.7F * lines[i].size && distance < 2.5F * lines[i].size) ++leadings[tenths(distance)];
  });
  style.size = static_cast<float>(size) / 10;
  style.leading = static_cast<float>(most_frequent(leadings, tenths(1.2F * style.size))) / 10;
  style.bold = bold * 2 > characters;
  return style;
}

}  // namespace proviso::extract
