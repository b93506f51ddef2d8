#include "app/commands/known_files.h"

#include <filesystem>

namespace proviso::app {

namespace {

bool is_there(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::exists(path, ignored);
}

// Whether `path` is `folder` or lies in it.
bool is_in(const std::string& path, std::string folder) {
  if (path == folder) return true;
  if (!folder.ends_with('/')) folder += '/';
  return path.starts_with(folder);
}

}  // namespace

std::string absolute(const std::string& path) {
  return std::filesystem::absolute(path).lexically_normal().string();
}

KnownFiles::KnownFiles(const store::Store& store) {
  for (store::KnownFile& known : store.files()) {
    paths_.emplace(known.file.sha256, known.file.path);
    add_text(known.text_digest, known.file);
    files_.emplace(known.file.path, std::move(known.file));
  }
  for (store::Refusal& refusal : store.refusals()) {
    refusals_.emplace(refusal.file.path, std::move(refusal));
  }
}

bool KnownFiles::has(const store::FileState& file) const {
  const auto found = files_.find(file.path);
  return found != files_.end() && found->second.sha256 == file.sha256 && found->second.size == file.size &&
         found->second.modified == file.modified && found->second.vanished == 0;
}

bool KnownFiles::has(const store::Refusal& refusal) const {
  const auto found = refusals_.find(refusal.file.path);
  return found != refusals_.end() && found->second.file.sha256 == refusal.file.sha256 &&
         found->second.code == refusal.code && found->second.reason == refusal.reason;
}

std::string KnownFiles::hash_at(const std::string& path) const {
  const auto found = files_.find(path);
  return found == files_.end() ? "" : found->second.sha256;
}

std::optional<std::string> KnownFiles::other_place(const store::FileState& file, bool there) const {
  const auto [first, last] = paths_.equal_range(file.sha256);
  for (auto place = first; place != last; ++place) {
    if (place->second != file.path && is_there(place->second) == there) return place->second;
  }
  return std::nullopt;
}

std::optional<std::string> KnownFiles::moved_from(const store::FileState& file) const {
  return files_.contains(file.path) ? std::nullopt : other_place(file, false);
}

std::optional<std::string> KnownFiles::copy_of(const store::FileState& file) const {
  return files_.contains(file.path) ? std::nullopt : other_place(file, true);
}

std::optional<std::string> KnownFiles::same_text(const std::string& text_digest,
                                                 const std::string& sha256) const {
  if (text_digest.empty()) return std::nullopt;
  const auto [first, last] = texts_.equal_range(text_digest);
  for (auto text = first; text != last; ++text) {
    if (text->second.sha256 != sha256) return text->second.path;
  }
  return std::nullopt;
}

void KnownFiles::add_text(const std::string& text_digest, const store::FileState& file) {
  texts_.emplace(text_digest, file);
}

std::vector<std::string> KnownFiles::vanished(const std::vector<std::string>& named,
                                              const std::set<std::string>& given_up) const {
  std::vector<std::string> gone;
  for (const auto& [path, file] : files_) {
    if (file.vanished != 0 || given_up.contains(path) || is_there(path)) continue;
    for (const std::string& name : named) {
      if (!is_in(path, absolute(name))) continue;
      gone.push_back(path);
      break;
    }
  }
  return gone;
}

}  // namespace proviso::app
