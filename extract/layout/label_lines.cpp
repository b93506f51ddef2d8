#include "extract/layout/label_lines.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "extract/layout/boxes.h"

namespace proviso::extract {
namespace {

constexpr std::uint16_t first_label_zone = 0xC000;

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

void write_groups(SheetLayout& part, const std::vector<FontStyle>& fonts, const IslandMap& map,
                  std::vector<Group> groups) {
  Writer(part, fonts, map).write(std::move(groups));
}

}  // namespace proviso::extract
