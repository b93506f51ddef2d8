#include "store/words/tokenizer.h"

#include <sqlite3.h>

#include <algorithm>
#include <memory>
#include <new>
#include <string>
#include <string_view>

#include "store/words/indexed_words.h"

namespace proviso::store {

namespace {

using TakeToken = int (*)(void*, int, const char*, int, int, int);

int create(void*, const char**, int, Fts5Tokenizer** out) {
  try {
    *out = reinterpret_cast<Fts5Tokenizer*>(std::make_unique<IndexedWords>().release());
    return SQLITE_OK;
  } catch (const std::bad_alloc&) {
    return SQLITE_NOMEM;
  } catch (...) {
    return SQLITE_ERROR;
  }
}

void destroy(Fts5Tokenizer* tokenizer) { delete reinterpret_cast<IndexedWords*>(tokenizer); }

// Gives the tokens of a document, spaces between them. Their marks say which stand beside each other.
int give(std::string_view text, void* context, TakeToken take) {
  const char* at = text.data();
  const char* const behind = at + text.size();
  while (at < behind) {
    const char* begin = at;
    while (at < behind && *at != ' ') ++at;
    int flags = 0;
    if (begin < at && (*begin == beside_mark || *begin == stem_mark)) {
      flags = FTS5_TOKEN_COLOCATED;
      if (*begin == beside_mark) ++begin;
    }
    if (begin < at) {
      const int code = take(context, flags, begin, static_cast<int>(at - begin), 0, 0);
      if (code != SQLITE_OK) return code;
    }
    ++at;
  }
  return SQLITE_OK;
}

// Gives the tokens of a query, spaces between them, and beside a stem the word that it is of itself, unless
// the mark stands twice.
int give_of_query(std::string_view text, IndexedWords& words, void* context, TakeToken take) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    std::string_view token = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (token.empty()) continue;
    const bool alone = token.size() > 1 && token[0] == stem_mark && token[1] == stem_mark;
    if (alone) token.remove_prefix(1);
    int code = take(context, 0, token.data(), static_cast<int>(token.size()), 0, 0);
    if (code == SQLITE_OK && !alone && token.front() == stem_mark && words.is_own_stem(token.substr(1))) {
      token.remove_prefix(1);
      code = take(context, FTS5_TOKEN_COLOCATED, token.data(), static_cast<int>(token.size()), 0, 0);
    }
    if (code != SQLITE_OK) return code;
  }
  return SQLITE_OK;
}

int tokenize(Fts5Tokenizer* handle, void* context, int flags, const char* bytes, int size, TakeToken take) {
  const std::string_view text(bytes == nullptr ? "" : bytes,
                              bytes == nullptr ? 0 : static_cast<std::size_t>(size));
  try {
    if ((flags & FTS5_TOKENIZE_QUERY) != 0) {
      return give_of_query(text, *reinterpret_cast<IndexedWords*>(handle), context, take);
    }
    if (text.starts_with(words_mark)) return give(text.substr(1), context, take);
    const std::string words = reinterpret_cast<IndexedWords*>(handle)->of(text).words;
    return words.empty() ? SQLITE_OK : give(std::string_view(words).substr(1), context, take);
  } catch (const std::bad_alloc&) {
    return SQLITE_NOMEM;
  } catch (...) {
    return SQLITE_ERROR;
  }
}

}  // namespace

fts5_api& fts5_of(const Connection& connection) {
  fts5_api* api = nullptr;
  Statement find(connection, "SELECT fts5(?1)");
  sqlite3_bind_pointer(find.handle(), 1, &api, "fts5_api_ptr", nullptr);
  find.next();
  if (api == nullptr) throw StoreError("failed", "this SQLite has no FTS5; use the one of the distribution");
  return *api;
}

void register_tokenizer(const Connection& connection) {
  fts5_api& api = fts5_of(connection);
  fts5_tokenizer functions = {create, destroy, tokenize};
  const int code = api.xCreateTokenizer(&api, "proviso", nullptr, &functions, nullptr);
  if (code != SQLITE_OK) connection.fail(code);
}

}  // namespace proviso::store
