// Our words as FTS5's tokens.
#pragma once

#include "store/rows/connection.h"

struct fts5_api;

namespace proviso::store {

// The functions that FTS5 offers to a program. Throws StoreError where there is no FTS5.
fts5_api& fts5_of(const Connection& connection);

// Registers the tokenizer "proviso" with the connection. A text that begins with words_mark is taken as words
// that IndexedWords made; of any other text of a document it makes them itself, so that FTS5 can forget a row
// by its text and check the index against the tables. In a query the text is taken as tokens already made,
// spaces between them. Tokens have no places in bytes, which FTS5 does not keep: no highlight(), no
// snippet().
void register_tokenizer(const Connection& connection);

}  // namespace proviso::store
