#include "extract/versions.h"

#include <unicode/uversion.h>

#include "extract/page/ocr.h"

namespace proviso::extract {

std::vector<std::string> versions() {
  UVersionInfo icu{};
  u_getVersion(icu);
  char icu_text[U_MAX_VERSION_STRING_LENGTH];
  u_versionToString(icu, icu_text);
  // Poppler's own headers say it in one that its users may lack; the build asked pkg-config.
  std::vector<std::string> all{"Poppler " PROVISO_POPPLER_VERSION, std::string("ICU ") + icu_text};
  if (const std::string ocr = ocr_version(); !ocr.empty()) all.push_back(ocr);
  return all;
}

}  // namespace proviso::extract
