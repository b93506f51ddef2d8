#include "nlp/rules/literals.h"

namespace proviso::nlp {

LiteralFinder::LiteralFinder(const std::vector<std::string>& literals) {
  for (const std::string& literal : literals)
    for (const char c : literal) {
      auto& byte_class = class_of_[static_cast<unsigned char>(c)];
      if (byte_class == 0) byte_class = static_cast<std::uint16_t>(classes_++);
    }
  auto add_state = [&] {
    next_.resize(next_.size() + classes_, kNone);
    ends_.emplace_back();
    return static_cast<std::uint32_t>(ends_.size() - 1);
  };
  add_state();
  for (std::uint32_t i = 0; i < literals.size(); ++i) {
    std::uint32_t state = 0;
    for (const char c : literals[i]) {
      const std::size_t slot = state * classes_ + class_of_[static_cast<unsigned char>(c)];
      if (next_[slot] == kNone) {
        const std::uint32_t fresh = add_state();
        next_[slot] = fresh;
      }
      state = next_[slot];
    }
    if (!literals[i].empty()) ends_[state].push_back(i);
  }
  // Breadth first: a state's failure lies nearer to the root, so it is complete when it is needed.
  fail_.assign(ends_.size(), 0);
  output_.assign(ends_.size(), kNone);
  std::vector<std::uint32_t> queue = {0};
  for (std::size_t head = 0; head < queue.size(); ++head) {
    const std::uint32_t state = queue[head];
    output_[state] = !ends_[state].empty() ? state : state == 0 ? kNone : output_[fail_[state]];
    for (std::uint32_t c = 0; c < classes_; ++c) {
      std::uint32_t& next = next_[state * classes_ + c];
      const std::uint32_t fallback = state == 0 ? 0 : next_[fail_[state] * classes_ + c];
      if (next == kNone) {
        next = fallback;
      } else {
        fail_[next] = fallback;
        queue.push_back(next);
      }
    }
  }
}

}  // namespace proviso::nlp
