#include "app/output/csv.h"

#include <algorithm>

namespace proviso::app {

namespace {

// A sign, digits with their marks, a percent sign: nothing that a spreadsheet would compute.
bool is_plain_number(std::string_view text) {
  text.remove_prefix(text.front() == '-' || text.front() == '+' ? 1 : 0);
  if (text.ends_with('%')) text.remove_suffix(1);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.empty() || !is_digit(text.front()) || !is_digit(text.back())) return false;
  return std::all_of(text.begin(), text.end(),
                     [&](char c) { return is_digit(c) || c == '.' || c == ',' || c == ' '; });
}

bool is_formula(std::string_view text) {
  if (text.empty() || text == "-") return false;
  const auto first = static_cast<unsigned char>(text.front());
  if (first < 0x20) return true;
  for (const std::string_view wide : {"＝", "＋", "－", "＠"}) {  // what some spreadsheets take for = + - @
    if (text.starts_with(wide)) return true;
  }
  return std::string_view("=+-@").find(text.front()) != std::string_view::npos && !is_plain_number(text);
}

}  // namespace

std::string csv_field(std::string_view text) {
  std::string field = is_formula(text) ? "'" : "";
  for (const char c : text) field += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
  if (field.find_first_of(",\"") == field.npos) return field;
  std::string quoted = "\"";
  for (const char c : field) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + '"';
}

}  // namespace proviso::app
