#include "nlp/rules/lead_trie.h"

#include <algorithm>

namespace proviso::nlp {
namespace {

// The states of the trie: one for each beginning that differs, the empty one among them.
std::size_t count_states(const std::vector<std::vector<std::string>>& all) {
  std::vector<std::string_view> leads;
  for (const auto& of_owner : all) leads.insert(leads.end(), of_owner.begin(), of_owner.end());
  std::sort(leads.begin(), leads.end());
  std::size_t states = 1;
  std::string_view before;
  for (const std::string_view lead : leads) {
    const auto differs = std::mismatch(lead.begin(), lead.end(), before.begin(), before.end()).first;
    states += static_cast<std::size_t>(lead.end() - differs);
    before = lead;
  }
  return states;
}

}  // namespace

LeadTrie::LeadTrie(const std::vector<std::vector<std::string>>& all) {
  for (const auto& leads : all)
    for (const std::string& lead : leads)
      for (const char c : lead) {
        auto& byte_class = class_of_[static_cast<unsigned char>(c)];
        if (byte_class == 0) byte_class = static_cast<std::uint16_t>(classes_++);
      }
  std::vector<std::vector<std::uint32_t>> owners(1);
  next_.assign(count_states(all) * classes_, 0);  // millions of bytes: no more than there must be
  for (std::uint32_t owner = 0; owner < all.size(); ++owner)
    for (const std::string& lead : all[owner]) {
      std::uint32_t state = 0;
      for (const char c : lead) {
        const std::size_t slot = state * classes_ + class_of_[static_cast<unsigned char>(c)];
        if (next_[slot] == 0) {
          next_[slot] = static_cast<std::uint32_t>(owners.size());
          owners.emplace_back();
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
