// The compact byte form of a Document: what a worker sends and what the store keeps.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "extract/document.h"

namespace proviso::extract {

// Bytes that are no packed document: wrong version, truncated, lengths or indices out of range.
class BadPackedDocument : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Little-endian variable-length integers; words are delta coded (about 10 bytes a word), boxes in
// 1/20 point. unpack(pack(d)) equals d up to that rounding.
std::string pack(const Document& document);

// Checks everything it reads, so bytes from a hostile worker are safe. Throws BadPackedDocument.
Document unpack(std::string_view bytes);

}  // namespace proviso::extract
