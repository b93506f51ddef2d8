// Reads a page's content streams for what layout needs of them, text and straight lines, on Poppler's
// objects, fonts and decoders, and leaves out what costs Poppler's own interpreter its time: pictures,
// clipping, colour, and making the fonts anew for each page. It draws what Poppler's interpreter draws
// (poppler_device.h), in the same order, to the same point.
#pragma once

#include <string_view>

#include "extract/content/poppler_fonts.h"

class PDFDoc;

namespace proviso::extract {

// Reads page `number` (from 1) of `pdf`, whose bytes are `file`, into `page`; what it left out is warned of
// there. False if the content holds something that it does not know; then `page` is to be read again, with
// Poppler's interpreter.
bool read_content(PDFDoc& pdf, std::string_view file, int number, DocumentFonts& fonts, GlyphPage& page);

}  // namespace proviso::extract
