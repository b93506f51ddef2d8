#include "nlp/rules/template_index.h"

#include <algorithm>
#include <map>

#include "nlp/rules/beginnings.h"

namespace proviso::nlp {
namespace {

// A first part is no longer than this, so that rows of numbers without end cost no more than they must.
constexpr std::size_t kLongestFront = 160;  // bytes

// A template's first part and the parts behind it.
struct Cut {
  const PatternNode* front = nullptr;
  std::vector<const PatternNode*> rest = {};
};

Cut cut(const PatternNode& tree) {
  const PatternNode* match = tree.parts[0]->parts[0];
  Cut out{.front = match};
  if (match->kind == PatternNode::Kind::sequence && !match->parts.empty()) {
    out.front = match->parts[0];
    out.rest.assign(match->parts.begin() + 1, match->parts.end());
  }
  if (out.front->kind == PatternNode::Kind::group) out.front = out.front->parts[0];
  out.rest.insert(out.rest.end(), tree.parts.begin() + 1, tree.parts.end());
  return out;
}

}  // namespace

void Leads::add(std::uint32_t owner, const std::vector<std::string>& texts) {
  for (const std::string& text : texts) {
    if (text.empty()) {
      everywhere_.push_back(owner);
    } else {
      texts_.push_back(text);
      owners_.push_back(owner);
    }
  }
}

void Leads::close() {
  trie_ = std::make_unique<LiteralTrie>(std::vector<std::string_view>(texts_.begin(), texts_.end()));
  texts_ = {};
}

TemplateIndex::TemplateIndex(const std::vector<Entry>& templates, PatternTrees& trees, KnownParts& known,
                             BeginningsReader& beginnings) {
  std::map<const PatternNode*, std::uint32_t> shared;  // fronts, and how many templates have them
  for (const Entry& each : templates)
    if (each.tree) ++shared[cut(*each.tree).front];
  std::map<const PatternNode*, std::uint32_t> family_of;
  for (const auto& [front, count] : shared)
    if (count > 1) family_of.emplace(front, static_cast<std::uint32_t>(family_of.size()));
  families_.resize(family_of.size());
  for (const auto& [front, family] : family_of) {
    families_[family].front = PatternProgram(*front, known);
    leads_.add(family, beginnings.of(front));
  }
  for (const Entry& each : templates) {
    const Cut parts = each.tree ? cut(*each.tree) : Cut{};
    const auto family = family_of.find(parts.front);
    if (family == family_of.end()) {
      leads_.add(static_cast<std::uint32_t>(families_.size()) + each.number, beginnings.of(each.tree));
    } else {
      families_[family->second].all.push_back(each.number);
      families_[family->second].behind.add(each.number, beginnings.of(trees.sequence(parts.rest)));
    }
  }
  leads_.close();
  for (Family& family : families_) family.behind.close();
}

void TemplateIndex::at(const Folded& text, std::size_t at, std::size_t limit,
                       std::vector<std::uint32_t>& numbers) const {
  numbers.clear();
  thread_local Places ends;
  thread_local std::vector<std::uint32_t> owners;
  owners.clear();
  leads_.at(text.lower, at, [&](std::uint32_t owner) { owners.push_back(owner); });
  std::sort(owners.begin(), owners.end());
  owners.erase(std::unique(owners.begin(), owners.end()), owners.end());
  const auto add = [&](std::uint32_t number) { numbers.push_back(number); };
  for (const std::uint32_t owner : owners) {
    if (owner >= families_.size()) {
      add(owner - static_cast<std::uint32_t>(families_.size()));
      continue;
    }
    const Family& family = families_[owner];
    if (family.front.ends(text, at, std::min(limit, at + kLongestFront), ends)) {
      for (const std::uint32_t end : ends) family.behind.at(text.lower, end, add);
    } else {
      numbers.insert(numbers.end(), family.all.begin(), family.all.end());
    }
  }
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

}  // namespace proviso::nlp
