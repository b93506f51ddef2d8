#include "app/output/csv.h"

#include <algorithm>
#include <array>
#include <charconv>

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

// What a spreadsheet may take for more than a text.
bool begins_a_formula(std::string_view text) {
  if (text.empty()) return false;
  if (static_cast<unsigned char>(text.front()) < 0x20) return true;
  for (const std::string_view wide : {"＝", "＋", "－", "＠"}) {  // what some spreadsheets take for = + - @
    if (text.starts_with(wide)) return true;
  }
  return std::string_view("=+-@").find(text.front()) != std::string_view::npos;
}

// C0 and DEL: they would end the line, or reach a terminal that the table is printed on.
bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

std::string field_of(std::string_view text, bool guarded) {
  std::string field = guarded ? "'" : "";
  for (const char c : text) field += is_control(c) ? ' ' : c;
  if (field.find_first_of(",\"") == field.npos) return field;
  std::string quoted = "\"";
  for (const char c : field) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + '"';
}

}  // namespace

std::string csv_field(std::string_view text) {
  return field_of(text, begins_a_formula(text) && text != "-" && !is_plain_number(text));
}

std::string csv_text(std::string_view text) { return field_of(text, begins_a_formula(text)); }

std::string csv_number(double value) {
  std::array<char, 400> digits{};  // the longest double without exponent
  const auto end = std::to_chars(digits.begin(), digits.end(), value, std::chars_format::fixed).ptr;
  return {digits.begin(), end};
}

}  // namespace proviso::app
