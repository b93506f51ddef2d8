#include "app/scoring/score.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

namespace proviso::app {

namespace {

bool is_digit(UChar32 c) {
  const int type = u_getIntPropertyValue(c, UCHAR_NUMERIC_TYPE);
  return type == U_NT_DECIMAL || type == U_NT_DIGIT;
}

bool is_letter_or_digit(UChar32 c) {
  return u_isalpha(c) != 0 || u_getIntPropertyValue(c, UCHAR_NUMERIC_TYPE) != U_NT_NONE;
}

// Calls `take(character)` for each code point of `text`; U+FFFD for bytes that are no UTF-8.
template <typename Take>
void each_character(std::string_view text, Take take) {
  const auto length = static_cast<int32_t>(text.size());
  for (int32_t at = 0; at < length;) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(text.data(), at, length, c);
    take(c);
  }
}

void append(std::string& text, UChar32 c) {
  std::array<char, U8_MAX_LENGTH> bytes{};
  int32_t length = 0;
  U8_APPEND_UNSAFE(bytes.data(), length, c);
  text.append(bytes.data(), static_cast<std::size_t>(length));
}

bool begins_with_digit(std::string_view word) {
  bool digit = false;
  bool first = true;
  each_character(word, [&](UChar32 c) {
    if (std::exchange(first, false)) digit = is_digit(c);
  });
  return digit;
}

using Counts = std::map<std::string, int>;

Counts counts(const std::vector<std::string>& words) {
  Counts result;
  for (const std::string& word : words) ++result[word];
  return result;
}

int shared(const Counts& a, const Counts& b) {
  int total = 0;
  for (const auto& [word, count] : a) {
    if (const auto other = b.find(word); other != b.end()) total += std::min(count, other->second);
  }
  return total;
}

std::string joined(const std::vector<std::string>& words) {
  std::string result;
  for (const std::string& word : words) result += word;
  return result;
}

bool same(std::optional<double> a, std::optional<double> b) {
  if (!a || !b) return !a && !b;
  const double difference = std::abs(*a - *b);
  if (std::abs(*a) < 100) return difference <= 1e-3 * std::max({1.0, std::abs(*a), std::abs(*b)});
  return difference <= 1e-6 * std::abs(*a);
}

// `text` lower case, without the characters that `drop` says; raised digits and dashes made plain if `plain`.
template <typename Drop>
std::string bare(std::string_view text, bool plain, Drop drop) {
  std::string result;
  each_character(text, [&](UChar32 c) {
    if (drop(c)) return;
    if (plain && (c == 0xB9 || c == 0xB2 || c == 0xB3)) {
      result += c == 0xB9 ? ".1" : c == 0xB2 ? ".2" : ".3";
    } else if (plain && (c == 0x2011 || c == 0x2013)) {
      result += '-';
    } else {
      append(result, u_tolower(c));
    }
  });
  return result;
}

bool is_space(UChar32 c) { return u_isUWhiteSpace(c) != 0 || (c >= 0x1C && c <= 0x1F); }

std::string plain_article(std::string_view article) {
  std::string result = bare(article, true, is_space);
  result.erase(result.find_last_not_of('.') + 1);
  return result;
}

std::string lower(std::string_view text) {
  return bare(text, false, [](UChar32) { return false; });
}

std::set<std::string> plain_cites(const std::vector<std::string>& cites) {
  std::set<std::string> result;
  for (const std::string& cite : cites) {
    result.insert(bare(cite, false, [](UChar32 c) {
      return c == '[' || c == ']' || c == '(' || c == ')' || c == '.' || is_space(c);
    }));
  }
  return result;
}

// How well a prediction fits an annotation; 0 if it does not.
double match(const Scored& gold, const Scored& found) {
  if (gold.kind == "recommendation") {
    if (std::abs(gold.page - found.page) > 1) return 0;
    const double share = jaccard(gold.quote, found.quote);
    return share >= 0.5 ? share : 0;
  }
  if (gold.page != found.page) return 0;
  if (gold.kind == "figure") {
    if (!same(gold.value, found.value) || !same(gold.value_to, found.value_to) ||
        gold.measure != found.measure)
      return 0;
    const double share = overlap(gold.quote, found.quote);
    return share > 0 ? 0.01 + share : 0;
  }
  if (plain_article(gold.article) != plain_article(found.article)) return 0;
  if (gold.act != found.act || gold.country != found.country) return 0;
  return 0.01 + overlap(gold.quote, found.quote);
}

using Places = std::set<std::pair<std::string, int>>;

// Whether a prediction that matches nothing is no mistake: it says what an optional annotation says, or
// is a bare label on the page of a chart.
bool excused(const Scored& found, const std::vector<const Scored*>& optional, const Places& charts) {
  if (found.kind == "figure" && charts.contains({found.document, found.page})) {
    const std::vector<std::string> words = score_words(found.quote);
    if (std::count_if(words.begin(), words.end(),
                      [](const auto& word) { return !begins_with_digit(word); }) <= 2)
      return true;
  }
  const bool urging = found.kind == "recommendation";
  return std::any_of(optional.begin(), optional.end(), [&](const Scored* gold) {
    if (gold->document != found.document || std::abs(gold->page - found.page) > (urging ? 1 : 0))
      return false;
    return urging ? jaccard(gold->quote, found.quote) >= 0.4 : overlap(gold->quote, found.quote) >= 0.5;
  });
}

using Hits = std::vector<std::pair<const Scored*, const Scored*>>;  // annotation, prediction

// The share of `hits` that `right` says yes to, of those that `counts` says yes to; four digits.
template <typename Right, typename Counts>
std::optional<double> share(const Hits& hits, Right right, Counts counts) {
  int all = 0;
  int good = 0;
  for (const auto& [gold, found] : hits) {
    if (!counts(*gold)) continue;
    ++all;
    if (right(*gold, *found)) ++good;
  }
  if (all == 0) return std::nullopt;
  return std::nearbyint(10000.0 * good / all) / 10000.0;
}

void mark_figures(const Hits& hits, Marks& marks) {
  const auto sure = [](std::string field) {
    return [field](const Scored& gold) { return !gold.unsure.contains(field); };
  };
  const auto money = [](const Scored& gold) { return gold.measure == "money"; };
  const auto cited = [](const Scored& gold) { return !gold.in_table && !gold.unsure.contains("cites"); };
  const auto add = [&](const char* name, auto right, auto counts) {
    marks.fields.emplace_back(name, share(hits, right, counts));
  };
  add(
      "qualifier", [](const Scored& g, const Scored& p) { return g.qualifier == p.qualifier; },
      sure("qualifier"));
  add(
      "time", [](const Scored& g, const Scored& p) { return g.time == p.time; }, sure("time"));
  add(
      "place", [](const Scored& g, const Scored& p) { return g.place == p.place; }, sure("place"));
  add(
      "currency", [](const Scored& g, const Scored& p) { return g.currency == p.currency; }, money);
  add(
      "cites", [](const Scored& g, const Scored& p) { return plain_cites(g.cites) == plain_cites(p.cites); },
      cited);
}

void mark_fields(std::string_view kind, const Hits& hits, Marks& marks) {
  if (kind == "figure") return mark_figures(hits, marks);
  const auto always = [](const Scored&) { return true; };
  const auto add = [&](const char* name, auto right) {
    marks.fields.emplace_back(name, share(hits, right, always));
  };
  if (kind == "article") {
    add("part", [](const Scored& g, const Scored& p) { return g.part == p.part; });
    add("point", [](const Scored& g, const Scored& p) { return lower(g.point) == lower(p.point); });
  } else {
    add("modality", [](const Scored& g, const Scored& p) { return g.modality == p.modality; });
  }
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
    if (!gold_hit[i]) result.mistakes.push_back({true, *gold[i]});
  }
  for (std::size_t j = 0; j < found.size(); ++j) {
    if (found_hit[j] || excused(*found[j], optional, charts)) continue;
    ++marks.wrong;
    result.mistakes.push_back({false, *found[j]});
  }
  const int missed = marks.gold - marks.found;
  if (marks.gold > 0) marks.recall = static_cast<double>(marks.found) / marks.gold;
  if (marks.found + marks.wrong > 0)
    marks.precision = static_cast<double>(marks.found) / (marks.found + marks.wrong);
  if (2 * marks.found + marks.wrong + missed > 0) {
    marks.f1 = 2.0 * marks.found / (2 * marks.found + marks.wrong + missed);
  }
  mark_fields(kind, hits, marks);
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

std::vector<std::string> score_words(std::string_view text) {
  std::vector<std::string> words(1);
  each_character(text, [&](UChar32 c) {
    if (c == 0xAD) return;  // a soft hyphen is not there
    if (is_letter_or_digit(c)) {
      append(words.back(), u_tolower(c));
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  });
  if (words.back().empty()) words.pop_back();
  return words;
}

double overlap(std::string_view a, std::string_view b) {
  const std::vector<std::string> x = score_words(a);
  const std::vector<std::string> y = score_words(b);
  if (x.empty() || y.empty()) return 0;
  const std::string whole_x = joined(x);
  const std::string whole_y = joined(y);
  if (whole_y.find(whole_x) != std::string::npos || whole_x.find(whole_y) != std::string::npos) return 1;
  return static_cast<double>(shared(counts(x), counts(y))) /
         static_cast<double>(std::min(x.size(), y.size()));
}

double jaccard(std::string_view a, std::string_view b) {
  const std::vector<std::string> x = score_words(a);
  const std::vector<std::string> y = score_words(b);
  const int both = shared(counts(x), counts(y));
  return static_cast<double>(both) / std::max(1.0, static_cast<double>(x.size() + y.size()) - both);
}

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
