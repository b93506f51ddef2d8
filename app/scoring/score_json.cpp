#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "app/output/console.h"
#include "app/output/json.h"
#include "app/scoring/score_files.h"
#include "app/workers/intake.h"

namespace proviso::app {

namespace {

// What an annotation lacks, without its place.
class NoAnnotation : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Throws NoAnnotation if the member is absent or no `Type`, which is `kind` in words.
template <typename Type>
Type required(const Json& json, const char* key, bool (Json::*is)() const noexcept, const char* kind) {
  const auto member = json.find(key);
  if (member == json.end()) throw NoAnnotation("'" + std::string(key) + "' is missing");
  if (!((*member).*is)()) throw NoAnnotation("'" + std::string(key) + "' is not " + kind);
  return member->get<Type>();
}

std::string required_text(const Json& json, const char* key) {
  return required<std::string>(json, key, &Json::is_string, "a text");
}

// The member as text; numbers as they are written; "" for null and absent ones.
std::string text_in(const Json& json, const char* key) {
  const auto member = json.find(key);
  if (member == json.end() || member->is_null()) return "";
  return member->is_string() ? member->get<std::string>() : member->dump();
}

std::optional<double> real_in(const Json& json, const char* key) {
  const auto member = json.find(key);
  if (member == json.end() || member->is_null()) return std::nullopt;
  return required<double>(json, key, &Json::is_number, "a number");
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
  record.document = required_text(json, "doc");
  record.kind = required_text(json, "kind");
  record.page = required<int>(json, "page", &Json::is_number_integer, "a whole number");
  record.quote = required_text(json, "quote");
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
    for (const Json& range : json["extent"]) {
      if (!range.is_array() || range.size() != 2 || !range[0].is_number_integer() ||
          !range[1].is_number_integer())
        throw NoAnnotation("'extent' is not a list of pages such as [[1, 3], [8, 8]]");
      extent.pages.emplace_back(range[0].get<int>(), range[1].get<int>());
    }
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

const char* name_of(Mistake::Kind kind) {
  return kind == Mistake::missed ? "missed" : kind == Mistake::wrong ? "wrong" : "field";
}

std::string or_none(const std::string& text) { return text.empty() ? "none" : text; }

std::optional<double> share_of(int part, int all) {
  return all == 0 ? std::nullopt : std::optional(static_cast<double>(part) / all);
}

// The first `most` of each kind of mistake and provision.
std::vector<const Mistake*> first_mistakes(const Score& score, int most) {
  std::map<std::pair<std::string, Mistake::Kind>, int> listed;
  std::vector<const Mistake*> out;
  for (const Mistake& mistake : score.mistakes)
    if (listed[{mistake.record.kind, mistake.kind}]++ < most) out.push_back(&mistake);
  return out;
}

// `path` as a word of a shell's command.
std::string quoted(const std::string& path) {
  if (path.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+") ==
      std::string::npos)
    return path;
  std::string out = "'";
  for (const char c : path) out += c == '\'' ? "'\\''" : std::string(1, c);
  return out + "'";
}

// The command that shows a mistake.
std::string showing(const Mistake& mistake, const ScoreExtras& extras) {
  const Scored& record = mistake.record;
  if (mistake.kind != Mistake::missed) return "proviso trace " + record.id + " -o " + record.id + ".png";
  const auto path = extras.paths.find(record.document);
  const std::string page = std::to_string(record.page);
  return "proviso read " + quoted(path == extras.paths.end() ? record.document : path->second) + " --page " +
         page + " --draw page-" + page + ".png";
}

Json mistakes_json(const Score& score, const ScoreExtras& extras) {
  Json list = Json::array();
  for (const Mistake* mistake : first_mistakes(score, extras.errors)) {
    const Scored& record = mistake->record;
    Json fields = Json::array();
    for (const WrongField& field : mistake->fields)
      fields.push_back({{"field", field.name}, {"expected", field.expected}, {"got", field.got}});
    list.push_back({{"mistake", name_of(mistake->kind)},
                    {"kind", record.kind},
                    {"document", record.document},
                    {"page", record.page},
                    {"what", what_of(record)},
                    {"quote", record.quote},
                    {"id", text_or_null(record.id)},
                    {"rule", text_or_null(record.rule)},
                    {"fields", std::move(fields)},
                    {"shown_by", showing(*mistake, extras)}});
  }
  return list;
}

Json rules_json(const Score& score) {
  Json list = Json::array();
  for (const RuleMarks& rule : score.rules)
    list.push_back({{"rule", rule.rule},
                    {"kind", rule.kind},
                    {"found", rule.found},
                    {"right", rule.right},
                    {"wrong", rule.wrong},
                    {"precision", real_or_null(rule.precision())},
                    {"fields_right", real_or_null(share_of(rule.whole, rule.right))}});
  return list;
}

void read_annotation(std::string_view line, Gold& gold) {
  const Json json = Json::parse(line, nullptr, false);
  if (!json.is_object()) throw NoAnnotation("the line is not a JSON object");
  const std::string document = required_text(json, "doc");
  gold.documents.insert(document);
  if (json.contains("kind")) {
    gold.records.push_back(record_of(json));
  } else {
    gold.extents[document] = extent_of(json);
  }
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
      read_annotation(line, gold);
    } catch (const NoAnnotation& error) {
      throw WrongUse(name + ":" + std::to_string(line_number) + ": no annotation: " + error.what());
    } catch (const Json::exception&) {
      throw WrongUse(name + ":" + std::to_string(line_number) +
                     ": no annotation: a field has a value of another kind than annotations have");
    }
  }
}

namespace {

std::string text_of(const std::string& file) {
  std::error_code ignored;
  if (std::filesystem::is_directory(file, ignored)) {
    throw Refused(RefusalCode::not_a_file, "is a folder, not a file");
  }
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  if (!in) throw refused_by_system(errno);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

Gold read_gold(const std::vector<std::string>& files) {
  Gold gold;
  for (const std::string& file : files) {
    try {
      const std::string text = text_of(file);
      if (text.find_first_not_of(" \t\r\n") == std::string::npos)
        throw WrongUse(file + ": holds no annotations");
      read_gold_text(text, file, gold);
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

std::string score_json(const Score& score, bool by_document, const ScoreExtras& extras) {
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
  if (extras.errors > 0) json["mistakes"] = mistakes_json(score, extras);
  if (extras.by_rule) json["rules"] = rules_json(score);
  return line_of(json) + "\n";
}

std::string mistakes_text(const Score& score, const ScoreExtras& extras) {
  std::string text;
  for (const Mistake* mistake : first_mistakes(score, extras.errors)) {
    const Scored& record = mistake->record;
    text +=
        for_terminal_line(std::string(name_of(mistake->kind)) + "  " + record.kind + "  " + record.document +
                          " p." + std::to_string(record.page) + "  " + what_of(record) + "  " +
                          shortened(record.quote, 120) + (record.id.empty() ? "" : "  (" + record.id + ")")) +
        "\n";
    for (const WrongField& field : mistake->fields)
      text += for_terminal_line("    " + field.name + ": expected " + or_none(field.expected) + ", got " +
                                or_none(field.got)) +
              "\n";
    text += for_terminal_line("    " + showing(*mistake, extras)) + "\n";
  }
  return text;
}

std::string rules_text(const Score& score) {
  std::string text;
  for (const RuleMarks& rule : score.rules)
    text += padded(for_terminal_line(rule.rule), 32) + " " + padded(rule.kind, 15) + "found " +
            right_aligned(rule.found, 5) + " right " + right_aligned(rule.right, 5) + " wrong " +
            right_aligned(rule.wrong, 4) + "  P " + three_digits(rule.precision()) + "  all fields right " +
            three_digits(share_of(rule.whole, rule.right)) + "\n";
  return text;
}

}  // namespace proviso::app
