#include "app/arguments/flag_values.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

#include "app/output/console.h"
#include "nlp/nearest.h"

namespace proviso::app {

namespace {

std::string is_not(const std::string& text, const std::string& what) {
  return "'" + text + "' is not " + what;
}

// The number that `text` is as a whole. (A sign '+' and white space are none of it.)
template <typename Number>
std::optional<Number> number_in(const std::string& text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

CLI::Validator whole_number(long long least, long long most, const std::string& what) {
  return {[=](const std::string& text) {
            const auto number = number_in<long long>(text);
            return number && *number >= least && *number <= most ? "" : is_not(text, what);
          },
          ""};
}

CLI::Validator whole_number(long long least, long long most) {
  return whole_number(least, most, "a whole number from " + grouped(least) + " to " + grouped(most));
}

CLI::Validator limit_or_none(long long least, long long most) {
  const std::string what = "0 (no limit) or a whole number from " + grouped(least) + " to " + grouped(most);
  return {[=](const std::string& text) {
            const auto number = number_in<long long>(text);
            const bool fits = number && (*number == 0 || (*number >= least && *number <= most));
            return fits ? "" : is_not(text, what);
          },
          ""};
}

CLI::Validator decimal_number(double least, double most, const std::string& what) {
  return {[=](const std::string& text) {
            const auto number = number_in<double>(text);
            return number && *number >= least && *number <= most ? "" : is_not(text, what);  // NaN is not
          },
          ""};
}

CLI::Validator one_of(const std::vector<std::string>& words) {
  return {[=](const std::string& text) -> std::string {
            if (std::find(words.begin(), words.end(), text) != words.end()) return "";
            std::string list;
            for (const std::string& word : words) list += (list.empty() ? "" : ", ") + word;
            const std::string_view near = nlp::nearest(text, {words.begin(), words.end()});
            return is_not(text, "one of " + list) +
                   (near.empty() ? "" : ": did you mean '" + std::string(near) + "'?");
          },
          ""};
}

CLI::Validator two_letters(const std::string& example) {
  return {[=](const std::string& text) {
            const bool fits = text.size() == 2 && is_letter(text[0]) && is_letter(text[1]);
            return fits ? "" : is_not(text, "a code of two letters such as " + example);
          },
          ""};
}

CLI::Validator not_empty(const std::string& what) {
  return {[=](const std::string& text) {
            return text.find_first_not_of(" \t\r\n") != std::string::npos ? "" : is_not(text, what);
          },
          ""};
}

}  // namespace proviso::app
