#include "store/query/fields.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "nlp/nearest.h"
#include "store/errors.h"

namespace proviso::store {

namespace {

struct Named {
  std::string_view name;
  Field field;
  bool number = false;
  std::string_view example;
};
constexpr std::array<Named, 12> kFields = {{{"kind", Field::kind, false, "kind:article"},
                                            {"country", Field::country, false, "country:KZ"},
                                            {"lang", Field::lang, false, "lang:ru"},
                                            {"doc", Field::doc, false, "doc:report.pdf"},
                                            {"act", Field::act, false, "act:criminal_code"},
                                            {"article", Field::article, false, "article:127.1"},
                                            {"measure", Field::measure, false, "measure:percent"},
                                            {"currency", Field::currency, false, "currency:USD"},
                                            {"year", Field::year, true, "year:2015..2018"},
                                            {"value", Field::value, true, "value>1000"},
                                            {"page", Field::page, true, "page:7"},
                                            {"concept", Field::topic, false, "concept:forced-labour"}}};
constexpr std::array<std::string_view, 6> kOperators = {">=", "<=", ":", ">", "<", "="};

const std::vector<std::string_view> kKinds = {"figure", "article", "recommendation", "passage"};
const std::vector<std::string_view> kActs = {"criminal_code", "other_code", "law", "treaty"};
const std::vector<std::string_view> kMeasures = {"count", "percent", "money"};

constexpr double kInfinity = std::numeric_limits<double>::infinity();

std::size_t name_size(std::string_view text) {
  const auto end = std::find_if(text.begin(), text.end(), [](char c) { return c < 'a' || c > 'z'; });
  return static_cast<std::size_t>(end - text.begin());
}

std::string_view operator_at(std::string_view text) {
  const auto* found = std::find_if(kOperators.begin(), kOperators.end(),
                                   [&](std::string_view sign) { return text.starts_with(sign); });
  return found == kOperators.end() ? std::string_view() : *found;
}

const Named* named(std::string_view name) {
  const auto* found =
      std::find_if(kFields.begin(), kFields.end(), [&](const Named& f) { return f.name == name; });
  return found == kFields.end() ? nullptr : found;
}

std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t comma = text.find(',');
    parts.push_back(text.substr(0, comma));
    if (comma == std::string_view::npos) return parts;
    text.remove_prefix(comma + 1);
  }
}

std::string listed(const std::vector<std::string_view>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    text += i == 0 ? "" : i + 1 == words.size() ? " and " : ", ";
    text += words[i];
  }
  return text;
}

// One field on its way from text.
class FieldReader {
 public:
  FieldReader(const Named& field, std::string_view sign, const std::string& query, std::size_t at,
              std::size_t value_at)
      : field_(field), sign_(sign), query_(query), at_(at), value_at_(value_at) {}

  FieldTest read(std::string_view value) {
    if (value.empty()) fail(at_, "needs a value right behind it");
    if (!field_.number && sign_ != ":" && sign_ != "=") fail(at_, "is no number; it takes a colon");
    FieldTest test = {.field = field_.field};
    std::size_t at = value_at_;
    for (const std::string_view part : field_.field == Field::doc ? std::vector{value} : parts_of(value)) {
      if (part.empty()) fail(at, "has an empty value");
      if (field_.number) {
        test.ranges.push_back(range(part, at));
      } else {
        test.values.push_back(word(part, at));
      }
      at += part.size() + 1;
    }
    return test;
  }

 private:
  [[noreturn]] void fail(std::size_t at, const std::string& problem) const {
    throw BadQuery(std::string(field_.name) + " " + problem + ", as in " + std::string(field_.example),
                   query_, at);
  }

  double number(std::string_view text, std::size_t at) const {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(number)) {
      fail(at, "takes a number without spaces or commas");
    }
    return number;
  }

  NumberRange range(std::string_view text, std::size_t at) const {
    const std::size_t dots = text.find("..");
    if (dots != std::string_view::npos) {
      if (sign_ != ":" && sign_ != "=") fail(at, "takes a colon before a range");
      const double first = dots == 0 ? -kInfinity : number(text.substr(0, dots), at);
      const double last = dots + 2 == text.size() ? kInfinity : number(text.substr(dots + 2), at + dots + 2);
      if (first > last) fail(at, "has a range that ends before it begins");
      return {first, last};
    }
    const double value = number(text, at);
    if (sign_ == ">") return {std::nextafter(value, kInfinity), kInfinity};
    if (sign_ == ">=") return {value, kInfinity};
    if (sign_ == "<") return {-kInfinity, std::nextafter(value, -kInfinity)};
    if (sign_ == "<=") return {-kInfinity, value};
    return {value, value};
  }

  std::string word(std::string_view text, std::size_t at) const {
    std::string word(text);
    if (field_.field == Field::country || field_.field == Field::currency) change(word, 'a', 'z', 'A' - 'a');
    if (field_.field == Field::lang) change(word, 'A', 'Z', 'a' - 'A');
    if (field_.field == Field::country || field_.field == Field::lang) check_code(word, at);
    if (field_.field == Field::kind) check_one_of(word, kKinds, at);
    if (field_.field == Field::act) check_one_of(word, kActs, at);
    if (field_.field == Field::measure) check_one_of(word, kMeasures, at);
    return word;
  }

  static void change(std::string& word, char first, char last, int by) {
    for (char& c : word) {
      if (c >= first && c <= last) c = static_cast<char>(c + by);
    }
  }

  void check_code(const std::string& word, std::size_t at) const {
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    if (word.size() != 2 || !is_letter(word[0]) || !is_letter(word[1]))
      fail(at, "takes codes of two letters");
  }

  void check_one_of(const std::string& word, const std::vector<std::string_view>& known,
                    std::size_t at) const {
    if (std::find(known.begin(), known.end(), word) != known.end()) return;
    const std::string_view near = nlp::nearest(word, known);
    throw BadQuery("there is no " + std::string(field_.name) + " \"" + word + "\"; there are " +
                       listed(known) + (near.empty() ? "" : " (did you mean " + std::string(near) + "?)"),
                   query_, at);
  }

  const Named& field_;
  const std::string_view sign_;
  const std::string& query_;
  const std::size_t at_, value_at_;
};

}  // namespace

std::size_t field_head(std::string_view text, std::string* unknown) {
  const std::size_t size = name_size(text);
  const std::string_view sign = operator_at(text.substr(size));
  if (size < 2 || sign.empty()) return 0;
  const std::string_view name = text.substr(0, size);
  if (named(name) != nullptr) return size + sign.size();
  const std::string_view behind = text.substr(size + sign.size());
  const bool address = behind.starts_with("/");  // https://
  if (!behind.empty() && !address && unknown != nullptr) *unknown = name;
  return 0;
}

FieldTest read_field(std::string_view head, std::string_view value, const std::string& query,
                     std::size_t at) {
  const std::size_t size = name_size(head);
  const Named* field = named(head.substr(0, size));
  if (field == nullptr) throw BadQuery("there is no such field", query, at);
  return FieldReader(*field, head.substr(size), query, at, at + head.size()).read(value);
}

std::vector<std::string_view> field_names() {
  std::vector<std::string_view> names;
  for (const Named& field : kFields) names.push_back(field.name);
  return names;
}

}  // namespace proviso::store
