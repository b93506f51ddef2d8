#include "extract/layout/labels.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "extract/layout/boxes.h"
#include "extract/layout/islands.h"
#include "extract/layout/label_lines.h"
#include "extract/layout/number_series.h"
#include "extract/text/wording.h"

namespace proviso::extract {
namespace {

constexpr std::size_t most_islands = 400;

std::string text_of(const SheetLayout& part, const Island& island) {
  std::string text;
  for (const Piece& piece : island.pieces) {
    const Line& line = piece.slope ? part.slopes[piece.line] : part.lines[piece.line];
    for (const std::size_t i : piece.words) text += (text.empty() ? "" : " ") + line.words[i].text;
  }
  return text;
}

bool is_title(const SheetLayout& part, const Island& island) {
  const std::string text = text_of(part, island);
  return begins_caption(text) || begins_source(text) || begins_continuation(text);
}

class LabelMaker {
 public:
  LabelMaker(const SheetLayout& part, IslandMap map, const BodyStyle& body)
      : part_(part), map_(std::move(map)), body_(body), series_(map_.islands, body) {}

  std::vector<Group> groups() {
    constexpr std::size_t least_numbers = 3;
    owner_.assign(islands().size(), none);
    if (map_.numbers >= least_numbers && islands().size() <= most_islands) {
      begin_groups();
      give_nearest();
      add_words_inside();
      if (map_.drawn) join_cards();
      if (map_.drawn) add_rest();
    }
    for (std::size_t i = 0; i < islands().size(); ++i) {
      const bool year = islands()[i].year && !groups_.empty();
      if (owner_[i] == none && (year || islands()[i].pieces.front().slope)) open(i, Role::label);
    }
    return std::move(groups_);
  }

  const IslandMap& map() const { return map_; }

 private:
  const std::vector<Island>& islands() const { return map_.islands; }

  void open(std::size_t island, Role role) {
    owner_[island] = static_cast<std::uint32_t>(groups_.size());
    groups_.push_back({.members = {island}, .role = role});
  }

  void give(std::size_t island, std::uint32_t group) {
    owner_[island] = group;
    groups_[group].members.push_back(island);
  }

  void begin_groups() {
    std::vector<bool> has_number(map_.cards.size(), false);
    for (std::size_t i = 0; i < islands().size(); ++i) {
      const Island& island = islands()[i];
      if (!island.number && !(island.year && series_.has(i))) continue;
      open(i, Role::label);
      if (island.card != none) has_number[island.card] = true;
    }
    // "15-24 years" is a number where no other is, else it belongs to the words of another.
    for (std::size_t i = 0; map_.drawn && i < islands().size(); ++i) {
      const Island& island = islands()[i];
      if (island.opens_with_number && owner_[i] == none && (island.card == none || !has_number[island.card]))
        open(i, Role::label);
    }
  }

  // What a frame holds that has no number of its own is one statement.
  void join_cards() {
    std::vector<std::uint32_t> group(map_.cards.size(), none);
    for (std::size_t i = 0; i < islands().size(); ++i) {
      const std::uint32_t card = islands()[i].card;
      if (card == none || !are_words(i)) continue;
      if (group[card] == none) {
        group[card] = static_cast<std::uint32_t>(groups_.size());
        open(i, Role::label);
      } else {
        give(i, group[card]);
      }
    }
  }

  bool is_large(const Island& island) const { return island.size >= large_type * body_.size; }

  // May the island belong to a number?
  bool are_words(std::size_t i) const {
    const bool axis = islands()[i].year && (islands()[i].card == none || series_.has(i));
    return owner_[i] == none && !axis && !islands()[i].prose && !is_title(part_, islands()[i]);
  }

  // How far words are from a group of which `member` is part; negative: too far.
  float distance(std::size_t words, std::size_t member, const Group& group) const {
    constexpr float reach_of_large = 2.2F, reach_of_small = 1.2F, reach_of_words = 1.0F;  // of the font size
    const Island &a = islands()[words], &b = islands()[member];
    if (a.card != b.card) return -1;
    const Gap gap = gap_between(a.box, b.box);
    // Words on the base line of a number are nearer than those above and below it.
    const bool number = member == group.members.front();
    const bool beside = number && std::abs(a.box.bottom - b.box.bottom) < 0.3F * b.size;
    const float far = std::hypot(gap.across, gap.down) * (beside ? 0.5F : 1.0F);
    if (a.card != none) return far;
    if (gap.across > 0 && gap.down > 0) return -1;
    if (number && is_large(b)) return far <= reach_of_large * b.size ? far : -1;
    if (!number && is_large(islands()[group.members.front()]))
      return far <= reach_of_words * std::min(a.size, b.size) ? far : -1;
    // A small number is a label of its own unless the words stand right above or below it.
    if (!number || !is_centred(a.box, b.box)) return -1;
    return gap.down <= reach_of_small * b.size ? far : -1;
  }

  static bool is_centred(const Box& a, const Box& b) {
    constexpr float shift = 0.25F, edge = 2;  // of the wider one's width; points
    const float middles = std::abs(a.x0 + a.x1 - b.x0 - b.x1) / 2;
    return gap_between(a, b).across == 0 && (middles <= shift * std::max(a.width(), b.width()) ||
                                             std::abs(a.x0 - b.x0) <= edge || std::abs(a.x1 - b.x1) <= edge);
  }

  // Gives words to the group that is nearest to them, the nearest words first: they bring others nearer.
  void give_nearest() {
    constexpr float far = std::numeric_limits<float>::max();
    std::vector<float> nearest(islands().size(), far);
    std::vector<std::uint32_t> to(islands().size(), none);
    const auto look_from = [&](std::size_t member, std::uint32_t group) {
      for (std::size_t i = 0; i < islands().size(); ++i) {
        if (owner_[i] != none) continue;
        const float found = distance(i, member, groups_[group]);
        if (found >= 0 && found < nearest[i]) nearest[i] = found, to[i] = group;
      }
    };
    for (std::uint32_t group = 0; group < groups_.size(); ++group) {
      const std::size_t number = groups_[group].members.front();
      if (series_.has(number)) continue;
      look_from(number, group);
    }
    std::vector<bool> words(islands().size());
    for (std::size_t i = 0; i < islands().size(); ++i) words[i] = are_words(i);
    while (true) {
      std::size_t next = islands().size();
      for (std::size_t i = 0; i < islands().size(); ++i) {
        if (owner_[i] == none && words[i] && nearest[i] < far &&
            (next == islands().size() || nearest[i] < nearest[next]))
          next = i;
      }
      if (next == islands().size()) return;
      give(next, to[next]);
      look_from(next, to[next]);
    }
  }

  // Names of axes and legends: small words among the numbers of a drawing.
  void add_words_inside() {
    constexpr float link = 60, margin = 12;  // points
    std::vector<Box> drawings;
    std::vector<std::size_t> counts;
    for (const Group& group : groups_) {
      if (!islands()[group.members.front()].bare) continue;
      Box box = islands()[group.members.front()].box;
      std::size_t count = 1;
      for (std::size_t i = 0; i < drawings.size();) {
        const Gap gap = gap_between(drawings[i], box);
        if (gap.across > link || gap.down > link) {
          ++i;
          continue;
        }
        unite(box, drawings[i]);
        count += counts[i];
        drawings.erase(drawings.begin() + static_cast<std::ptrdiff_t>(i));
        counts.erase(counts.begin() + static_cast<std::ptrdiff_t>(i));
        i = 0;
      }
      drawings.push_back(box);
      counts.push_back(count);
    }
    for (std::size_t i = 0; i < islands().size(); ++i) {
      const Island& island = islands()[i];
      if (!are_words(i) || island.size > body_.size) continue;
      const float x = (island.box.x0 + island.box.x1) / 2, y = (island.box.top + island.box.bottom) / 2;
      for (std::size_t k = 0; k < drawings.size(); ++k) {
        const Box& box = drawings[k];
        if (counts[k] < 3 || x < box.x0 - margin || x > box.x1 + margin || y < box.top - margin ||
            y > box.bottom + margin)
          continue;
        open(i, Role::label);
        break;
      }
    }
  }

  void add_rest() {
    for (std::size_t i = 0; i < islands().size(); ++i) {
      if (owner_[i] != none || is_title(part_, islands()[i])) continue;
      open(i, Role::apart);
    }
  }

  const SheetLayout& part_;
  const IslandMap map_;
  const BodyStyle& body_;
  const NumberSeries series_;
  std::vector<std::uint32_t> owner_;  // of each island its group
  std::vector<Group> groups_;
};

}  // namespace

void mark_labels(PageLayout& page, const BodyStyle& body) {
  if (page.sheets.empty()) return;
  SheetLayout& part = page.sheets.front();
  std::optional<IslandMap> map = islands_of(part, body);
  if (!map) return;
  LabelMaker maker(part, std::move(*map), body);
  std::vector<Group> groups = maker.groups();
  if (!groups.empty()) write_groups(part, page.fonts, maker.map(), std::move(groups));
}

}  // namespace proviso::extract
