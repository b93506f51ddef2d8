#include "extract/layout/labels.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "extract/layout/islands.h"
#include "extract/text/wording.h"

namespace proviso::extract {
namespace {

constexpr std::uint16_t first_label_zone = 0xC000;
constexpr std::size_t most_islands = 400;

// Islands that make one block.
struct Group {
  std::vector<std::size_t> members = {};
  Role role = Role::label;
};

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

// Numbers of an axis, of bars or of points: three or more small ones of one size in a column or a row.
class Series {
 public:
  Series(const std::vector<Island>& islands, const BodyStyle& body) : in_(islands.size(), false) {
    constexpr float most_size = 1.15F;  // of the body's size
    std::vector<std::size_t> small;
    for (std::size_t i = 0; i < islands.size(); ++i) {
      if (islands[i].bare && islands[i].size <= most_size * body.size) small.push_back(i);
    }
    using Place = float (*)(const Box&);
    for (const Place place :
         {Place([](const Box& box) { return box.x0; }), Place([](const Box& box) { return box.x1; }),
          Place([](const Box& box) { return (box.x0 + box.x1) / 2; }),
          Place([](const Box& box) { return box.bottom; })}) {
      std::stable_sort(small.begin(), small.end(), [&](std::size_t a, std::size_t b) {
        return place(islands[a].box) < place(islands[b].box);
      });
      mark(islands, small, place);
    }
  }

  bool has(std::size_t island) const { return in_[island]; }

 private:
  template <typename Place>
  void mark(const std::vector<Island>& islands, const std::vector<std::size_t>& order, Place place) {
    constexpr float tolerance = 1.5F, size_change = 0.3F;  // points
    constexpr std::size_t least = 3;
    for (std::size_t from = 0; from < order.size();) {
      std::size_t to = from + 1;
      while (to < order.size() &&
             place(islands[order[to]].box) - place(islands[order[to - 1]].box) <= tolerance &&
             std::abs(islands[order[to]].size - islands[order[from]].size) <= size_change)
        ++to;
      if (to - from >= least && !have_words(islands, order, from, to)) {
        for (std::size_t i = from; i < to; ++i) in_[order[i]] = true;
      }
      from = to;
    }
  }

  // Do most numbers order[from, to) have words right above or below them? Then they count things, one by one.
  static bool have_words(const std::vector<Island>& islands, const std::vector<std::size_t>& order,
                         std::size_t from, std::size_t to) {
    constexpr float reach = 1.2F, common = 0.5F;  // of the words' size, of the number's width
    std::size_t with = 0;
    for (std::size_t i = from; i < to; ++i) {
      const Box& number = islands[order[i]].box;
      with += std::any_of(islands.begin(), islands.end(), [&](const Island& words) {
        if (words.bare || words.prose) return false;
        const float gap = gap_between(words.box, number).down;
        const float both = std::min(words.box.x1, number.x1) - std::max(words.box.x0, number.x0);
        return gap < reach * words.size && both > common * number.width();
      });
    }
    return with * 2 > to - from;
  }

  std::vector<bool> in_;
};

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
  const Series series_;
  std::vector<std::uint32_t> owner_;  // of each island its group
  std::vector<Group> groups_;
};

// Puts the groups back among what is left of the lines.
class Writer {
 public:
  Writer(SheetLayout& part, const std::vector<FontStyle>& fonts, const IslandMap& map)
      : part_(part), fonts_(fonts), map_(map) {}

  void write(std::vector<Group> groups) {
    std::vector<std::size_t> place(groups.size());  // index of the line before which it stands
    taken_.assign(part_.lines.size(), {});
    for (std::size_t i = 0; i < groups.size(); ++i) {
      in_order(groups[i]);
      place[i] = place_of(groups[i]);
    }
    std::vector<std::vector<Line>> made;
    for (std::size_t i = 0; i < groups.size(); ++i) made.push_back(lines_of_group(groups[i], i));
    std::vector<Line> lines;
    std::vector<std::size_t> waiting;
    for (std::size_t at = 0; at <= part_.lines.size(); ++at) {
      for (std::size_t i = 0; i < groups.size(); ++i) {
        if (place[i] == at) waiting.push_back(i);
      }
      std::optional<Line> rest = at < part_.lines.size() ? rest_of(at) : std::nullopt;
      if (at < part_.lines.size() && !rest) continue;
      put(waiting, groups, made, lines);
      if (rest) lines.push_back(std::move(*rest));
    }
    part_.lines = std::move(lines);
    part_.slopes.clear();
  }

 private:
  void in_order(Group& group) const {
    std::vector<Box> boxes;
    for (const std::size_t member : group.members) boxes.push_back(map_.islands[member].box);
    std::vector<std::size_t> members;
    for (const std::size_t i : reading_order(boxes)) members.push_back(group.members[i]);
    group.members = std::move(members);
  }

  std::size_t place_of(const Group& group) {
    std::size_t place = part_.lines.size();
    for (const std::size_t member : group.members) {
      for (const Piece& piece : map_.islands[member].pieces) {
        if (piece.slope) {
          const auto below = std::find_if(part_.lines.begin(), part_.lines.end(), [&](const Line& line) {
            return line.role == Role::text && line.box.top > piece.box.top;
          });
          place = std::min(place, static_cast<std::size_t>(below - part_.lines.begin()));
        } else {
          place = std::min(place, piece.line);
          for (const std::size_t word : piece.words) taken_[piece.line].push_back(word);
        }
      }
    }
    return place;
  }

  std::vector<Line> lines_of_group(const Group& group, std::size_t index) {
    std::vector<Line> lines;
    Box box = map_.islands[group.members.front()].box;
    for (const std::size_t member : group.members) {
      unite(box, map_.islands[member].box);
      for (const Piece& piece : map_.islands[member].pieces) {
        Line& from = piece.slope ? part_.slopes[piece.line] : part_.lines[piece.line];
        std::vector<PageWord> words;
        for (const std::size_t i : piece.words) words.push_back(from.words[i]);
        // Beside a large number small words look raised: they are not, if they make a row of their own.
        if (words.front().raised) {
          for (PageWord& word : words) word.raised = false;
        }
        lines.push_back(make_line(std::move(words), fonts_));
      }
    }
    for (Line& line : lines) {
      line.role = group.role;
      line.zone = static_cast<std::uint16_t>(first_label_zone + index);
      line.left = box.x0, line.right = box.x1;
    }
    return lines;
  }

  // The line without the words that are in groups; nullopt if none are left.
  std::optional<Line> rest_of(std::size_t index) {
    Line& line = part_.lines[index];
    if (taken_[index].empty()) return std::move(line);
    std::vector<PageWord> words;
    for (std::size_t i = 0; i < line.words.size(); ++i) {
      const bool gone = std::find(taken_[index].begin(), taken_[index].end(), i) != taken_[index].end();
      if (!gone) words.push_back(std::move(line.words[i]));
    }
    if (words.empty()) return {};
    Line rest = make_line(std::move(words), fonts_);
    rest.zone = line.zone, rest.column = line.column, rest.left = line.left, rest.right = line.right;
    return rest;
  }

  // The groups between two lines of text, in the order in which a person reads them.
  void put(std::vector<std::size_t>& waiting, const std::vector<Group>& groups,
           std::vector<std::vector<Line>>& made, std::vector<Line>& lines) const {
    std::vector<Box> boxes;
    for (const std::size_t i : waiting) {
      const std::uint32_t card = map_.islands[groups[i].members.front()].card;
      Box box = made[i].front().box;
      for (const Line& line : made[i]) unite(box, line.box);
      if (card != none) unite(box, map_.cards[card]);
      boxes.push_back(box);
    }
    for (const std::size_t i : reading_order(boxes)) {
      std::vector<Line>& own = made[waiting[i]];
      std::move(own.begin(), own.end(), std::back_inserter(lines));
    }
    waiting.clear();
  }

  SheetLayout& part_;
  const std::vector<FontStyle>& fonts_;
  const IslandMap& map_;
  std::vector<std::vector<std::size_t>> taken_;  // of each line the indices of words
};

}  // namespace

void mark_labels(PageLayout& page, const BodyStyle& body) {
  if (page.sheets.empty()) return;
  SheetLayout& part = page.sheets.front();
  std::optional<IslandMap> map = islands_of(part, body);
  if (!map) return;
  LabelMaker maker(part, std::move(*map), body);
  std::vector<Group> groups = maker.groups();
  if (!groups.empty()) Writer(part, page.fonts, maker.map()).write(std::move(groups));
}

}  // namespace proviso::extract
