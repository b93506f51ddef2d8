// Fields of a query: country:KZ, value>1000, year:2015..2018.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace proviso::store {

enum class Field { kind, country, lang, doc, act, article, measure, currency, year, value, page, topic };

// Closed range of numbers; open ends are infinite.
struct NumberRange {
  double first = 0, last = 0;
};

// A row passes if it has one of the values, or touches one of the ranges.
struct FieldTest {
  Field field = Field::kind;
  std::vector<std::string> values = {};
  std::vector<NumberRange> ranges = {};  // year, value, page
};

// The length of the field's name and operator with which `text` begins ("value>=" of "value>=10"); 0 if it
// begins with no known field. `unknown`: the name if it looks like a field and is none.
std::size_t field_head(std::string_view text, std::string* unknown);

std::vector<std::string_view> field_names();

// Reads a field. `head` is what field_head found, `value` what stands behind it; `at` is the offset of the
// head in `query`, for errors. Throws BadQuery.
FieldTest read_field(std::string_view head, std::string_view value, const std::string& query, std::size_t at);

}  // namespace proviso::store
