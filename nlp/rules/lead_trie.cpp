#include "nlp/rules/lead_trie.h"

namespace proviso::nlp {

LeadTrie::LeadTrie(const std::vector<std::vector<std::string>>& all) {
  for (const auto& leads : all)
    for (const std::string& lead : leads)
      for (const char c : lead) {
        auto& byte_class = class_of_[static_cast<unsigned char>(c)];
        if (byte_class == 0) byte_class = static_cast<std::uint16_t>(classes_++);
      }
  std::vector<std::vector<std::uint32_t>> owners(1);
  next_.assign(classes_, 0);
  for (std::uint32_t owner = 0; owner < all.size(); ++owner)
    for (const std::string& lead : all[owner]) {
      std::uint32_t state = 0;
      for (const char c : lead) {
        const std::size_t slot = state * classes_ + class_of_[static_cast<unsigned char>(c)];
        if (next_[slot] == 0) {
          next_[slot] = static_cast<std::uint32_t>(owners.size());
          owners.emplace_back();
          next_.resize(next_.size() + classes_, 0);
        }
        state = next_[slot];
      }
      if (state != 0) owners[state].push_back(owner);
    }
  for (const auto& of_state : owners) {
    first_.push_back(static_cast<std::uint32_t>(owners_.size()));
    owners_.insert(owners_.end(), of_state.begin(), of_state.end());
  }
  first_.push_back(static_cast<std::uint32_t>(owners_.size()));
}

}  // namespace proviso::nlp
