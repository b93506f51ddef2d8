#include "store/words/tokenizer.h"

#include <sqlite3.h>

#include <memory>
#include <new>
#include <string>
#include <unordered_map>
#include <vector>

#include "store/words/search_words.h"
#include "store/words/stems.h"

namespace proviso::store {

namespace {

using TakeToken = int (*)(void*, int, const char*, int, int, int);

struct Token {
  std::uint32_t text = 0, size = 0;  // in Tokens::texts
  int begin = 0, end = 0;            // bytes of the line
  int flags = 0;                     // FTS5's
};

// The tokens of one line.
struct Tokens {
  std::string texts;
  std::vector<Token> all;

  void add(std::string_view text, int begin, int end, bool same_place) {
    all.push_back({static_cast<std::uint32_t>(texts.size()), static_cast<std::uint32_t>(text.size()), begin,
                   end, same_place ? FTS5_TOKEN_COLOCATED : 0});
    texts += text;
  }
};

// Lines repeat: the sentence of several figures, the heading above them, the label of a table's row.
constexpr std::size_t kLinesRemembered = 1000;

struct Tokenizer {
  SearchWords words;
  Stems stems;
  std::string stem, line;
  std::unordered_map<std::string, Tokens> known;

  const Tokens& tokens_of(std::string_view text);
};

const Tokens& Tokenizer::tokens_of(std::string_view text) {
  line.assign(text);
  if (const auto found = known.find(line); found != known.end()) return found->second;
  if (known.size() >= kLinesRemembered) known.clear();
  Tokens tokens;
  words.each(line, [&](const SearchWord& word) {
    const auto begin = static_cast<int>(word.begin), end = static_cast<int>(word.end);
    tokens.add(word.text, begin, end, word.same_place);
    if (const std::string_view its_stem = stems.of(word.text); !its_stem.empty()) {
      stem.assign(1, stem_mark).append(its_stem);
      tokens.add(stem, begin, end, true);
    }
    return true;
  });
  return known.emplace(line, std::move(tokens)).first->second;
}

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

// No word crosses a line's end.
int give_document(Tokenizer& tokenizer, std::string_view text, void* context, TakeToken take) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const Tokens& tokens = tokenizer.tokens_of(text.substr(begin, end - begin));
    const int base = static_cast<int>(begin);
    for (const Token& token : tokens.all) {
      const int code = take(context, token.flags, tokens.texts.data() + token.text,
                            static_cast<int>(token.size), base + token.begin, base + token.end);
      if (code != SQLITE_OK) return code;
    }
    begin = end + 1;
  }
  return SQLITE_OK;
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
