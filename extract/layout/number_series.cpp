#include "extract/layout/number_series.h"

#include <algorithm>
#include <cmath>

#include "extract/layout/boxes.h"

namespace proviso::extract {
namespace {

// Do most numbers order[from, to) have words right above or below them? Then they count things, one by one.
bool have_words(const std::vector<Island>& islands, const std::vector<std::size_t>& order, std::size_t from,
                std::size_t to) {
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

}  // namespace

NumberSeries::NumberSeries(const std::vector<Island>& islands, const BodyStyle& body)
    : in_(islands.size(), false) {
  constexpr float most_size = 1.15F;  // of the body's size
  std::vector<std::size_t> small;
  for (std::size_t i = 0; i < islands.size(); ++i) {
    if (islands[i].bare && islands[i].size <= most_size * body.size) small.push_back(i);
  }
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

void NumberSeries::mark(const std::vector<Island>& islands, const std::vector<std::size_t>& order,
                        Place place) {
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

}  // namespace proviso::extract
