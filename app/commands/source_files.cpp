#include "app/commands/source_files.h"

#include <filesystem>

namespace proviso::app {

std::string file_now(const std::string& path, const std::string& root) {
  if (root.empty()) return path;
  namespace fs = std::filesystem;
  for (std::size_t slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1)) {
    const fs::path there = fs::path(root) / path.substr(slash + 1);
    std::error_code ignored;
    if (fs::is_regular_file(there, ignored)) return there.string();
  }
  return path;
}

}  // namespace proviso::app
