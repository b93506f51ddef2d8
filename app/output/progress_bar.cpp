#include "app/output/progress_bar.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>

#include "app/output/terminal_text.h"

namespace proviso::app {

namespace {

std::string clock_time(double seconds) {
  const auto whole = static_cast<long long>(std::ceil(seconds));
  const std::string rest = std::to_string(whole % 60);
  return std::to_string(whole / 60) + (rest.size() < 2 ? ":0" : ":") + rest;
}

double share_done(const Standing& standing) {
  if (standing.all_bytes > 0)
    return static_cast<double>(standing.bytes) / static_cast<double>(standing.all_bytes);
  if (standing.all_documents == 0) return 1;
  return static_cast<double>(standing.documents) / static_cast<double>(standing.all_documents);
}

void write_error(std::string_view text) {
  if (::write(STDERR_FILENO, text.data(), text.size()) < 0) return;  // a bar that cannot be seen
}

}  // namespace

std::string bar_line(const Standing& standing, double seconds, std::size_t width) {
  constexpr std::size_t cells = 20;
  const double share = std::clamp(share_done(standing), 0.0, 1.0);
  const auto full = static_cast<std::size_t>(share * cells);
  std::string line = "[" + std::string(full, '#') + std::string(cells - full, '.') + "] ";
  line += grouped(static_cast<long long>(standing.documents)) + "/" +
          counted(static_cast<long long>(standing.all_documents), "document");
  line += ", " + counted(standing.pages, "page");
  if (standing.provisions >= 0) line += ", " + counted(standing.provisions, "provision");
  if (share > 0.01 && share < 1) line += ", " + clock_time(seconds / share - seconds) + " left";
  return shortened(line, width);
}

void ProgressBar::show(const Standing& standing) {
  if (!console_.live) return;
  const std::string line = bar_line(standing, seconds(), console_.width - 1);
  if (line == drawn_) return;
  const std::size_t before = columns(drawn_);
  const std::size_t now = columns(line);
  write_error("\r" + line + std::string(before > now ? before - now : 0, ' '));
  drawn_ = line;
}

void ProgressBar::wipe() {
  if (drawn_.empty()) return;
  write_error("\r" + std::string(columns(drawn_), ' ') + "\r");
  drawn_.clear();
}

double ProgressBar::seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
}

}  // namespace proviso::app
