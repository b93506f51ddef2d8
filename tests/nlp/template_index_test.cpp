#include "nlp/rules/template_index.h"

#include <gtest/gtest.h>

#include "nlp/rules/beginnings.h"

namespace proviso::nlp {
namespace {

TEST(LiteralTrie, finds_the_literals_a_text_goes_on_with) {
  const LiteralTrie trie({"art", "article", "art", "sec", ""});
  const auto at = [&](std::string_view text, std::size_t place) {
    std::vector<std::pair<std::uint32_t, std::size_t>> found;
    trie.at(text, place, [&](std::uint32_t literal, std::size_t end) { found.emplace_back(literal, end); });
    return found;
  };
  using All = std::vector<std::pair<std::uint32_t, std::size_t>>;
  EXPECT_EQ(at("articles", 0), (All{{4, 0}, {0, 3}, {2, 3}, {1, 7}}));
  EXPECT_EQ(at("an arti", 3), (All{{4, 3}, {0, 6}, {2, 6}}));
  EXPECT_EQ(at("ar", 0), (All{{4, 0}}));
  EXPECT_EQ(at("art", 3), (All{{4, 3}}));
}

class Indexed {
 public:
  explicit Indexed(const std::vector<std::string>& patterns) {
    std::vector<TemplateIndex::Entry> entries;
    for (const std::string& pattern : patterns)
      entries.push_back({static_cast<std::uint32_t>(entries.size()),
                         trees_.read("(" + pattern + ")(?:$|[^0-9A-Za-z])", false)});
    index_ = std::make_unique<TemplateIndex>(entries, trees_, known_, beginnings_);
  }

  std::vector<std::uint32_t> at(std::string_view text, std::size_t place) const {
    std::vector<std::uint32_t> numbers;
    index_->at(fold(text, 0), place, text.size(), numbers);
    return numbers;
  }

 private:
  PatternTrees trees_;
  KnownParts known_;
  BeginningsReader beginnings_;
  std::unique_ptr<TemplateIndex> index_;
};

using Numbers = std::vector<std::uint32_t>;

TEST(TemplateIndex, tells_which_templates_may_begin_at_a_place) {
  const Indexed index({"art", "(?:section|art) 5", "[^a]x", "\\p{Lu}"});
  EXPECT_EQ(index.at("art 5", 0), (Numbers{0, 1, 2, 3}));
  EXPECT_EQ(index.at("section", 0), (Numbers{2, 3}));
  EXPECT_EQ(index.at("the art", 4), (Numbers{0, 2, 3}));
}

TEST(TemplateIndex, looks_behind_a_part_that_templates_share) {
  const std::string number = "((?:[0-9]+(?:[.,][0-9]+)*|two|three|twenty))";
  const Indexed index({number + "( ?)men", number + "( ?)years", number, "two years"});
  EXPECT_EQ(index.at("12,500 men", 0), (Numbers{0, 2}));
  EXPECT_EQ(index.at("12,500 women", 0), (Numbers{2}));
  EXPECT_EQ(index.at("two years", 0), (Numbers{1, 2, 3}));
  EXPECT_EQ(index.at("years", 0), (Numbers{}));
  EXPECT_EQ(index.at(std::string(150, '1') + " men", 0), (Numbers{0, 2}));
}

}  // namespace
}  // namespace proviso::nlp
