// A page and the order of its blocks, written down from its picture.
#pragma once

#include <cstdint>
#include <ostream>
#include <string>

namespace proviso {

// The blocks that a page shows, as sequence() in sequences_test.cpp writes them.
struct ExpectedSequence {
  std::string file;
  std::uint32_t page;  // from 1
  std::string blocks;
};

inline void PrintTo(const ExpectedSequence& one, std::ostream* out) {
  *out << one.file << " p. " << one.page;
}

}  // namespace proviso
