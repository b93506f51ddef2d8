#include "store/rows/columns.h"

#include <charconv>
#include <cmath>
#include <ctime>

namespace proviso::store {

namespace {

// Without trailing zeros: 72, 310.2, 420.45.
void append_points(std::string& out, float points) {
  char buffer[32];
  const double rounded = std::round(static_cast<double>(points) * 100) / 100 + 0.0;  // no -0
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, rounded).ptr;
  out.append(buffer, end);
}

PlacedBox box_from(std::string_view text) {
  PlacedBox placed;
  const std::vector<std::string> parts = split(text, ' ');
  if (parts.size() != 5) return placed;
  float* const sides[] = {&placed.box.x0, &placed.box.top, &placed.box.x1, &placed.box.bottom};
  std::from_chars(parts[0].data(), parts[0].data() + parts[0].size(), placed.page);
  for (std::size_t i = 0; i < 4; ++i) {
    std::from_chars(parts[i + 1].data(), parts[i + 1].data() + parts[i + 1].size(), *sides[i]);
  }
  return placed;
}

std::optional<int> year_at(std::string_view text) {
  int year = 0;
  if (text.size() < 4) return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + 4, year);
  if (error != std::errc() || end != text.data() + 4 || year < 0) return std::nullopt;
  return year;
}

}  // namespace

std::string joined(const std::vector<std::string>& parts, char between) {
  std::string out;
  for (const std::string& part : parts) {
    if (&part != &parts.front()) out += between;
    out += part;
  }
  return out;
}

std::vector<std::string> split(std::string_view text, char between) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = text.find(between);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return parts;
}

std::string boxes_text(const extract::Document& document, const std::vector<extract::PageBox>& boxes) {
  std::string out;
  for (const extract::PageBox& placed : boxes) {
    if (!out.empty()) out += ';';
    out += std::to_string(document.pages[placed.page].number);
    for (const float side : {placed.box.x0, placed.box.top, placed.box.x1, placed.box.bottom}) {
      out += ' ';
      append_points(out, side);
    }
  }
  return out;
}

std::vector<PlacedBox> boxes_from(std::string_view text) {
  std::vector<PlacedBox> boxes;
  for (const std::string& part : split(text, ';')) boxes.push_back(box_from(part));
  return boxes;
}

std::int64_t hash_of(std::string_view id) {
  std::uint64_t hash = 0;
  std::from_chars(id.data() + 2, id.data() + id.size(), hash, 16);
  return static_cast<std::int64_t>(hash);
}

std::optional<std::pair<int, int>> years_of(std::string_view time) {
  const std::optional<int> first = year_at(time);
  if (!first) return std::nullopt;
  const std::size_t slash = time.find('/');
  const std::optional<int> last = slash == std::string_view::npos ? first : year_at(time.substr(slash + 1));
  return std::pair(*first, last && *last >= *first ? *last : *first);
}

std::string_view ocr_name(extract::OcrMode ocr) {
  if (ocr == extract::OcrMode::never) return "never";
  return ocr == extract::OcrMode::always ? "always" : "auto";
}

extract::OcrMode ocr_mode(std::string_view name) {
  if (name == "never") return extract::OcrMode::never;
  return name == "always" ? extract::OcrMode::always : extract::OcrMode::automatic;
}

std::string utc_now() {
  const std::time_t seconds = std::time(nullptr);
  std::tm parts = {};
  gmtime_r(&seconds, &parts);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

std::string base_name(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

}  // namespace proviso::store
