#include "app/scoring/score.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <tuple>
#include <utility>

#include "app/scoring/score_match.h"

namespace proviso::app {

namespace {

using Hits = std::vector<std::pair<const Scored*, const Scored*>>;  // annotation, prediction

// A field that is compared on what matched.
struct Field {
  const char* name;
  bool (*counts)(const Scored& gold);
  std::string (*text)(const Scored& record);  // equal where the field is right
};

std::string listed(const std::set<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : " ") + text;
  return out;
}

bool always(const Scored&) { return true; }

template <const char* const& Name>
bool sure(const Scored& gold) {
  return !gold.unsure.contains(Name);
}

const char* const kQualifier = "qualifier";
const char* const kTime = "time";
const char* const kPlace = "place";

const std::vector<Field>& fields_of(std::string_view kind) {
  static const std::vector<Field> figure{
      {kQualifier, sure<kQualifier>, [](const Scored& r) { return r.qualifier; }},
      {kTime, sure<kTime>, [](const Scored& r) { return r.time; }},
      {kPlace, sure<kPlace>, [](const Scored& r) { return listed(r.place); }},
      {"currency", [](const Scored& gold) { return gold.measure == "money"; },
       [](const Scored& r) { return r.currency; }},
      {"cites", [](const Scored& gold) { return !gold.in_table && !gold.unsure.contains("cites"); },
       [](const Scored& r) { return listed(plain_cites(r.cites)); }}};
  static const std::vector<Field> article{
      {"part", always, [](const Scored& r) { return r.part; }},
      {"point", always, [](const Scored& r) { return plain_point(r.point); }}};
  static const std::vector<Field> recommendation{
      {"modality", always, [](const Scored& r) { return r.modality; }}};
  return kind == "figure" ? figure : kind == "article" ? article : recommendation;
}

// The fields of a hit that are wrong.
std::vector<WrongField> wrong_fields(std::string_view kind, const Scored& gold, const Scored& found) {
  std::vector<WrongField> out;
  for (const Field& field : fields_of(kind)) {
    std::string expected = field.text(gold), got = field.text(found);
    if (field.counts(gold) && expected != got)
      out.push_back({field.name, std::move(expected), std::move(got)});
  }
  return out;
}

// The share of `hits` where the field is right, of those where it counts; four digits.
std::optional<double> share(const Hits& hits, const Field& field) {
  int all = 0;
  int good = 0;
  for (const auto& [gold, found] : hits) {
    if (!field.counts(*gold)) continue;
    ++all;
    if (field.text(*gold) == field.text(*found)) ++good;
  }
  if (all == 0) return std::nullopt;
  return std::nearbyint(10000.0 * good / all) / 10000.0;
}

// The best pairs first, each annotation and each prediction in one pair at most.
std::vector<std::pair<std::size_t, std::size_t>> best_pairs(const std::vector<const Scored*>& gold,
                                                            const std::vector<const Scored*>& found) {
  std::vector<std::tuple<double, std::size_t, std::size_t>> candidates;
  for (std::size_t i = 0; i < gold.size(); ++i) {
    for (std::size_t j = 0; j < found.size(); ++j) {
      if (gold[i]->document != found[j]->document || std::abs(gold[i]->page - found[j]->page) > 1) continue;
      if (const double fit = match(*gold[i], *found[j]); fit > 0) candidates.emplace_back(fit, i, j);
    }
  }
  std::sort(candidates.rbegin(), candidates.rend());
  std::set<std::size_t> gold_used;
  std::set<std::size_t> found_used;
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (const auto& [fit, i, j] : candidates) {
    if (gold_used.contains(i) || found_used.contains(j)) continue;
    gold_used.insert(i);
    found_used.insert(j);
    pairs.emplace_back(i, j);
  }
  return pairs;
}

struct Compared {
  Marks marks;
  std::vector<Mistake> mistakes;
  std::map<std::string, RuleMarks> rules;
};

Compared compare(std::string_view kind, const std::vector<const Scored*>& gold,
                 const std::vector<const Scored*>& found, const Places& charts) {
  std::vector<bool> gold_hit(gold.size());
  std::vector<bool> found_hit(found.size());
  Hits hits;
  for (const auto& [i, j] : best_pairs(gold, found)) {
    gold_hit[i] = found_hit[j] = true;
    if (!gold[i]->optional) hits.emplace_back(gold[i], found[j]);
  }
  std::vector<const Scored*> optional;
  Compared result;
  Marks& marks = result.marks;
  for (std::size_t i = 0; i < gold.size(); ++i) {
    if (gold[i]->optional) {
      optional.push_back(gold[i]);
      continue;
    }
    ++marks.gold;
    if (gold_hit[i]) ++marks.found;
    if (!gold_hit[i]) result.mistakes.push_back({Mistake::missed, *gold[i], {}});
  }
  for (std::size_t j = 0; j < found.size(); ++j) {
    if (found_hit[j] || excused(*found[j], optional, charts)) continue;
    ++marks.wrong;
    ++result.rules[found[j]->rule].wrong;
    result.mistakes.push_back({Mistake::wrong, *found[j], {}});
  }
  for (const Scored* record : found) ++result.rules[record->rule].found;
  for (const auto& [wanted, got] : hits) {
    std::vector<WrongField> fields = wrong_fields(kind, *wanted, *got);
    RuleMarks& rule = result.rules[got->rule];
    ++rule.right;
    rule.whole += fields.empty();
    if (!fields.empty()) result.mistakes.push_back({Mistake::field, *got, std::move(fields)});
  }
  const int missed = marks.gold - marks.found;
  if (marks.gold > 0) marks.recall = static_cast<double>(marks.found) / marks.gold;
  if (marks.found + marks.wrong > 0)
    marks.precision = static_cast<double>(marks.found) / (marks.found + marks.wrong);
  if (2 * marks.found + marks.wrong + missed > 0) {
    marks.f1 = 2.0 * marks.found / (2 * marks.found + marks.wrong + missed);
  }
  for (const Field& field : fields_of(kind)) marks.fields.emplace_back(field.name, share(hits, field));
  return result;
}

bool annotated(const Gold& gold, const Scored& found) {
  if (!gold.documents.contains(found.document)) return false;
  const auto extent = gold.extents.find(found.document);
  if (extent == gold.extents.end()) return true;
  const auto& [pages, kinds] = extent->second;
  if (!kinds.empty() && !kinds.contains(found.kind)) return false;
  return pages.empty() || std::any_of(pages.begin(), pages.end(), [&](const auto& range) {
           return range.first <= found.page && found.page <= range.second;
         });
}

constexpr std::array<std::string_view, 3> kinds{"figure", "article", "recommendation"};

}  // namespace

Score score(const Gold& gold, const std::vector<Scored>& predictions) {
  Places charts;
  for (const Scored& record : gold.records) {
    if (record.chart) charts.emplace(record.document, record.page);
  }
  std::vector<std::string> groups{""};  // all documents together first
  groups.insert(groups.end(), gold.documents.begin(), gold.documents.end());
  Score result;
  std::map<std::string_view, std::vector<double>> by_document;
  for (const std::string& group : groups) {
    for (const std::string_view kind : kinds) {
      const auto belongs = [&](const Scored& record) {
        return record.kind == kind && (group.empty() || record.document == group);
      };
      std::vector<const Scored*> wanted;
      std::vector<const Scored*> found;
      for (const Scored& record : gold.records) {
        if (belongs(record)) wanted.push_back(&record);
      }
      for (const Scored& record : predictions) {
        if (belongs(record) && annotated(gold, record)) found.push_back(&record);
      }
      Compared compared = compare(kind, wanted, found, charts);
      if (group.empty()) {
        std::move(compared.mistakes.begin(), compared.mistakes.end(), std::back_inserter(result.mistakes));
        for (auto& [rule, marks] : compared.rules) {
          marks.rule = rule;
          marks.kind = kind;
          result.rules.push_back(std::move(marks));
        }
      } else if (compared.marks.gold > 0) {
        by_document[kind].push_back(compared.marks.f1.value_or(0));
      }
      result.rows.emplace_back((group.empty() ? "all" : group) + " " + std::string(kind),
                               std::move(compared.marks));
    }
  }
  for (const std::string_view kind : kinds) {  // each document counts the same
    const std::vector<double>& f1 = by_document[kind];
    Marks mean;
    mean.gold = static_cast<int>(f1.size());
    double sum = 0;
    for (const double value : f1) sum += value;
    if (!f1.empty()) mean.f1 = sum / static_cast<double>(f1.size());
    result.rows.emplace_back("mean " + std::string(kind), mean);
  }
  return result;
}

}  // namespace proviso::app
