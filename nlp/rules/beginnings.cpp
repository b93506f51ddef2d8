#include "nlp/rules/beginnings.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <charconv>
#include <compare>
#include <unordered_map>

#include "nlp/rules/folded.h"
#include "nlp/rules/rules_template.h"

namespace proviso::nlp {
namespace {

// Leads are cut to whole characters of at most this many bytes: four Cyrillic letters.
constexpr std::size_t kLeadBytes = sizeof(std::uint64_t);
// A class of more characters is not spelled out, nor, where a product has more leads, what follows leads of
// so many bytes.
constexpr std::size_t kManyCharacters = 40, kManyLeads = 4000, kTellingBytes = 3;

// There are a hundred thousand of them while patterns are read, so their text is kept in a number.
struct Lead {
  std::uint64_t text = 0;  // its bytes, the first one highest, zeros behind the last: ordered as texts are
  std::uint8_t size = 0;   // bytes
  bool whole = false;      // nothing of the part read so far follows it: the next part may lengthen it

  auto operator<=>(const Lead& other) const = default;
};

std::uint64_t byte_at(std::uint64_t text, std::size_t index) { return text >> (8 * (7 - index)) & 0xFF; }

// `text` in whole characters as far as it fits.
Lead lead_of(std::string_view text, bool whole) {
  Lead lead{.whole = whole && text.size() <= kLeadBytes};
  auto size = static_cast<std::int32_t>(std::min(text.size(), kLeadBytes));
  if (text.size() > kLeadBytes) U8_SET_CP_START(reinterpret_cast<const std::uint8_t*>(text.data()), 0, size);
  lead.size = static_cast<std::uint8_t>(size);
  for (std::size_t i = 0; i < lead.size; ++i)
    lead.text |= std::uint64_t{static_cast<unsigned char>(text[i])} << (8 * (7 - i));
  return lead;
}

std::string text_of(const Lead& lead) {
  std::string out;
  for (std::size_t i = 0; i < lead.size; ++i) out += static_cast<char>(byte_at(lead.text, i));
  return out;
}

Lead joined(const Lead& first, const Lead& next) {
  const std::size_t size = std::size_t{first.size} + next.size;
  Lead out{.text = first.size < kLeadBytes ? first.text | next.text >> (8 * first.size) : first.text,
           .size = static_cast<std::uint8_t>(std::min(size, kLeadBytes)),
           .whole = next.whole};
  if (size <= kLeadBytes) return out;
  out.whole = false;
  // A character that was cut goes: its first byte is the last one that is no continuation.
  std::size_t cut = kLeadBytes;
  const auto next_byte = byte_at(next.text, kLeadBytes - first.size);
  if ((next_byte & 0xC0) == 0x80) {
    do --cut;
    while (cut > 0 && (byte_at(out.text, cut) & 0xC0) == 0x80);
    out.text = cut == 0 ? 0 : out.text >> (8 * (8 - cut)) << (8 * (8 - cut));
    out.size = static_cast<std::uint8_t>(cut);
  }
  return out;
}

// What is known of a part of a pattern.
struct Part {
  std::vector<Lead> leads = {};
  std::size_t shortest = 0;
  bool digit = false;
};

const Part kNothing{.leads = {{.whole = true}}, .shortest = 0, .digit = false};
const Part kNoPart{.leads = {}, .shortest = 1 << 20, .digit = true};  // never matches
const Part kAnything{.leads = {{.whole = false}}, .shortest = 0, .digit = false};

void tidy(std::vector<Lead>& leads) {
  if (!std::is_sorted(leads.begin(), leads.end())) std::sort(leads.begin(), leads.end());
  leads.erase(std::unique(leads.begin(), leads.end()), leads.end());
}

Part followed(Part first, const Part& second) {
  first.shortest += second.shortest;
  first.digit = first.digit || second.digit;
  const auto open = static_cast<std::size_t>(
      std::count_if(first.leads.begin(), first.leads.end(), [](const Lead& lead) { return lead.whole; }));
  if (open == 0) return first;
  if (first.leads == kNothing.leads) {
    first.leads = second.leads;
    return first;
  }
  std::vector<Lead> leads;
  const bool many = open * second.leads.size() > kManyLeads;
  for (Lead& lead : first.leads) {
    if (!lead.whole || (many && lead.size >= kTellingBytes)) {
      lead.whole = false;
      leads.push_back(lead);
      continue;
    }
    for (const Lead& next : second.leads) leads.push_back(joined(lead, next));
  }
  tidy(leads);
  first.leads = std::move(leads);
  return first;
}

Part either(Part first, const Part& second) {
  first.leads.insert(first.leads.end(), second.leads.begin(), second.leads.end());
  first.shortest = std::min(first.shortest, second.shortest);
  first.digit = first.digit && second.digit;
  return first;
}

using Groups = std::unordered_map<std::string_view, Part>;
constexpr std::size_t kLongGroup = 60;  // bytes

// The bracket that closes the group which opens at `open`; npos if there is none.
std::size_t close_of(std::string_view pattern, std::size_t open) {
  int depth = 0;
  bool in_class = false;
  for (std::size_t i = open; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (c == '\\') {
      ++i;
    } else if (in_class) {
      in_class = c != ']';
    } else if (c == '[') {
      in_class = true;
      if (pattern.substr(i + 1).starts_with("^")) ++i;
      if (pattern.substr(i + 1).starts_with("]")) ++i;
    } else if (c == '(') {
      ++depth;
    } else if (c == ')' && --depth == 0) {
      return i;
    }
  }
  return std::string_view::npos;
}

// Reads a pattern by recursive descent.
class PartReader {
 public:
  // `groups`: what was found of long groups, by their text; grows.
  PartReader(std::string_view pattern, Groups& groups) : pattern_(pattern), groups_(groups) {}

  // False if the pattern holds something that this reader does not know.
  bool known() const { return known_ && at_ == pattern_.size(); }

  Part alternatives() {
    Part out = sequence();
    while (next_is('|')) {
      ++at_;
      out = either(std::move(out), sequence());
    }
    tidy(out.leads);
    return out;
  }

 private:
  bool next_is(char c) const { return at_ < pattern_.size() && pattern_[at_] == c; }
  bool next_is(std::string_view text) const { return pattern_.substr(at_).starts_with(text); }

  Part sequence() {
    Part out = kNothing;
    while (at_ < pattern_.size() && !next_is('|') && !next_is(')'))
      out = followed(std::move(out), repeated());
    return out;
  }

  Part repeated() {
    Part part = atom();
    for (; at_ < pattern_.size(); ++at_) {
      const char c = pattern_[at_];
      if (c == '+') {
        for (Lead& lead : part.leads) lead.whole = false;
      } else if (c == '*' || (c == '{' && next_is("{0"))) {
        part = either(kNothing, kAnything);
      } else if (c == '{') {
        for (Lead& lead : part.leads) lead.whole = false;
      } else if (c == '?') {
        part = either(kNothing, part);
      } else {
        break;
      }
      if (c == '{') at_ = std::min(pattern_.find('}', at_), pattern_.size() - 1);
    }
    return part;
  }

  Part atom() {
    switch (pattern_[at_]) {
      case '(':
        return group();
      case '[':
        return character_class();
      case '\\':
        return escape();
      case '^':
      case '$':
        ++at_;
        return kNothing;
      case '.':
        ++at_;
        return kAnything;
      default:
        return characters();
    }
  }

  Part group() {
    const std::size_t close = close_of(pattern_, at_);
    if (close == std::string_view::npos || close - at_ < kLongGroup) return read_group();
    const std::string_view text = pattern_.substr(at_, close - at_);
    if (const auto known = groups_.find(text); known != groups_.end()) {
      at_ = close + 1;
      return known->second;
    }
    Part part = read_group();
    if (known_) groups_.emplace(text, part);
    return part;
  }

  Part read_group() {
    ++at_;
    if (next_is('?')) {
      at_ = std::min(pattern_.find_first_not_of("?imsU-", at_), pattern_.size());
      known_ = known_ && next_is(':');  // else a name, or flags for the rest of the group
      if (next_is(':')) ++at_;
    }
    Part part = alternatives();
    if (next_is(')')) ++at_;
    return part;
  }

  // A run of characters that mean themselves, but for the last one if it is repeated.
  Part characters() {
    const std::size_t begin = at_,
                      end = std::min(pattern_.find_first_of("\\()[]{}|^$.*+?", begin + 1), pattern_.size());
    std::size_t last = at_;
    for (at_ = begin; at_ < end;) {
      last = at_;
      character();
    }
    const bool repeated =
        at_ < pattern_.size() && std::string_view("*+?{").find(pattern_[at_]) != std::string_view::npos;
    if (repeated && last > begin) at_ = last;
    return of({std::string(pattern_.substr(begin, at_ - begin))});
  }

  UChar32 character() {
    auto i = static_cast<std::int32_t>(at_);
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(pattern_.data(), i, static_cast<std::int32_t>(pattern_.size()), c);
    at_ = static_cast<std::size_t>(i);
    return c;
  }

  // Something that is one of `texts`.
  static Part of(const std::vector<std::string>& texts) {
    Part part{.shortest = texts.front().size(), .digit = true};
    for (const std::string& text : texts) {
      part.leads.push_back(lead_of(fold(text, 0).lower, true));
      part.shortest = std::min(part.shortest, text.size());
      part.digit = part.digit && text.find_first_of("0123456789") != std::string::npos;
    }
    tidy(part.leads);
    return part;
  }

  Part escape() {
    const UChar32 c = escaped();
    return c < 0 ? Part{.leads = kAnything.leads, .shortest = 0} : of({utf8(c)});
  }

  // The character that a backslash and what follows it stand for; negative for classes and assertions.
  UChar32 escaped() {
    ++at_;
    if (at_ >= pattern_.size()) return -1;
    const char c = pattern_[at_];
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!letter) return character();
    ++at_;
    if (c != 'x' && c != 'p' && c != 'P') {
      known_ = known_ && std::string_view("bBdDsSwWfnrtv").find(c) != std::string_view::npos;
      return -1;
    }
    const auto end = pattern_.find('}', at_);
    UChar32 value = -1;
    if (!next_is('{') || end == std::string_view::npos) {
      known_ = false;
    } else {
      if (c == 'x') std::from_chars(pattern_.data() + at_ + 1, pattern_.data() + end, value, 16);
      at_ = end + 1;
    }
    return value;
  }

  static std::string utf8(UChar32 c) {
    std::string out;
    char bytes[U8_MAX_LENGTH];
    std::int32_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, c);
    out.append(bytes, static_cast<std::size_t>(length));
    return out;
  }

  // "[0-9.,]": spelled out if it is small and says what it holds.
  Part character_class() {
    const std::size_t begin = at_++;
    bool known = !next_is('^');
    std::vector<std::string> texts;
    for (bool first = true; at_ < pattern_.size() && (first || !next_is(']')); first = false) {
      known_ = known_ && !next_is("[:");
      const UChar32 from = next_is('\\') ? escaped() : character();
      UChar32 to = from;
      if (next_is('-') && at_ + 1 < pattern_.size() && pattern_[at_ + 1] != ']') {
        ++at_;
        to = next_is('\\') ? escaped() : character();
      }
      known = known && from >= 0 && to >= from && static_cast<std::size_t>(to - from) < kManyCharacters;
      for (UChar32 c = from; known && c <= to; ++c) texts.push_back(utf8(c));
    }
    if (at_ < pattern_.size()) ++at_;
    if (pattern_.substr(begin, at_ - begin) == kNoText) return kNoPart;
    if (!known || texts.empty() || texts.size() > kManyCharacters)
      return {.leads = kAnything.leads, .shortest = 1, .digit = false};
    return of(texts);
  }

  std::string_view pattern_;
  Groups& groups_;
  std::size_t at_ = 0;
  bool known_ = true;
};

Beginnings read(std::string_view pattern, Groups& groups) {
  PartReader reader(pattern, groups);
  Part part = reader.alternatives();
  if (!reader.known()) return {.leads = {""}};
  Beginnings out{.shortest = part.shortest, .needs_digit = part.digit};
  // A lead that begins with another tells nothing more.
  for (const Lead& lead : part.leads) {
    std::string text = text_of(lead);
    if (out.leads.empty() || !text.starts_with(out.leads.back())) out.leads.push_back(std::move(text));
  }
  return out;
}

}  // namespace

std::vector<Beginnings> beginnings_of(const std::vector<std::string_view>& patterns) {
  Groups groups;
  std::vector<Beginnings> out;
  for (const std::string_view pattern : patterns) out.push_back(read(pattern, groups));
  return out;
}

}  // namespace proviso::nlp
