#include "app/stages.h"

#include <vector>

#include "extract/versions.h"
#include "nlp/versions.h"

namespace proviso::app {

namespace {

std::string joined(std::string stage, const std::vector<std::string>& libraries) {
  for (const std::string& library : libraries) stage += ", " + library;
  return stage;
}

}  // namespace

std::string reading_stage() { return joined(reading_sources, extract::versions()); }

std::string finding_stage() { return joined(finding_sources, nlp::versions()); }

}  // namespace proviso::app
