#include <cstdio>

#include "app/output/console.h"
#include "app/output/json.h"
#include "app/scoring/score_files.h"
#include "app/workers/intake.h"

namespace proviso::app {

namespace {

// The member as text; numbers as they are written; "" for null and absent ones.
std::string text_in(const Json& json, const char* key) {
  const auto member = json.find(key);
  if (member == json.end() || member->is_null()) return "";
  return member->is_string() ? member->get<std::string>() : member->dump();
}

std::optional<double> real_in(const Json& json, const char* key) {
  const auto member = json.find(key);
  if (member == json.end() || member->is_null()) return std::nullopt;
  return member->get<double>();
}

std::vector<std::string> texts_in(const Json& json, const char* key) {
  std::vector<std::string> result;
  const auto member = json.find(key);
  if (member == json.end() || member->is_null()) return result;
  for (const Json& text : *member) result.push_back(text.is_string() ? text.get<std::string>() : text.dump());
  return result;
}

std::set<std::string> set_in(const Json& json, const char* key) {
  const std::vector<std::string> texts = texts_in(json, key);
  return {texts.begin(), texts.end()};
}

// Articles have one country, recommendations a list of them that is not compared.
std::string country_in(const Json& json) {
  const auto member = json.find("country");
  return member != json.end() && member->is_string() ? member->get<std::string>() : "";
}

Scored record_of(const Json& json) {
  Scored record;
  record.document = json.at("doc").get<std::string>();
  record.kind = json.at("kind").get<std::string>();
  record.page = json.at("page").get<int>();
  record.quote = json.at("quote").get<std::string>();
  record.value = real_in(json, "value");
  record.value_to = real_in(json, "value_to");
  record.measure = text_in(json, "measure");
  record.currency = text_in(json, "currency");
  record.qualifier = text_in(json, "qualifier");
  record.time = text_in(json, "time");
  record.place = set_in(json, "place");
  record.act = text_in(json, "act");
  record.country = country_in(json);
  record.article = text_in(json, "article");
  record.part = text_in(json, "part");
  record.point = text_in(json, "point");
  record.modality = text_in(json, "modality");
  record.cites = texts_in(json, "cites");
  record.optional = json.value("optional", false);
  record.in_table = text_in(json, "in") == "table";
  record.chart = text_in(json, "note") == "chart block";
  record.unsure = set_in(json, "unsure");
  return record;
}

Extent extent_of(const Json& json) {
  Extent extent;
  if (json.contains("extent")) {
    for (const Json& range : json["extent"])
      extent.pages.emplace_back(range.at(0).get<int>(), range.at(1).get<int>());
  }
  extent.kinds = set_in(json, "kinds");
  return extent;
}

std::string three_digits(std::optional<double> value) {
  if (!value) return "  –  ";
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "%.3f", *value);
  return buffer;
}

std::string padded(std::string text, std::size_t width) {
  const std::size_t used = columns(text);
  return used < width ? text + std::string(width - used, ' ') : text;
}

std::string right_aligned(int number, std::size_t width) {
  const std::string text = std::to_string(number);
  return text.size() < width ? std::string(width - text.size(), ' ') + text : text;
}

std::string row_text(const std::string& name, const Marks& marks) {
  std::string row = padded(for_terminal_line(name), 48);
  if (name.starts_with("mean ")) {
    return row + " over " + right_aligned(marks.gold, 3) + " documents F1 " + three_digits(marks.f1) + "\n";
  }
  row += " gold " + right_aligned(marks.gold, 4) + " found " + right_aligned(marks.found, 4) + " wrong " +
         right_aligned(marks.wrong, 4);
  row += "  P " + three_digits(marks.precision) + " R " + three_digits(marks.recall) + " F1 " +
         three_digits(marks.f1) + "  ";
  for (const auto& [field, share] : marks.fields) row += " " + field + " " + three_digits(share);
  return row + "\n";
}

bool shown(const std::string& name, bool by_document) {
  return by_document || name.starts_with("all ") || name.starts_with("mean ");
}

Json real_or_null(std::optional<double> value) { return value ? Json(*value) : Json(nullptr); }

std::string what_of(const Scored& record) {
  if (record.kind == "article")
    return record.act + " " + (record.country.empty() ? "-" : record.country) + " " + record.article;
  if (record.kind != "figure" || !record.value) return "";
  std::string text = number(*record.value).dump();
  if (record.value_to) text += ".." + number(*record.value_to).dump();
  return text + " " + record.measure;
}

}  // namespace

void read_gold_text(std::string_view text, const std::string& name, Gold& gold) {
  int line_number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++line_number;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    try {
      const Json json = Json::parse(line);
      const auto document = json.at("doc").get<std::string>();
      gold.documents.insert(document);
      if (json.contains("kind")) {
        gold.records.push_back(record_of(json));
      } else {
        gold.extents[document] = extent_of(json);
      }
    } catch (const Json::exception& error) {
      throw WrongUse(name + ":" + std::to_string(line_number) + ": no annotation: " + error.what());
    }
  }
}

Gold read_gold(const std::vector<std::string>& files) {
  Gold gold;
  for (const std::string& file : files) {
    try {
      read_gold_text(read_whole_file(file), file, gold);
    } catch (const Refused& error) {
      throw WrongUse(file + ": " + error.what());
    }
  }
  return gold;
}

std::string score_text(const Score& score, bool by_document) {
  std::string text;
  for (const auto& [name, marks] : score.rows) {
    if (shown(name, by_document) && (marks.gold > 0 || marks.wrong > 0)) text += row_text(name, marks);
  }
  return text;
}

std::string score_json(const Score& score, bool by_document) {
  Json json = Json::object();
  for (const auto& [name, marks] : score.rows) {
    if (!shown(name, by_document)) continue;
    Json row = {{"gold", marks.gold},
                {"found", marks.found},
                {"wrong", marks.wrong},
                {"recall", real_or_null(marks.recall)},
                {"precision", real_or_null(marks.precision)},
                {"f1", real_or_null(marks.f1)}};
    for (const auto& [field, share] : marks.fields) row[field] = real_or_null(share);
    json[name] = std::move(row);
  }
  return line_of(json) + "\n";
}

std::string mistakes_text(const Score& score, int most) {
  std::string text;
  for (const Mistake& mistake : score.mistakes) {
    if (most-- <= 0) break;
    const Scored& record = mistake.record;
    text += for_terminal_line(std::string(mistake.missed ? "missed" : "wrong") + "  " + record.kind + "  " +
                              record.document + " p." + std::to_string(record.page) + "  " + what_of(record) +
                              "  " + shortened(record.quote, 120) +
                              (record.id.empty() ? "" : "  (" + record.id + ")")) +
            "\n";
  }
  return text;
}

}  // namespace proviso::app
