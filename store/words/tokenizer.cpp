#include "store/words/tokenizer.h"

#include <sqlite3.h>

#include <memory>
#include <new>

#include "store/words/search_words.h"
#include "store/words/stems.h"

namespace proviso::store {

namespace {

using TakeToken = int (*)(void*, int, const char*, int, int, int);

struct Tokenizer {
  SearchWords words;
  Stems stems;
  std::string stem;
};

int create(void*, const char**, int, Fts5Tokenizer** out) {
  try {
    *out = reinterpret_cast<Fts5Tokenizer*>(std::make_unique<Tokenizer>().release());
    return SQLITE_OK;
  } catch (const std::bad_alloc&) {
    return SQLITE_NOMEM;
  } catch (...) {
    return SQLITE_ERROR;
  }
}

void destroy(Fts5Tokenizer* tokenizer) { delete reinterpret_cast<Tokenizer*>(tokenizer); }

int give_query(std::string_view text, void* context, TakeToken take) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    if (end > begin) {
      const int code = take(context, 0, text.data() + begin, static_cast<int>(end - begin),
                            static_cast<int>(begin), static_cast<int>(end));
      if (code != SQLITE_OK) return code;
    }
    begin = end + 1;
  }
  return SQLITE_OK;
}

int give_document(Tokenizer& tokenizer, std::string_view text, void* context, TakeToken take) {
  int code = SQLITE_OK;
  tokenizer.words.each(text, [&](const SearchWord& word) {
    const auto begin = static_cast<int>(word.begin), end = static_cast<int>(word.end);
    code = take(context, word.same_place ? FTS5_TOKEN_COLOCATED : 0, word.text.data(),
                static_cast<int>(word.text.size()), begin, end);
    const std::string_view stem = tokenizer.stems.of(word.text);
    if (code != SQLITE_OK || stem.empty()) return code == SQLITE_OK;
    tokenizer.stem.assign(1, stem_mark).append(stem);
    code = take(context, FTS5_TOKEN_COLOCATED, tokenizer.stem.data(), static_cast<int>(tokenizer.stem.size()),
                begin, end);
    return code == SQLITE_OK;
  });
  return code;
}

int tokenize(Fts5Tokenizer* handle, void* context, int flags, const char* bytes, int size, TakeToken take) {
  const std::string_view text(bytes == nullptr ? "" : bytes,
                              bytes == nullptr ? 0 : static_cast<std::size_t>(size));
  try {
    if ((flags & FTS5_TOKENIZE_QUERY) != 0) return give_query(text, context, take);
    return give_document(*reinterpret_cast<Tokenizer*>(handle), text, context, take);
  } catch (const std::bad_alloc&) {
    return SQLITE_NOMEM;
  } catch (...) {
    return SQLITE_ERROR;
  }
}

}  // namespace

void register_tokenizer(const Connection& connection) {
  fts5_api* api = nullptr;
  sqlite3_stmt* statement = nullptr;
  int code = sqlite3_prepare_v2(connection.handle(), "SELECT fts5(?1)", -1, &statement, nullptr);
  if (code == SQLITE_OK) {
    sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", nullptr);
    sqlite3_step(statement);
  }
  sqlite3_finalize(statement);
  if (api == nullptr) throw StoreError("failed", "this SQLite has no FTS5; use the one of the distribution");
  fts5_tokenizer functions = {create, destroy, tokenize};
  code = api->xCreateTokenizer(api, "proviso", nullptr, &functions, nullptr);
  if (code != SQLITE_OK) connection.fail(code);
}

}  // namespace proviso::store
