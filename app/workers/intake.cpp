#include "app/workers/intake.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <set>
#include <system_error>

namespace proviso::app {

namespace {

namespace fs = std::filesystem;

// What stands at a path and cannot be read as a file; empty for a regular file.
std::string_view kind_of_node(mode_t mode) {
  if (S_ISDIR(mode)) return "a folder";
  if (S_ISFIFO(mode)) return "a named pipe";
  if (S_ISSOCK(mode)) return "a socket";
  if (S_ISCHR(mode) || S_ISBLK(mode)) return "a device";
  if (S_ISLNK(mode)) return "a link";
  return S_ISREG(mode) ? "" : "no regular file";
}

std::string system_reason(int error) {
  if (error == ENOENT || error == ENOTDIR) return "no such file or folder";
  if (error == EACCES) return "no permission to read it";
  return std::strerror(error);
}

RefusalCode system_code(int error) {
  if (error == ENOENT || error == ENOTDIR) return RefusalCode::missing;
  return error == EACCES ? RefusalCode::no_permission : RefusalCode::unreadable;
}

Input refused(std::string path, RefusalCode code, std::string reason) {
  return {std::move(path), true, 0, 0, code, std::move(reason)};
}

// The input for a path that is no folder, judged by its status.
Input look_at(const std::string& path, const struct stat& status, bool named) {
  if (S_ISLNK(status.st_mode)) {
    return refused(path, RefusalCode::link,
                   "is a link; links inside folders are not followed, name it itself to read it");
  }
  if (std::string why = why_no_file(status.st_mode); !why.empty()) {
    return refused(path, RefusalCode::not_a_file, std::move(why));
  }
  return {path,
          named,
          static_cast<std::uintmax_t>(status.st_size),
          static_cast<std::int64_t>(status.st_mtime),
          std::nullopt,
          ""};
}

bool called_pdf(const fs::path& path) {
  std::string extension = path.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return extension == ".pdf";
}

// Folders that cannot be opened are remembered in `result` as refused.
void walk(const fs::path& folder, std::vector<Input>& result) {
  std::error_code error;
  std::vector<fs::path> below;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    struct stat status {};
    const std::string path = entry->path().string();
    if (::lstat(path.c_str(), &status) != 0) continue;  // vanished between listing and looking
    if (S_ISDIR(status.st_mode)) {
      below.push_back(entry->path());
    } else if (called_pdf(entry->path())) {
      result.push_back(look_at(path, status, false));
    }
  }
  if (error) {
    result.push_back(refused(folder.string(), system_code(error.value()),
                             "this folder cannot be listed: " + system_reason(error.value())));
  }
  for (const fs::path& next : below) walk(next, result);
}

std::vector<Input> folder_inputs(const std::string& folder) {
  std::vector<Input> found;
  walk(folder, found);
  std::sort(found.begin(), found.end(), [](const Input& a, const Input& b) { return a.path < b.path; });
  if (found.empty())
    found.push_back(refused(folder, RefusalCode::no_pdfs, "this folder holds no files called .pdf"));
  return found;
}

std::vector<Input> inputs_of(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) {
    const int error = errno;
    return {refused(path, system_code(error), system_reason(error))};
  }
  if (S_ISDIR(status.st_mode)) return folder_inputs(path);
  return {look_at(path, status, true)};
}

}  // namespace

std::vector<Input> find_inputs(const std::vector<std::string>& paths) {
  std::vector<Input> result;
  std::set<std::string> seen;
  for (const std::string& path : paths) {
    for (Input& input : inputs_of(path)) {
      if (seen.insert(fs::path(input.path).lexically_normal().string()).second)
        result.push_back(std::move(input));
    }
  }
  return result;
}

std::string why_no_file(unsigned mode) {
  const std::string_view kind = kind_of_node(mode);
  return kind.empty() ? "" : "is " + std::string(kind) + ", not a file";
}

Refused refused_by_system(int error) { return {system_code(error), system_reason(error)}; }

}  // namespace proviso::app
