#include "app/rules_folder.h"

#include <cstdlib>
#include <filesystem>
#include <vector>

#include "app/output/console.h"

namespace proviso::app {

namespace {

namespace fs = std::filesystem;

// rules/ of the sources, if `program` stands somewhere below the folder it was built in.
fs::path beside_sources(const fs::path& program) {
  const fs::path from_build = program.lexically_relative(PROVISO_BUILD_FOLDER);
  if (from_build.empty() || *from_build.begin() == "..") return {};
  return fs::path(PROVISO_SOURCE_FOLDER) / "rules";
}

void check_folder(const fs::path& folder, const std::string& named_by) {
  if (!fs::is_directory(folder)) throw WrongUse(folder.string() + ": no folder of rules (" + named_by + ")");
}

}  // namespace

std::string rules_folder(const std::string& named) {
  if (!named.empty()) {
    check_folder(named, "--rules");
    return named;
  }
  if (const char* set = std::getenv("PROVISO_RULES"); set != nullptr && *set != '\0') {
    check_folder(set, "$PROVISO_RULES");
    return set;
  }
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  std::vector<fs::path> places{program.parent_path().parent_path() / "share/proviso/rules"};
  if (const fs::path sources = beside_sources(program); !sources.empty())
    places.insert(places.begin(), sources);
  std::string looked;
  for (const fs::path& place : places) {
    if (fs::is_directory(place, error)) return place.string();
    looked += (looked.empty() ? "" : ", ") + place.string();
  }
  throw WrongUse("no rules found (looked at " + looked +
                 "); name their folder with --rules or $PROVISO_RULES");
}

}  // namespace proviso::app
