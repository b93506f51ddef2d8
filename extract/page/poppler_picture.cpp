// Poppler's Splash renderer.
#include <poppler/PDFDoc.h>
#include <poppler/Page.h>
#include <poppler/SplashOutputDev.h>
#include <poppler/splash/SplashBitmap.h>

#include <algorithm>
#include <cmath>

#include "extract/page/poppler_open.h"
#include "extract/picture.h"
#include "extract/read.h"

namespace proviso::extract {
namespace {

constexpr double points_per_inch = 72;

// The largest dpi up to `dpi` at which `page` stays within largest_picture.
double bounded_dpi(PDFDoc& pdf, int number, double dpi) {
  const double area = pdf.getPageCropWidth(number) * pdf.getPageCropHeight(number);
  const double pixels = area * dpi * dpi / (points_per_inch * points_per_inch);
  return pixels > largest_picture ? dpi * std::sqrt(largest_picture / pixels) : dpi;
}

}  // namespace

Picture render_page(std::string_view bytes, int number, double dpi) {
  const auto pdf = open_pdf(bytes);
  const int pages = pdf->getNumPages();
  if (number < 1 || number > pages) {
    throw UnreadableFile("no-pages", "has no page " + std::to_string(number) + ": its pages are 1 to " +
                                         std::to_string(pages));
  }
  if (pdf->getPage(number) == nullptr) {
    throw UnreadableFile("damaged", "page " + std::to_string(number) + " is damaged and cannot be drawn");
  }
  dpi = bounded_dpi(*pdf, number, dpi);
  SplashColor paper = {255, 255, 255};
  constexpr int row_padding = 1;
  SplashOutputDev device(splashModeRGB8, row_padding, false, paper);
  device.startDoc(pdf.get());
  pdf->displayPage(&device, number, dpi, dpi, 0, false, true, false);
  SplashBitmap* bitmap = device.getBitmap();
  if (bitmap == nullptr || bitmap->getDataPtr() == nullptr || bitmap->getWidth() < 1 ||
      bitmap->getHeight() < 1) {
    throw UnreadableFile("damaged", "page " + std::to_string(number) + " cannot be drawn");
  }
  Picture picture;
  picture.width = bitmap->getWidth();
  picture.height = bitmap->getHeight();
  picture.scale = dpi / points_per_inch;
  const auto row = static_cast<std::size_t>(picture.width) * 3;
  picture.rgb.resize(row * static_cast<std::size_t>(picture.height));
  for (int y = 0; y < picture.height; ++y) {
    const unsigned char* from = bitmap->getDataPtr() + static_cast<std::ptrdiff_t>(y) * bitmap->getRowSize();
    std::copy_n(from, row, picture.rgb.begin() + static_cast<std::ptrdiff_t>(row) * y);
  }
  return picture;
}

}  // namespace proviso::extract
