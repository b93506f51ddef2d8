// Our words as FTS5's tokens.
#pragma once

#include "store/rows/connection.h"

namespace proviso::store {

// Registers the tokenizer "proviso" with the connection. In a document each word is a token, and its stem
// (after stem_mark) another in the same place. In a query the text is taken as tokens already made, spaces
// between them.
void register_tokenizer(const Connection& connection);

}  // namespace proviso::store
