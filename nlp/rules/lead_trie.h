// Where a text has one of many beginnings. Used inside the rule engine only.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace proviso::nlp {

// Many leads of many owners, looked up at one place of a text after the other.
class LeadTrie {
 public:
  // Owner `i` has the leads `all[i]`; empty leads are left out.
  explicit LeadTrie(const std::vector<std::vector<std::string>>& all);

  // Calls found(owner) for each owner of a lead that `text` has at `at`, an owner perhaps twice. Costs no
  // more than the longest lead.
  template <typename Found>
  void at(std::string_view text, std::size_t at, Found found) const {
    for (std::uint32_t state = 0; at < text.size(); ++at) {
      state = next_[state * classes_ + class_of_[static_cast<unsigned char>(text[at])]];
      if (state == 0) return;
      for (std::uint32_t i = first_[state]; i < first_[state + 1]; ++i) found(owners_[i]);
    }
  }

 private:
  std::array<std::uint16_t, 256> class_of_ = {};  // bytes that no lead holds share class 0
  std::uint32_t classes_ = 1;
  std::vector<std::uint32_t> next_ = {0};   // [state * classes_ + class]; 0: nothing goes on
  std::vector<std::uint32_t> first_ = {};   // [state]: where its owners begin; one more for the end
  std::vector<std::uint32_t> owners_ = {};  // of the leads that end in a state
};

}  // namespace proviso::nlp
