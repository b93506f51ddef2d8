#include "app/versions.h"

#include "extract/versions.h"
#include "nlp/versions.h"
#include "store/versions.h"

namespace proviso::app {

std::vector<std::string> library_versions() {
  std::vector<std::string> all = extract::versions();
  for (const std::vector<std::string>& room : {nlp::versions(), store::versions()}) {
    all.insert(all.end(), room.begin(), room.end());
  }
  return all;
}

std::string version_text(const std::string& program) {
  std::string text = "proviso " + program;
  for (const std::string& library : library_versions()) text += "\n  " + library;
  return text;
}

}  // namespace proviso::app
