#include "store/difference.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <tuple>

#include "store/rows/columns.h"

namespace proviso::store {

namespace {

std::string number_text(double value) {
  char digits[400];  // the longest double without exponent
  const auto end = std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed).ptr;
  return {digits, end};
}

using Fields = std::vector<std::pair<std::string, std::string>>;

void add(Fields& fields, const nlp::Figure& figure) {
  fields.emplace_back("value", number_text(figure.value));
  fields.emplace_back("value_to", figure.value_to ? number_text(*figure.value_to) : "");
  fields.emplace_back("measure", nlp::name(figure.measure));
  fields.emplace_back("currency", figure.currency);
  fields.emplace_back("qualifier", nlp::name(figure.qualifier));
  fields.emplace_back("time", figure.time);
  fields.emplace_back("place", joined(figure.place, ' '));
  fields.emplace_back("counted", figure.counted);
  fields.emplace_back("unsure", nlp::name(figure.unsure));
}

void add(Fields& fields, const nlp::Article& article) {
  fields.emplace_back("act", nlp::name(article.act));
  fields.emplace_back("act_name", article.act_name);
  fields.emplace_back("country", article.country);
  fields.emplace_back("article", article.article);
  fields.emplace_back("part", article.part);
  fields.emplace_back("point", article.point);
}

void add(Fields& fields, const nlp::Recommendation& recommendation) {
  fields.emplace_back("addressee", recommendation.addressee);
  fields.emplace_back("country", joined(recommendation.country, ' '));
  fields.emplace_back("modality", nlp::name(recommendation.modality));
  fields.emplace_back("source", joined(recommendation.source, ' '));
}

using Pair = std::pair<std::optional<PastProvision>, std::optional<PastProvision>>;

// Two lists of one document on their way to pairs.
class Pairing {
 public:
  Pairing(std::vector<PastProvision> before, std::vector<PastProvision> after)
      : before_(std::move(before)), after_(std::move(after)), taken_(after_.size()), paired_(before_.size()) {
    std::stable_sort(before_.begin(), before_.end(), comes_first);
    std::stable_sort(after_.begin(), after_.end(), comes_first);
  }

  // Pairs those of equal key, in their order.
  template <class Key>
  void by(Key key) {
    std::multimap<decltype(key(after_.front())), std::size_t> waiting;
    for (std::size_t i = 0; i < after_.size(); ++i) {
      if (!taken_[i]) waiting.emplace(key(after_[i]), i);
    }
    for (std::size_t i = 0; i < before_.size(); ++i) {
      if (paired_[i]) continue;
      const auto found = waiting.find(key(before_[i]));
      if (found == waiting.end()) continue;
      pair(i, found->second);
      waiting.erase(found);
    }
  }

  // Pairs those of one kind whose words overlap.
  void by_overlap() {
    std::size_t first = 0;
    for (std::size_t i = 0; i < before_.size(); ++i) {
      if (paired_[i]) continue;
      while (first < after_.size() && after_[first].where.end + longest < before_[i].where.begin) ++first;
      for (std::size_t j = first; j < after_.size() && after_[j].where.begin < before_[i].where.end; ++j) {
        if (taken_[j] || after_[j].kind != before_[i].kind || !after_[j].where.overlaps(before_[i].where)) {
          continue;
        }
        pair(i, j);
        break;
      }
    }
  }

  std::vector<Pair> take() {
    for (std::size_t i = 0; i < before_.size(); ++i) {
      if (!paired_[i]) pairs_.emplace_back(std::move(before_[i]), std::nullopt);
    }
    for (std::size_t i = 0; i < after_.size(); ++i) {
      if (!taken_[i]) pairs_.emplace_back(std::nullopt, std::move(after_[i]));
    }
    return std::move(pairs_);
  }

 private:
  static constexpr std::uint32_t longest = 1 << 14;  // bytes of a quote, for the search of overlaps

  static bool comes_first(const PastProvision& a, const PastProvision& b) {
    return std::tie(a.where.begin, a.where.end, a.id) < std::tie(b.where.begin, b.where.end, b.id);
  }

  void pair(std::size_t before, std::size_t after) {
    paired_[before] = taken_[after] = true;
    pairs_.emplace_back(before_[before], after_[after]);
  }

  std::vector<PastProvision> before_, after_;
  std::vector<bool> taken_, paired_;
  std::vector<Pair> pairs_;
};

}  // namespace

std::vector<std::pair<std::string, std::string>> fields_of(const PastProvision& provision) {
  Fields fields;
  std::visit([&](const auto& what) { add(fields, what); }, provision.what);
  fields.emplace_back("quote", provision.quote);
  fields.emplace_back("page", std::to_string(provision.page));
  fields.emplace_back("cites", joined(provision.cites, ' '));
  fields.emplace_back("language", provision.language);
  fields.emplace_back("rule", provision.rule);
  return fields;
}

std::vector<Pair> paired(std::vector<PastProvision> before, std::vector<PastProvision> after,
                         bool same_text) {
  Pairing pairing(std::move(before), std::move(after));
  if (same_text) {
    pairing.by([](const PastProvision& p) { return std::tuple(p.kind, p.where.begin, p.where.end); });
    pairing.by_overlap();
  } else {
    pairing.by([](const PastProvision& p) { return std::tuple(p.kind, p.quote, p.page); });
    pairing.by([](const PastProvision& p) { return std::tuple(p.kind, p.quote); });
  }
  return pairing.take();
}

}  // namespace proviso::store
