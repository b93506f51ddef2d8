#include "store/query/query_lexer.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

#include "nlp/nearest.h"
#include "store/errors.h"
#include "store/query/query.h"

namespace proviso::store {

namespace {

struct Quotes {
  std::string_view open, close;
};
constexpr std::array<Quotes, 4> kQuotes = {{{"\"", "\""}, {"«", "»"}, {"“", "”"}, {"„", "“"}}};

constexpr int kNear = 10;  // words between, if not said
constexpr int kFarthestNear = 100;

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

const Quotes* quotes_at(std::string_view text) {
  const auto* found =
      std::find_if(kQuotes.begin(), kQuotes.end(), [&](const Quotes& q) { return text.starts_with(q.open); });
  return found == kQuotes.end() ? nullptr : found;
}

// Offset of the first byte that is no UTF-8; the size if there is none.
std::size_t first_bad_byte(const std::string& text) {
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < size;) {
    const std::int32_t at = i;
    UChar32 c = 0;
    U8_NEXT(text.data(), i, size, c);
    if (c < 0) return static_cast<std::size_t>(at);
  }
  return text.size();
}

class Lexer {
 public:
  explicit Lexer(const std::string& query) : query_(query) {}

  std::vector<QueryToken> run() {
    while (at_ < query_.size()) step();
    tokens_.push_back({.kind = QueryToken::Kind::end, .at = query_.size()});
    return std::move(tokens_);
  }

 private:
  void step() {
    const std::string_view rest = std::string_view(query_).substr(at_);
    if (is_space(rest[0])) {
      ++at_;
    } else if (rest[0] == '(' || rest[0] == ')') {
      tokens_.push_back(
          {.kind = rest[0] == '(' ? QueryToken::Kind::open : QueryToken::Kind::close, .at = at_});
      ++at_;
    } else if (const Quotes* quotes = quotes_at(rest)) {
      phrase(rest, *quotes);
    } else if (rest[0] == '-' && rest.size() > 1 && !is_space(rest[1]) && rest[1] != '-') {
      tokens_.push_back({.kind = QueryToken::Kind::without, .at = at_});
      ++at_;
    } else if (!field(rest)) {
      word(rest);
    }
  }

  void phrase(std::string_view rest, const Quotes& quotes) {
    const std::size_t close = rest.find(quotes.close, quotes.open.size());
    if (close == std::string_view::npos) {
      throw BadQuery("the phrase that begins here is not closed; add " + std::string(quotes.close), query_,
                     at_);
    }
    QueryToken token = {.kind = QueryToken::Kind::phrase, .at = at_};
    token.text = rest.substr(quotes.open.size(), close - quotes.open.size());
    at_ += close + quotes.close.size();
    if (at_ < query_.size() && query_[at_] == '*') {
      token.prefix = true;
      ++at_;
    }
    tokens_.push_back(std::move(token));
  }

  // A field at the beginning of `rest`: its value ends at a space or bracket, or is a phrase.
  bool field(std::string_view rest) {
    std::string unknown;
    const std::size_t head = field_head(rest, &unknown);
    if (!unknown.empty()) throw_unknown(unknown);
    if (head == 0) return false;
    const std::string_view behind = rest.substr(head);
    QueryToken token = {.kind = QueryToken::Kind::field, .at = at_};
    std::size_t size = word_size(behind);
    std::string_view value = behind.substr(0, size);
    if (const Quotes* quotes = size == 0 ? quotes_at(behind) : nullptr) {
      const std::size_t close = behind.find(quotes->close, quotes->open.size());
      if (close == std::string_view::npos) {
        throw BadQuery("the phrase that begins here is not closed; add " + std::string(quotes->close), query_,
                       at_ + head);
      }
      value = behind.substr(quotes->open.size(), close - quotes->open.size());
      size = close + quotes->close.size();
    }
    token.field = read_field(rest.substr(0, head), value, query_, at_);
    at_ += head + size;
    tokens_.push_back(std::move(token));
    return true;
  }

  [[noreturn]] void throw_unknown(const std::string& name) const {
    const std::vector<std::string_view> known = field_names();
    const std::string_view near = nlp::nearest(name, known);
    std::string all;
    for (const std::string_view field : known) all.append(all.empty() ? "" : ", ").append(field);
    throw BadQuery("there is no field \"" + name + "\"" +
                       (near.empty() ? "; there are " + all : "; did you mean " + std::string(near) + "?") +
                       " (to look for the words, put them between quotation marks)",
                   query_, at_);
  }

  static std::size_t word_size(std::string_view rest) {
    std::size_t size = 0;
    while (size < rest.size() && !is_space(rest[size]) && rest[size] != '(' && rest[size] != ')' &&
           quotes_at(rest.substr(size)) == nullptr) {
      ++size;
    }
    return size;
  }

  void word(std::string_view rest) {
    const std::size_t size = word_size(rest);
    std::string_view text = rest.substr(0, size);
    QueryToken token = {.kind = kind_of(text), .at = at_};
    if (token.kind == QueryToken::Kind::near) token.distance = distance_of(text);
    if (token.kind == QueryToken::Kind::word) {
      if (const std::size_t star = text.find('*'); star != std::string_view::npos) {
        if (star == 0 || star + 1 != text.size()) {
          throw BadQuery("a * may stand only at the end of a word", query_, at_ + star);
        }
        token.prefix = true;
        text.remove_suffix(1);
      }
      token.text = text;
    }
    at_ += size;
    tokens_.push_back(std::move(token));
  }

  static QueryToken::Kind kind_of(std::string_view text) {
    if (text == "AND") return QueryToken::Kind::all;
    if (text == "OR") return QueryToken::Kind::any;
    if (text == "NOT") return QueryToken::Kind::without;
    if (text == "NEAR" || text.starts_with("NEAR/")) return QueryToken::Kind::near;
    return QueryToken::Kind::word;
  }

  int distance_of(std::string_view text) const {
    if (text == "NEAR") return kNear;
    text.remove_prefix(5);
    int distance = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), distance);
    if (error != std::errc() || end != text.data() + text.size() || distance < 0 ||
        distance > kFarthestNear) {
      throw BadQuery("NEAR/ takes a number from 0 to " + std::to_string(kFarthestNear) + ", as in NEAR/5",
                     query_, at_ + 5);
    }
    return distance;
  }

  const std::string& query_;
  std::size_t at_ = 0;
  std::vector<QueryToken> tokens_;
};

}  // namespace

std::vector<QueryToken> query_tokens(const std::string& query) {
  if (query.size() > longest_query) {
    throw BadQuery("the query is longer than " + std::to_string(longest_query) + " bytes; shorten it");
  }
  if (const std::size_t bad = first_bad_byte(query); bad < query.size()) {
    throw BadQuery("the query is not UTF-8 here; check the terminal's encoding", query, bad);
  }
  if (const std::size_t zero = query.find('\0'); zero != std::string::npos) {
    throw BadQuery("the query has a zero byte here", query, zero);
  }
  return Lexer(query).run();
}

}  // namespace proviso::store
