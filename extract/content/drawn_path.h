// The path that a content stream builds before it strokes or fills it, as far as ruled lines and shades need
// it: subpaths of straight segments with few points. Points are in user space.
#pragma once

#include <cstddef>
#include <vector>

namespace proviso::extract {

class DrawnPath {
 public:
  struct Point {
    double x = 0, y = 0;
  };
  static constexpr std::size_t most_points = 9;  // subpaths of more are drawings, not lines and rectangles

  void move_to(Point to);
  void line_to(Point to);   // needs a current point
  void curve_to(Point to);  // likewise; how it bends is not kept
  void close();             // likewise
  void clear();
  Point last() const { return last_; }  // where the last segment ended
  bool has_current_point() const { return moved_ || !subpaths_.empty(); }
  bool is_empty() const { return subpaths_.empty(); }

  // Calls visit(points) for each subpath of 2 to most_points points and no curves, in order; `points` is a
  // pointer to the first one and their number.
  template <typename Visit>
  void for_each_straight(Visit visit) const {
    for (const Subpath& subpath : subpaths_)
      if (!subpath.curved && subpath.points >= 2 && subpath.points <= most_points)
        visit(points_.data() + subpath.first, subpath.points);
  }

  // The same for subpaths with curves; the points are the ends of their segments.
  template <typename Visit>
  void for_each_curved(Visit visit) const {
    for (const Subpath& subpath : subpaths_)
      if (subpath.curved && subpath.points <= most_points)
        visit(points_.data() + subpath.first, subpath.points);
  }

 private:
  struct Subpath {
    std::size_t first = 0;   // index into points_
    std::size_t points = 0;  // how many it has; only the first most_points + 1 are kept
    Point start = {};
    bool curved = false, closed = false;
  };

  void begin_segment();
  void add(Point point);

  std::vector<Subpath> subpaths_;
  std::vector<Point> points_;
  Point last_ = {};   // end of the last segment
  Point start_ = {};  // of the next subpath, if moved_
  bool moved_ = false;
};

}  // namespace proviso::extract
