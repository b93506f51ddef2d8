#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "store/likeness.h"
#include "store/rows/state.h"

namespace proviso::store {

namespace {

struct Known {
  std::string sha256, language, text_digest;
};

using Document = std::int64_t;
using Pair = std::pair<Document, Document>;  // the smaller row first

// Which documents have what, and how much of it two have in common.
class Shared {
 public:
  void add(Document document, std::size_t what) {
    if (!has_[document].insert(what).second) return;
    where_[what].push_back(document);
  }

  // Pairs with the number of what both have, among what at most `most` documents have.
  std::map<Pair, std::size_t> common(std::size_t most) const {
    std::map<Pair, std::size_t> pairs;
    for (const auto& [what, documents] : where_) {
      if (documents.size() > most) continue;
      for (std::size_t i = 0; i < documents.size(); ++i) {
        for (std::size_t j = i + 1; j < documents.size(); ++j) {
          ++pairs[std::minmax(documents[i], documents[j])];
        }
      }
    }
    return pairs;
  }

  double share(const Pair& pair, std::size_t common) const {
    const std::size_t fewer = std::min(has_.at(pair.first).size(), has_.at(pair.second).size());
    return static_cast<double>(common) / static_cast<double>(fewer);
  }

 private:
  std::unordered_map<std::size_t, std::vector<Document>> where_;
  std::map<Document, std::unordered_set<std::size_t>> has_;
};

// The letters and digits of a passage: what layout does to it does not matter. 0 for a short one, which says
// nothing.
std::size_t passage_hash(std::string_view text) {
  constexpr std::size_t shortest = 60;  // bytes
  std::string letters;
  for (const char c : text) {
    const bool is_ascii_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (is_ascii_letter || static_cast<unsigned char>(c) >= 0x80) letters += c;
  }
  return letters.size() < shortest ? 0 : std::hash<std::string>()(letters);
}

// Numbers that tell one report from another: not small, not round, not years.
bool is_telling(double value) {
  if (value < 100 || std::fmod(value, 100) == 0) return std::fmod(value, 1) != 0 && value > 10;
  return !(value >= 1900 && value < 2100);
}

class Comparing {
 public:
  explicit Comparing(const Connection& connection) {
    Statement row(connection, "SELECT id, sha256, language, text_digest FROM documents");
    while (row.next()) documents_[row.integer(0)] = {row.string(1), row.string(2), row.string(3)};
    Statement passage(connection, "SELECT document, text FROM passages");
    while (passage.next()) {
      if (const std::size_t hash = passage_hash(passage.text(1)); hash != 0)
        passages_.add(passage.integer(0), hash);
    }
    Statement figure(connection, "SELECT document, value FROM provisions WHERE kind = 'figure'");
    while (figure.next()) {
      if (is_telling(figure.real(1))) numbers_.add(figure.integer(0), std::hash<double>()(figure.real(1)));
    }
  }

  std::vector<Likeness> find() {
    same_texts();
    likenesses(passages_, Likeness::Kind::edition, 5, 0.3);
    likenesses(numbers_, Likeness::Kind::translation, 8, 0.4);
    std::sort(found_.begin(), found_.end(), [](const Likeness& a, const Likeness& b) {
      return std::tuple(a.kind, -a.share, a.first, a.second) <
             std::tuple(b.kind, -b.share, b.first, b.second);
    });
    return std::move(found_);
  }

 private:
  void same_texts() {
    std::multimap<std::string, Document> by_text;
    for (const auto& [id, document] : documents_) {
      if (document.text_digest.empty()) continue;
      const auto [first, last] = by_text.equal_range(document.text_digest);
      for (auto other = first; other != last; ++other) {
        add({other->second, id}, {.kind = Likeness::Kind::same_text});
      }
      by_text.emplace(document.text_digest, id);
    }
  }

  void likenesses(const Shared& shared, Likeness::Kind kind, std::size_t least, double least_share) {
    constexpr std::size_t most = 4;  // documents that have it: what more have is a phrase of the field
    for (const auto& [pair, common] : shared.common(most)) {
      const double share = shared.share(pair, common);
      const bool one_language = documents_.at(pair.first).language == documents_.at(pair.second).language;
      if (common < least || share < least_share) continue;
      if (one_language != (kind == Likeness::Kind::edition)) continue;
      add(pair, {.kind = kind, .share = share, .common = common});
    }
  }

  // Once for each pair: what was found first says more.
  void add(const Pair& pair, Likeness likeness) {
    if (!known_.insert(pair).second) return;
    std::tie(likeness.first, likeness.second) =
        std::minmax(documents_.at(pair.first).sha256, documents_.at(pair.second).sha256);
    found_.push_back(std::move(likeness));
  }

  std::map<Document, Known> documents_;
  Shared passages_, numbers_;
  std::set<Pair> known_;
  std::vector<Likeness> found_;
};

}  // namespace

std::vector<Likeness> Store::alike() const {
  Transaction snapshot(state_->connection, Transaction::read);
  return Comparing(state_->connection).find();
}

}  // namespace proviso::store
