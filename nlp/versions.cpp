#include "nlp/versions.h"

#include <cld2/public/compact_lang_det.h>

namespace proviso::nlp {

std::vector<std::string> versions() {
  // RE2 and yaml-cpp do not say their versions to a program; the build knows them.
  return {"RE2 " PROVISO_RE2_VERSION, "yaml-cpp " PROVISO_YAML_CPP_VERSION,
          std::string("CLD2 ") + CLD2::DetectLanguageVersion()};
}

}  // namespace proviso::nlp
