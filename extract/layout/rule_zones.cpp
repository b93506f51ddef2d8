#include "extract/layout/rule_zones.h"

#include <algorithm>
#include <cmath>

#include "extract/layout/strokes.h"

namespace proviso::extract {
namespace {

constexpr float same_end = 4;        // points
constexpr float least_width = 80;    // points: a narrower rule underlines words
constexpr float least_share = 0.7F;  // of the zone's width: a shorter rule parts columns' headers, not rows
constexpr std::size_t most_rules = 2000;
constexpr std::size_t most_zones = 60;

// All rules that part rows of the zone.
std::vector<float> parting(const RuleZone& zone, const std::vector<Stroke>& strokes) {
  std::vector<float> rules = zone.rules;
  for (const Stroke& stroke : strokes) {
    const bool inside = stroke.at > zone.rules.front() && stroke.at < zone.rules.back();
    const bool ends = std::abs(stroke.to - zone.x1) <= same_end && stroke.from > zone.x0 + same_end;
    if (inside && ends && stroke.to - stroke.from > least_share * (zone.x1 - zone.x0))
      rules.push_back(stroke.at);
  }
  std::sort(rules.begin(), rules.end());
  return rules;
}

}  // namespace

std::vector<RuleZone> rule_zones(const std::vector<RuledLine>& rules) {
  if (rules.size() > most_rules) return {};
  std::vector<Stroke> strokes;
  for (const RuledLine& rule : rules) {
    if (rule.horizontal()) strokes.push_back({(rule.y0 + rule.y1) / 2, rule.x0, rule.x1});
  }
  strokes = joined(std::move(strokes));
  std::erase_if(strokes, [](const Stroke& stroke) { return stroke.to - stroke.from < least_width; });
  std::vector<RuleZone> zones;
  for (const Stroke& stroke : strokes) {
    const auto known = std::find_if(zones.begin(), zones.end(), [&](const RuleZone& zone) {
      return std::abs(zone.x0 - stroke.from) <= same_end && std::abs(zone.x1 - stroke.to) <= same_end;
    });
    if (known != zones.end())
      known->rules.push_back(stroke.at);
    else if (zones.size() < most_zones)
      zones.push_back({stroke.from, stroke.to, {stroke.at}});
  }
  std::erase_if(zones, [](const RuleZone& zone) { return zone.rules.size() < 2; });
  for (RuleZone& zone : zones) zone.parting = parting(zone, strokes);
  return zones;
}

const RuleZone* zone_of(const std::vector<RuleZone>& zones, const Line& line) {
  const RuleZone* found = nullptr;
  for (const RuleZone& zone : zones) {
    if (line.baseline < zone.rules.front() || line.baseline > zone.rules.back() + 1) continue;
    if (line.box.x0 < zone.x0 - line.size || line.box.x1 > zone.x1 + line.size) continue;
    if (found == nullptr || zone.x1 - zone.x0 < found->x1 - found->x0) found = &zone;
  }
  return found;
}

std::size_t count_above(const std::vector<float>& rules, float y) {
  return static_cast<std::size_t>(std::lower_bound(rules.begin(), rules.end(), y) - rules.begin());
}

}  // namespace proviso::extract
