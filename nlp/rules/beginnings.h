// How the matches of a pattern begin. Used inside the rule engine only: with it a rule is tried at the few
// places of a text where it can match at all, and compiled only if there is such a place.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace proviso::nlp {

// What every match of a pattern has in common.
struct Beginnings {
  std::vector<std::string> leads = {};  // lower case; every match begins with one of them. One empty lead:
                                        // the pattern tells nothing of how its matches begin
  std::size_t shortest = 0;             // bytes that a match has at least
  bool needs_digit = false;             // every match holds an ASCII digit
};

// Reads patterns of RE2, which share long parts. What it does not know of RE2's language counts as "may be
// anything", so that no match is ever lost. Leads are cut after a few characters.
std::vector<Beginnings> beginnings_of(const std::vector<std::string_view>& patterns);

}  // namespace proviso::nlp
