#include "extract/picture.h"

#include <gtest/gtest.h>

#include <array>

#include "extract/read.h"
#include "tests/extract/tiny_pdf.h"

namespace proviso::extract {
namespace {

std::array<int, 3> pixel(const Picture& picture, int x, int y) {
  const std::uint8_t* at = &picture.rgb[(static_cast<std::size_t>(y) * picture.width + x) * 3];
  return {at[0], at[1], at[2]};
}
constexpr std::array<int, 3> black{0, 0, 0}, white{255, 255, 255};

// The box of everything that is dark, in points.
Box dark_box(const Picture& picture) {
  Box box{1e9F, 1e9F, 0, 0};
  for (int y = 0; y < picture.height; ++y) {
    for (int x = 0; x < picture.width; ++x) {
      if (pixel(picture, x, y)[0] > 128) continue;
      box.x0 = std::min(box.x0, static_cast<float>(x / picture.scale));
      box.top = std::min(box.top, static_cast<float>(y / picture.scale));
      box.x1 = std::max(box.x1, static_cast<float>((x + 1) / picture.scale));
      box.bottom = std::max(box.bottom, static_cast<float>((y + 1) / picture.scale));
    }
  }
  return box;
}

void expect_near(const Box& box, const Box& expected) {
  EXPECT_NEAR(box.x0, expected.x0, 0.6);
  EXPECT_NEAR(box.top, expected.top, 0.6);
  EXPECT_NEAR(box.x1, expected.x1, 0.6);
  EXPECT_NEAR(box.bottom, expected.bottom, 0.6);
}

TinyPage page_with_bar(int rotate = 0, std::string crop = "") {
  TinyPage page{.width = 200, .height = 300, .rotate = rotate, .crop = std::move(crop)};
  return page.fill(20, 30, 60, 45);
}

TEST(RenderPage, OriginIsTheTopLeftCorner) {
  const Picture picture = render_page(TinyPdf{.pages = {page_with_bar()}}.bytes(), 1, 144);
  EXPECT_EQ(picture.width, 400);
  EXPECT_EQ(picture.height, 600);
  EXPECT_DOUBLE_EQ(picture.scale, 2);
  EXPECT_EQ(pixel(picture, 100, 80), black);
  EXPECT_EQ(pixel(picture, 200, 80), white);
  expect_near(dark_box(picture), {20, 30, 60, 45});
}

TEST(RenderPage, RotationAndCropBoxAreApplied) {
  const Picture turned = render_page(TinyPdf{.pages = {page_with_bar(90)}}.bytes(), 1, 72);
  EXPECT_EQ(turned.width, 300);
  EXPECT_EQ(turned.height, 200);
  expect_near(dark_box(turned), {255, 20, 270, 60});
  const Picture cropped = render_page(TinyPdf{.pages = {page_with_bar(0, "10 100 150 290")}}.bytes(), 1, 72);
  EXPECT_EQ(cropped.width, 140);
  EXPECT_EQ(cropped.height, 190);
  expect_near(dark_box(cropped), {10, 20, 50, 35});
}

TEST(RenderPage, WordBoxesLieOnTheInk) {
  TinyPage page;
  page.text(100, 200, 24, "HIM");
  const std::string pdf = TinyPdf{.pages = {page}}.bytes();
  const Document document = read_pdf(pdf);
  ASSERT_EQ(document.words.size(), 1u);
  const Box word = document.words[0].box, ink = dark_box(render_page(pdf, 1, 144));
  EXPECT_LE(word.x0, ink.x0 + 1);
  EXPECT_GE(word.x1, ink.x1 - 1);
  EXPECT_LE(word.top, ink.top + 1);
  EXPECT_GE(word.bottom, ink.bottom - 1);
}

TEST(RenderPage, HugePagesAreBounded) {
  const TinyPage page{.width = 14400, .height = 14400};
  const Picture picture = render_page(TinyPdf{.pages = {page}}.bytes(), 1, 300);
  EXPECT_LE(static_cast<double>(picture.width) * picture.height, largest_picture * 1.01);
  EXPECT_NEAR(picture.width / picture.scale, 14400, 5);
}

TEST(RenderPage, AMissingPageIsNamed) {
  const std::string pdf = TinyPdf{.pages = {page_with_bar()}}.bytes();
  for (const int number : {0, 2, -1}) {
    try {
      render_page(pdf, number, 72);
      ADD_FAILURE() << "drew page " << number;
    } catch (const UnreadableFile& error) {
      EXPECT_EQ(error.what(), "has no page " + std::to_string(number) + ": its pages are 1 to 1");
    }
  }
}

TEST(DrawBox, FrameStandsOutsideAndTheInsideIsTinted) {
  Picture picture{.width = 10, .height = 8, .scale = 1, .rgb = std::vector<std::uint8_t>(240, 255)};
  draw_box(picture, {3, 3, 7, 5}, {255, 0, 0}, 1, 0.5);
  std::string drawn;
  for (int y = 0; y < picture.height; ++y) {
    for (int x = 0; x < picture.width; ++x) {
      const int green = pixel(picture, x, y)[1];
      drawn += green == 255 ? '.' : green == 0 ? '#' : '+';
    }
    drawn += '\n';
  }
  EXPECT_EQ(drawn,
            "..........\n"
            "..........\n"
            "..######..\n"
            "..#++++#..\n"
            "..#++++#..\n"
            "..######..\n"
            "..........\n"
            "..........\n");
}

TEST(DrawBox, BoxesOutsideThePictureAreHarmless) {
  Picture picture{.width = 4, .height = 4, .scale = 2, .rgb = std::vector<std::uint8_t>(48, 255)};
  draw_box(picture, {-1e30F, -5, 1e30F, 100}, {0, 0, 0}, 3, 0);
  draw_box(picture, {50, 50, 60, 60}, {0, 0, 0}, 0, 2);
  SUCCEED();
}

TEST(Png, IsAPng) {
  const Picture picture{.width = 3, .height = 2, .scale = 1, .rgb = std::vector<std::uint8_t>(18, 7)};
  const std::string bytes = png(picture);
  EXPECT_TRUE(bytes.starts_with("\x89PNG\r\n\x1A\n"));
  EXPECT_EQ(bytes.substr(16, 8), std::string("\0\0\0\3\0\0\0\2", 8));
  EXPECT_EQ(bytes, png(picture));
}

TEST(Png, APictureWithoutPixelsIsRefused) { EXPECT_THROW(png(Picture{}), std::runtime_error); }

}  // namespace
}  // namespace proviso::extract
