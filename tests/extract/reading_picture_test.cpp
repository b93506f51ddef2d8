// What was read of a page, drawn over it.
#include "extract/reading_picture.h"

#include <gtest/gtest.h>

#include "tests/extract/drawn_source.h"

namespace proviso::extract {
namespace {

Picture blank(const Page& page, double scale) {
  Picture picture;
  picture.width = static_cast<int>(page.width * scale);
  picture.height = static_cast<int>(page.height * scale);
  picture.scale = scale;
  picture.rgb.assign(static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height) * 3,
                     0xFF);
  return picture;
}

// Pixels of exactly this colour inside `box`.
int count(const Picture& picture, const Box& box, Colour colour) {
  int found = 0;
  for (int y = static_cast<int>(box.top * picture.scale); y < static_cast<int>(box.bottom * picture.scale);
       ++y) {
    for (int x = static_cast<int>(box.x0 * picture.scale); x < static_cast<int>(box.x1 * picture.scale);
         ++x) {
      const std::uint8_t* pixel = &picture.rgb[static_cast<std::size_t>((y * picture.width + x) * 3)];
      found += pixel[0] == colour.r && pixel[1] == colour.g && pixel[2] == colour.b;
    }
  }
  return found;
}

constexpr Colour paragraph_blue{30, 90, 200}, cell_orange{220, 120, 0}, note_violet{130, 50, 170};

TEST(ReadingPicture, FramesBlocksInTheColourOfTheirKindAboveALegend) {
  DrawnPage page;
  page.lines(50, 100, {"A paragraph that is framed in blue."});
  const Document document = read_drawn({page});
  Picture picture = blank(document.pages[0], 2);
  draw_reading(picture, document, 0);
  EXPECT_GT(count(picture, {48, 90, 230, 92}, paragraph_blue), 300);  // the upper side of the frame
  EXPECT_GT(count(picture, {30, 90, 49, 100}, paragraph_blue), 50);   // the number's ground
  EXPECT_EQ(count(picture, {48, 120, 590, 790}, paragraph_blue), 0);
  EXPECT_GT(picture.height, 1600);
  EXPECT_GT(count(picture, {0, 801, 600, 812}, note_violet), 50);
}

TEST(ReadingPicture, DrawsTheGridOfATable) {
  DrawnPage page;
  page.grid({50, 150, 250}, {100, 120, 140});
  page.text(55, 115, "Country");
  page.text(155, 115, "2017");
  page.text(55, 135, "Georgia");
  page.text(155, 135, "12");
  const Document document = read_drawn({page});
  ASSERT_EQ(document.tables.size(), 1U);
  const TableGrid grid = grid_of(document, document.tables[0], 0);
  ASSERT_EQ(grid.columns.size(), 2U);
  ASSERT_EQ(grid.rows.size(), 2U);
  const float edge = grid.columns[1].from;
  EXPECT_EQ(grid.columns[0].to, edge);
  EXPECT_GT(edge, 90);  // behind the longest word of the first column
  EXPECT_LT(edge, 155);
  EXPECT_TRUE(grid_of(document, document.tables[0], 1).rows.empty());
  Picture picture = blank(document.pages[0], 2);
  draw_reading(picture, document, 0);
  EXPECT_GT(count(picture, {edge - 1, 110, edge + 1, 130}, cell_orange), 30);
}

TEST(ReadingPicture, TiesCallsToNotesAndNamesTheLostOnes) {
  DrawnPage page;
  float x = page.text(50, 100, "Something is claimed here");
  page.call(x, 100, "1");
  page.line(50, 700, 150, 700);
  page.call(50, 715, "1");
  page.text(54, 715, "A source of its own.", 8);
  Document document = read_drawn({page});
  ASSERT_EQ(document.notes.size(), 1U);
  Picture linked = blank(document.pages[0], 2);
  draw_reading(linked, document, 0);
  const auto touched = [](const Picture& picture) {  // white between text and note, but for the link
    const Box between{40, 300, 400, 600};
    return 360 * 2 * 300 * 2 - count(picture, between, {255, 255, 255});
  };
  EXPECT_GT(touched(linked), 300);
  document.notes[0].block = none;
  Picture lost = blank(document.pages[0], 2);
  draw_reading(lost, document, 0);
  EXPECT_EQ(touched(lost), 0);
  EXPECT_GT(count(lost, {x + 3, 88, x + 40, 104}, note_violet), 50);  // the ground of "1 ?"
}

TEST(DrawText, PaintsLettersOnTheirGround) {
  Picture picture = blank({.width = 100, .height = 20}, 2);
  const Box box = draw_text(picture, 10, 5, "1", {255, 255, 255}, {200, 30, 30}, 2);
  EXPECT_FLOAT_EQ(box.x0, 10);
  EXPECT_FLOAT_EQ(box.x1, 17);
  EXPECT_FLOAT_EQ(box.bottom, 14);
  EXPECT_EQ(count(picture, box, {255, 255, 255}), 10 * 4);  // the pixels of a "1"
  EXPECT_EQ(count(picture, {0, 0, 100, 20}, {200, 30, 30}) + 10 * 4, 14 * 18);
  EXPECT_NO_THROW(draw_text(picture, 99, 19, "beyond the edge", {}, {}, 2));
}

}  // namespace
}  // namespace proviso::extract
