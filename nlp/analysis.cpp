#include "nlp/analysis.h"

#include <algorithm>
#include <map>

#include "nlp/countries.h"
#include "nlp/language/language.h"
#include "nlp/language/sentences.h"

namespace proviso::nlp {
namespace {

using extract::Block;
using extract::BlockKind;

// Findings come from text that people wrote for reading and that was read well.
bool is_read(const extract::Document& document, const Block& block) {
  if (block.kind == BlockKind::running || block.span.empty()) return false;
  return block.page >= document.pages.size() || document.pages[block.page].grade != extract::Grade::bad;
}

bool is_whole(BlockKind kind) {
  return kind == BlockKind::heading || kind == BlockKind::cell || kind == BlockKind::caption ||
         kind == BlockKind::label;
}

// No sentence is longer than this: what is, was read from a drawing or is a list that nobody ends. Readers
// look from one end of a sentence to the other, so the bound keeps their cost linear in the text.
constexpr std::uint32_t kLongestSentence = 4000;  // bytes

// `span` in pieces of that length, cut at spaces where there are some.
void add_pieces(const extract::Document& document, extract::Span span, std::vector<extract::Span>& out) {
  while (span.size() > kLongestSentence) {
    const std::string_view text = extract::text_of(document, span).substr(0, kLongestSentence + 1);
    const auto space = text.rfind(' ');
    std::size_t end = space == std::string_view::npos || space == 0 ? kLongestSentence : space;
    while (end > 1 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    const std::uint32_t cut = span.begin + static_cast<std::uint32_t>(end);
    out.push_back({span.begin, cut});
    span.begin = cut;
    if (extract::text_of(document, span).starts_with(' ')) ++span.begin;
  }
  if (!span.empty()) out.push_back(span);
}

// A document is about the country that it names most, if that is this share of all it names and so many
// times the next one's; others are its subjects too if they are named nearly as often. A mention in the
// title or a heading weighs more; one in brackets is an author, a party or an example.
constexpr double kSubjectShare = 0.25;
constexpr double kSubjectLead = 1.5;
constexpr double kSecondSubject = 0.4;
constexpr int kTitleWeight = 20, kHeadingWeight = 5;
// A running head is one if so many pages have it.
constexpr int kHeads = 3;
// A country named in fewer than one of so many sentences only comes up.
constexpr int kSeldom = 50;

// The countries that the document is about, by how often it names them.
std::vector<std::string> subjects(const extract::Document& document, const RuleSet& rules,
                                  const std::vector<Sentence>& sentences) {
  std::map<std::string, int> count;
  int all = 0;
  const auto add = [&](const std::vector<CountryMention>& mentions, int weight) {
    for (const CountryMention& mention : mentions) {
      if (mention.bracketed) continue;
      count[std::string(mention.code)] += weight;
      all += weight;
    }
  };
  int lines = 0;
  for (const Sentence& sentence : sentences) {
    const BlockKind kind = document.blocks[sentence.block].kind;
    if (kind == BlockKind::reference) continue;
    add(sentence.countries, kind == BlockKind::heading ? kHeadingWeight : 1);
    lines += kind != BlockKind::cell;
  }
  add(countries_in(rules, fold(document.title, 0)), kTitleWeight);
  // What stands at the head of page after page says what the document is about, like its title.
  std::map<std::string_view, int> heads;
  for (const Block& block : document.blocks)
    if (block.kind == BlockKind::running)
      for (const CountryMention& mention :
           countries_in(rules, fold(extract::text_of(document, block.span), block.span.begin)))
        ++heads[mention.code];
  for (const auto& [code, pages] : heads) {
    if (pages < kHeads) continue;
    count[std::string(code)] += kTitleWeight;
    all += kTitleWeight;
  }
  std::vector<std::pair<int, std::string>> ranked;
  ranked.reserve(count.size());
  for (const auto& [code, times] : count)
    if (times * kSeldom >= lines) ranked.emplace_back(-times, code);
  std::sort(ranked.begin(), ranked.end());
  std::vector<std::string> out;
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    const double share = -static_cast<double>(ranked[i].first) / all;
    const double lead =
        ranked.size() == 1 ? kSubjectLead : static_cast<double>(ranked[0].first) / ranked[1].first;
    if (share >= kSecondSubject || (i == 0 && share >= kSubjectShare && lead >= kSubjectLead))
      out.push_back(ranked[i].second);
  }
  return out;
}

// What the document abbreviates its countries to ("Republic of Uzbekistan (RU)"), as mentions of them.
void add_abbreviations(std::vector<Sentence>& sentences) {
  CountryAbbreviations known;
  for (const Sentence& sentence : sentences) known.learn(sentence.folded, sentence.countries);
  if (known.empty()) return;
  for (Sentence& sentence : sentences) known.add_mentions(sentence.folded, sentence.countries);
}

// Longest word in brackets that may be an abbreviation.
constexpr std::size_t kLongestBracketed = 24;

std::unordered_map<std::string_view, std::uint32_t> bracketed_words(std::string_view text) {
  std::unordered_map<std::string_view, std::uint32_t> closed, open;
  for (std::size_t at = text.find('('); at != std::string_view::npos; at = text.find('(', at + 1)) {
    const std::string_view inside = text.substr(at + 1, kLongestBracketed);
    const std::size_t end = inside.find_first_of(" (),");
    if (end == std::string_view::npos || end == 0) continue;
    if (inside[end] == ')') closed.emplace(inside.substr(0, end), static_cast<std::uint32_t>(at));
    if (inside[end] == ',') open.emplace(inside.substr(0, end), static_cast<std::uint32_t>(at));
  }
  closed.merge(open);
  return closed;
}

}  // namespace

Analysis analyse(const extract::Document& document, const RuleSet& rules,
                 std::optional<std::string> language) {
  Analysis analysis{.document = document, .rules = rules};
  if (language) {
    analysis.languages.assign(document.blocks.size(), *language);
    analysis.language = *language;
  } else {
    analysis.languages = block_languages(document);
    analysis.language = document_language(document, analysis.languages);
  }
  SentenceCutter cutter(rules);
  for (std::uint32_t i = 0; i < document.blocks.size(); ++i) {
    const Block& block = document.blocks[i];
    if (!is_read(document, block)) continue;
    const std::string_view text = extract::text_of(document, block.span);
    std::vector<extract::Span> spans = {block.span};
    if (!is_whole(block.kind)) spans = cutter.cut(text, block.span.begin);
    std::vector<extract::Span> pieces;
    for (const extract::Span span : spans) add_pieces(document, span, pieces);
    for (const extract::Span span : pieces) {
      Sentence sentence{.span = span, .block = i, .language = analysis.languages[i]};
      sentence.folded = fold(extract::text_of(document, span), span.begin);
      sentence.matches = rules.match(sentence.folded, sentence.language);
      analysis.sentences.push_back(std::move(sentence));
    }
  }
  for (Sentence& sentence : analysis.sentences) sentence.countries = countries_in(rules, sentence.folded);
  add_abbreviations(analysis.sentences);
  analysis.bracketed = bracketed_words(document.text);
  analysis.subject = subjects(document, rules, analysis.sentences);
  return analysis;
}

SentenceRange sentences_of(const Analysis& analysis, std::uint32_t block) {
  const auto& all = analysis.sentences;
  const auto first =
      std::partition_point(all.begin(), all.end(), [&](const Sentence& s) { return s.block < block; });
  const auto last =
      std::partition_point(first, all.end(), [&](const Sentence& s) { return s.block == block; });
  return {static_cast<std::size_t>(first - all.begin()), static_cast<std::size_t>(last - all.begin())};
}

std::optional<std::size_t> sentence_at(const Analysis& analysis, std::uint32_t offset) {
  const auto& all = analysis.sentences;
  const auto it =
      std::partition_point(all.begin(), all.end(), [&](const Sentence& s) { return s.span.end <= offset; });
  if (it == all.end() || !it->span.contains(offset)) return std::nullopt;
  return static_cast<std::size_t>(it - all.begin());
}

}  // namespace proviso::nlp
