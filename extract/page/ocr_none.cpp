// Stands in for ocr_tesseract.cpp in programs built without Tesseract.
#include <stdexcept>

#include "extract/page/ocr.h"

namespace proviso::extract {

std::string why_no_ocr(const std::vector<std::string>&) {
  return "this program was built without OCR; install libtesseract-dev and build it again";
}

std::string ocr_version() { return ""; }

std::vector<OcrWord> recognise_words(const Picture&, const std::vector<std::string>& languages) {
  throw std::runtime_error(why_no_ocr(languages));
}

}  // namespace proviso::extract
