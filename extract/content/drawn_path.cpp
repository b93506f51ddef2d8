#include "extract/content/drawn_path.h"

namespace proviso::extract {

void DrawnPath::move_to(Point to) {
  moved_ = true;
  start_ = to;
}

// The first segment after a move, or after the end of a closed subpath, begins a subpath.
void DrawnPath::begin_segment() {
  if (!moved_ && !subpaths_.back().closed) return;
  const Point start = moved_ ? start_ : last_;
  subpaths_.push_back({.first = points_.size(), .start = start});
  add(start);
  moved_ = false;
}

void DrawnPath::add(Point point) {
  Subpath& subpath = subpaths_.back();
  if (subpath.points++ <= most_points) points_.push_back(point);
  last_ = point;
}

void DrawnPath::line_to(Point to) {
  begin_segment();
  add(to);
}

void DrawnPath::curve_to(Point to) {
  begin_segment();
  subpaths_.back().curved = true;
  add(to);
}

void DrawnPath::close() {
  if (moved_) begin_segment();
  Subpath& subpath = subpaths_.back();
  if (last_.x != subpath.start.x || last_.y != subpath.start.y) add(subpath.start);
  subpath.closed = true;
}

void DrawnPath::clear() {
  subpaths_.clear();
  points_.clear();
  moved_ = false;
}

}  // namespace proviso::extract
