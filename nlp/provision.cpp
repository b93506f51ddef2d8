#include "nlp/provision.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "extract/sha256.h"

namespace proviso::nlp {
namespace {

constexpr std::array<std::string_view, 3> kMeasures = {"count", "percent", "money"};
constexpr std::array<std::string_view, 7> kQualifiers = {"exact",    "about", "over",   "under",
                                                         "at_least", "up_to", "between"};
constexpr std::array<std::string_view, 4> kActs = {"criminal_code", "other_code", "law", "treaty"};
constexpr std::array<std::string_view, 9> kModalities = {
    "should", "shall", "must", "need", "could", "recommend", "imperative", "infinitive", "other"};

template <typename Value, std::size_t size>
std::optional<Value> named(const std::array<std::string_view, size>& names, std::string_view name) {
  const auto it = std::find(names.begin(), names.end(), name);
  if (it == names.end()) return std::nullopt;
  return static_cast<Value>(it - names.begin());
}

// The shortest decimal form that reads back as the same number.
std::string text_of(double value) {
  char buffer[64];
  const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value);
  return std::string(buffer, end);
}

// Fields with a separator that no field holds.
class Fields {
 public:
  void add(std::string_view value) {
    text_ += value;
    text_ += '\x1f';
  }
  void add(const std::vector<std::string>& values) {
    for (const std::string& value : values) text_ += value + ' ';
    text_ += '\x1f';
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_ = {};
};

void add_fields(Fields& fields, const Figure& figure) {
  fields.add(text_of(figure.value));
  fields.add(figure.value_to ? text_of(*figure.value_to) : "");
  fields.add(name(figure.measure));
  fields.add(figure.currency);
  fields.add(name(figure.qualifier));
  fields.add(figure.time);
  fields.add(figure.place);
  fields.add(figure.counted);
  if (figure.unsure != Doubt::none) fields.add(name(figure.unsure));
}

void add_fields(Fields& fields, const Article& article) {
  fields.add(name(article.act));
  fields.add(article.act_name);
  fields.add(article.country);
  fields.add(article.article);
  fields.add(article.part);
  fields.add(article.point);
}

void add_fields(Fields& fields, const Recommendation& recommendation) {
  fields.add(recommendation.addressee);
  fields.add(recommendation.country);
  fields.add(name(recommendation.modality));
  if (!recommendation.source.empty()) fields.add(recommendation.source);
}

}  // namespace

std::string_view kind_name(const Provision& provision) {
  constexpr std::array<std::string_view, 3> names = {"figure", "article", "recommendation"};
  return names[provision.what.index()];
}

std::string_view name(Measure measure) { return kMeasures[static_cast<std::size_t>(measure)]; }
std::string_view name(Doubt doubt) { return doubt == Doubt::decimal_mark ? "decimal_mark" : ""; }
std::string_view name(Qualifier qualifier) { return kQualifiers[static_cast<std::size_t>(qualifier)]; }
std::string_view name(Act act) { return kActs[static_cast<std::size_t>(act)]; }
std::string_view name(Modality modality) { return kModalities[static_cast<std::size_t>(modality)]; }

std::optional<Measure> measure_named(std::string_view text) { return named<Measure>(kMeasures, text); }
Doubt doubt_named(std::string_view text) {
  return text == name(Doubt::decimal_mark) ? Doubt::decimal_mark : Doubt::none;
}
std::optional<Qualifier> qualifier_named(std::string_view text) {
  return named<Qualifier>(kQualifiers, text);
}
std::optional<Act> act_named(std::string_view text) { return named<Act>(kActs, text); }
std::optional<Modality> modality_named(std::string_view text) { return named<Modality>(kModalities, text); }

std::string canonical(const Article& article) {
  std::string out = article.country.empty() ? "-" : article.country;
  out += '/';
  out += name(article.act);
  return out + '/' + article.article;
}

std::string provision_id(const extract::Document& document, const Provision& provision) {
  Fields fields;
  fields.add(document.sha256);
  fields.add(kind_name(provision));
  fields.add(std::to_string(provision.where.begin));
  fields.add(std::to_string(provision.where.end));
  std::visit([&](const auto& what) { add_fields(fields, what); }, provision.what);
  return std::string(1, kind_name(provision)[0]) + "-" + extract::sha256_hex(fields.text()).substr(0, 16);
}

}  // namespace proviso::nlp
