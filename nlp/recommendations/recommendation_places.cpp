#include "nlp/recommendations/recommendation_places.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "nlp/recommendations/addressee.h"

namespace proviso::nlp {
namespace {

using extract::Block;
using extract::BlockKind;

// Reports number their paragraphs through: a number from here on is no list's.
constexpr int kParagraphNumber = 20;
// A self-numbered recommendation may be missing (read as another kind of block); not more in a row.
constexpr int kNumbersMissing = 8;
// Longest label over a box of recommendations, in bytes.
constexpr std::size_t kLabelLength = 60;

bool is_prose(BlockKind kind) {
  return kind == BlockKind::paragraph || kind == BlockKind::item || kind == BlockKind::aside;
}

UChar32 char_at(std::string_view text, std::size_t offset, std::size_t& next) {
  auto i = static_cast<std::int32_t>(offset);
  const auto size = static_cast<std::int32_t>(text.size());
  UChar32 c = U_SENTINEL;
  if (i < size) U8_NEXT(reinterpret_cast<const std::uint8_t*>(text.data()), i, size, c);
  next = static_cast<std::size_t>(i);
  return c;
}

// A block's own number: "86." or "124.19".
struct Number {
  int first = 0;
  int second = 0;  // 0 if there is none
};

std::optional<Number> number_of(std::string_view text) {
  Number number;
  std::size_t i = 0;
  const auto digits = [&](int& value) {
    const std::size_t begin = i;
    while (i < text.size() && text[i] >= '0' && text[i] <= '9' && i - begin < 4)
      value = value * 10 + (text[i++] - '0');
    return i > begin;
  };
  if (!digits(number.first)) return std::nullopt;
  if (i < text.size() && text[i] == '.') {
    ++i;
    if (digits(number.second) && i < text.size() && (text[i] == '.' || text[i] == ')')) ++i;
  } else if (i < text.size() && text[i] == ')') {
    ++i;
  } else {
    return std::nullopt;
  }
  if (i < text.size() && text[i] != ' ') return std::nullopt;
  return number;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

bool ends_in_colon(std::string_view text) { return trimmed(text).ends_with(':'); }

// What a heading says about the text under it.
enum class Heading { neutral, recommends, other };

class Places {
 public:
  explicit Places(const Analysis& analysis)
      : analysis_(analysis),
        rules_(analysis.rules),
        blocks_(analysis.document.blocks),
        places_(blocks_.size()) {
    headings_.resize(blocks_.size(), Heading::neutral);
    adopted_.resize(blocks_.size(), false);
    for (std::uint32_t i = 0; i < blocks_.size(); ++i) {
      if (blocks_[i].kind == BlockKind::heading) headings_[i] = classify(i);
    }
  }

  std::vector<RecommendationPlace> find() && {
    for (std::uint32_t i = 0; i < blocks_.size(); ++i) {
      if (blocks_[i].kind == BlockKind::heading) {
        enter_heading(i);
      } else if (is_prose(blocks_[i].kind)) {
        enter_prose(i);
      }
    }
    return std::move(places_);
  }

 private:
  std::string_view text(std::uint32_t block) const {
    return extract::text_of(analysis_.document, blocks_[block].span);
  }

  bool has(std::string_view word, std::string_view text) const {
    return !rules_.occurrences(word, fold(text, 0)).empty();
  }

  Heading classify(std::uint32_t block) const {
    const std::string_view title = text(block);
    if (title == analysis_.document.title && blocks_[block].page == 0) return Heading::neutral;
    const bool other = has("other_heading", title);
    if (!has("recommending_title", title)) return other ? Heading::other : Heading::neutral;
    // "Conclusions and recommendations" recommends, "Status of recommendations" does not.
    return other && !has("conclusion_heading", title) ? Heading::other : Heading::recommends;
  }

  // Whether the text under `heading` is in a section of recommendations. A section "4. Outlook" that the
  // layout hangs under "3. Recommendations" is its neighbour.
  bool in_section(std::uint32_t heading) const {
    std::optional<Number> inner;
    for (int depth = 0; heading != extract::none && depth < 20; heading = blocks_[heading].heading, ++depth) {
      if (adopted_[heading]) return true;
      const auto own = number_of(text(heading));
      if (headings_[heading] == Heading::other) return false;
      if (headings_[heading] == Heading::recommends) {
        return !own || !inner || own->second != 0 || inner->second != 0 || own->first + 1 != inner->first;
      }
      if (own) inner = own;
    }
    return false;
  }

  // "Recommendation:", "Recommendations:", "Recommendation 3".
  bool is_label(std::string_view text) const {
    text = trimmed(text);
    if (text.size() > kLabelLength) return false;
    while (text.ends_with(':') || text.ends_with('.')) text = trimmed(text.substr(0, text.size() - 1));
    return rules_.is("recommendation_label", fold(text, 0).text);
  }

  // Headings "1. ...", "2. ..." right after the unnumbered heading "RECOMMENDATIONS" are under it, even if
  // the layout gives them its level.
  void adopt(std::uint32_t block) {
    const auto number = number_of(text(block));
    if (headings_[block] == Heading::recommends) {
      adopting_ = !number;
      next_number_ = 1;
      return;
    }
    if (!adopting_ || headings_[block] == Heading::other) return;
    if (number && number->second == 0 && number->first == next_number_) {
      ++next_number_;
      adopted_[block] = true;
    } else if (!in_section(block)) {
      adopting_ = false;
    }
  }

  void enter_heading(std::uint32_t block) {
    adopt(block);
    opener_ = RecommendationPlace::npos;
    if (blocks_[block].level < spanning_level_) spanning_ = RecommendationPlace::npos;
    box_ = Box::none;
    const std::string_view title = text(block);
    const bool single = is_label(title) && !has("recommendations_noun", title);
    if (single || (is_label(title) && ends_in_colon(title))) box_ = Box::open;
    if (box_ == Box::open) headings_[block] = Heading::neutral;  // its box ends before the next heading
    open_list(block);  // "87. I encourage Member States:" may be set as a heading
  }

  void enter_prose(std::uint32_t block) {
    RecommendationPlace& place = places_[block];
    const std::string_view whole = text(block);
    if (is_label(whole)) {
      box_ = Box::open;
      opener_ = RecommendationPlace::npos;
      return;
    }
    if (numbered(whole)) {
      place = {.expecting = Expecting::item, .numbered = true};
      return;
    }
    const bool section = in_section(blocks_[block].heading);
    const bool item = is_item(block);
    if (item && opener_ == RecommendationPlace::npos) opener_ = spanning_;
    if (item && opener_ != RecommendationPlace::npos) {
      place = {.expecting = Expecting::item, .opener = opener_};
    } else {
      if (!item && !ends_in_colon(whole)) spanning_ = RecommendationPlace::npos;
      opener_ = RecommendationPlace::npos;
      if (section || in_box(item)) place.expecting = item ? Expecting::item : Expecting::sentences;
    }
    const auto number = number_of(whole);
    if (place.expecting == Expecting::item && number) {
      place.counted = number->second == 0;
      list_number_ = number->first;
    }
    open_list(block);
    open_numbers(whole);
  }

  // A self-numbered recommendation "124.19" after a paragraph "124. The following recommendations ...".
  bool numbered(std::string_view whole) {
    const auto number = number_of(whole);
    if (!number || series_ == 0 || number->first != series_) return false;
    if (number->second <= last_ || number->second > last_ + kNumbersMissing) return false;
    last_ = number->second;
    return true;
  }

  void open_numbers(std::string_view whole) {
    const auto number = number_of(whole);
    if (!number || number->second != 0 || !has("recommendations_noun", whole)) return;
    series_ = number->first;
    last_ = 0;
  }

  bool is_item(std::uint32_t block) const {
    const std::string_view whole = text(block);
    const auto number = number_of(whole);
    if (number && number->second == 0 && number->first >= kParagraphNumber &&
        number->first != list_number_ + 1)
      return false;
    return blocks_[block].kind == BlockKind::item || marker_length(whole) > 0;
  }

  // A box holds the list under its label, or one paragraph where there is no list.
  bool in_box(bool item) {
    if (box_ == Box::none) return false;
    if (!item && box_ == Box::items) {
      box_ = Box::none;
      return false;
    }
    box_ = item ? Box::items : Box::none;
    return true;
  }

  std::uint32_t next_prose(std::uint32_t block) const {
    for (std::uint32_t i = block + 1; i < blocks_.size(); ++i) {
      if (blocks_[i].kind == BlockKind::heading) break;
      if (is_prose(blocks_[i].kind)) return i;
    }
    return extract::none;
  }

  // A last sentence with a colon, before items, introduces them; they recommend if it does.
  void open_list(std::uint32_t block) {
    RecommendationPlace& place = places_[block];
    const auto [first, last] = sentences_of(analysis_, block);
    if (first == last || !(ends_in_colon(text(block)) || is_address(block))) return;
    const Sentence& sentence = analysis_.sentences[last - 1];
    const std::uint32_t next = next_prose(block);
    if (next == extract::none) return open_sections(block, last - 1);
    if (!is_item(next)) return;
    place.introduction = true;
    if (place.expecting != Expecting::nothing || introduces(sentence)) opener_ = last - 1;
  }

  // "For employers" over a list in a section of recommendations.
  bool is_address(std::uint32_t block) const {
    return blocks_[block].kind == BlockKind::paragraph && text(block).size() <= kLabelLength &&
           places_[block].expecting != Expecting::nothing &&
           !addressee_in_title(analysis_, blocks_[block].span).empty();
  }

  // "The Council should take the measures described below:" right before a heading: its list is the items
  // under that heading and its sisters, up to the next running text.
  void open_sections(std::uint32_t block, std::size_t sentence) {
    std::uint32_t heading = block + 1;
    while (heading < blocks_.size() && blocks_[heading].kind == BlockKind::running) ++heading;
    if (heading >= blocks_.size() || blocks_[heading].kind != BlockKind::heading) return;
    if (!introduces(analysis_.sentences[sentence])) return;
    places_[block].introduction = true;
    spanning_ = sentence;
    spanning_level_ = blocks_[heading].level;
  }

  // Outside a section of recommendations: "We recommend:", "The following recommendations were made:".
  bool introduces(const Sentence& sentence) const {
    bool any = false;
    for (const Match& match : sentence.matches) {
      if (match.rule->finds != Finds::recommendation || !urges(sentence, match)) continue;
      if (match.rule->set("where") == "anywhere") return true;
      if (match.rule->set("where") == "addressed" && addressees_(sentence).in_main_clause(match) &&
          !addressees_(sentence).of(match).empty())
        return true;
      if (match.rule->set("at") == "start") continue;
      any = true;
    }
    const bool follow = !rules_.occurrences("measures_follow", sentence.folded).empty();
    return follow && (any || !rules_.occurrences("recommendations_noun", sentence.folded).empty());
  }

  enum class Box { none, open, items };

  const Analysis& analysis_;
  const RuleSet& rules_;
  const std::vector<Block>& blocks_;
  std::vector<RecommendationPlace> places_;
  std::vector<Heading> headings_ = {};
  std::vector<bool> adopted_ = {};  // headings that belong under a heading of recommendations
  bool adopting_ = false;
  int next_number_ = 1;
  std::size_t opener_ = RecommendationPlace::npos;
  std::size_t spanning_ = RecommendationPlace::npos;  // an opener whose list goes on over headings ...
  int spanning_level_ = 0;                            // ... of this level and below
  Box box_ = Box::none;
  mutable LastAddressees addressees_{analysis_};
  int list_number_ = 0;  // of the last item of a list of recommendations
  int series_ = 0;       // number of the paragraph that opened self-numbered recommendations; 0: none
  int last_ = 0;         // the last one's second number
};

}  // namespace

std::size_t marker_length(std::string_view text) {
  std::size_t i = 0, next = 0;
  const auto skip_spaces = [&] {
    while (i < text.size() && text[i] == ' ') ++i;
    return i;
  };
  if (number_of(text)) {
    i = text.find(' ');
    return i == std::string_view::npos ? text.size() : skip_spaces();
  }
  constexpr std::array<UChar32, 12> bullets{0x2022, 0x25CF, 0x25AA, 0x25A0, 0x25E6, 0x2023,
                                            0x2013, 0x2014, '-',    '*',    0x00B7, 0xF0B7};
  const UChar32 first = char_at(text, 0, next);
  if (std::find(bullets.begin(), bullets.end(), first) != bullets.end()) {
    i = next;
    return i < text.size() && text[i] == ' ' ? skip_spaces() : 0;
  }
  // "(a)", "a)", "(iv)", "б)".
  const bool bracket = first == '(';
  if (bracket) i = 1;
  int letters = 0;
  for (; letters < 5; ++letters) {
    const UChar32 c = char_at(text, i, next);
    if (!u_isalnum(c)) break;
    if (letters > 0 && c != 'i' && c != 'v' && c != 'x' && !u_isdigit(c)) return 0;
    i = next;
  }
  if (letters == 0 || i >= text.size() || text[i] != ')') return 0;
  ++i;
  return i < text.size() && text[i] == ' ' ? skip_spaces() : 0;
}

bool urges(const Sentence& sentence, const Match& match) {
  if (match.rule->set("at") == "start") {
    const std::size_t marker = marker_length(sentence.folded.text);
    if (match.begin > marker + 1) return false;
  }
  for (const Match& other : sentence.matches) {
    if (other.begin >= match.end) break;  // they stand in order
    if (other.rule->sets.empty()) continue;
    const std::string_view bars = other.rule->set("bars");
    if (bars == "it" && other.begin < match.end && match.begin < other.end) return false;
    const bool opens = match.rule->set("at") == "start";  // "In line with the law, adopt"
    if (bars == "rest" && other.begin <= match.begin && !opens) return false;
  }
  return true;
}

std::vector<RecommendationPlace> recommendation_places(const Analysis& analysis) {
  return Places(analysis).find();
}

}  // namespace proviso::nlp
