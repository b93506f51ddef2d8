#include "nlp/rules/beginnings.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <compare>
#include <unordered_map>

#include "nlp/rules/folded.h"

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
};

const Part kNothing{.leads = {{.whole = true}}};
const Part kNoPart{};  // never matches
const Part kAnything{.leads = {{.whole = false}}};

void tidy(std::vector<Lead>& leads) {
  if (!std::is_sorted(leads.begin(), leads.end())) std::sort(leads.begin(), leads.end());
  leads.erase(std::unique(leads.begin(), leads.end()), leads.end());
}

Part followed(Part first, const Part& second) {
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
  return first;
}

}  // namespace

class BeginningsReader::Parts {
 public:
  const Part& of(const PatternNode& node) {
    if (const auto known = parts_.find(&node); known != parts_.end()) return known->second;
    Part part = read(node);
    return parts_.emplace(&node, std::move(part)).first->second;
  }

 private:
  Part read(const PatternNode& node) {
    switch (node.kind) {
      case PatternNode::Kind::text:
        return one_of({node.exact ? fold(node.text, 0).lower : node.text});
      case PatternNode::Kind::set:
        return character(*node.set);
      case PatternNode::Kind::sequence:
        return sequence(node);
      case PatternNode::Kind::either:
        return alternatives(node);
      case PatternNode::Kind::repeat:
        return repeated(node);
      case PatternNode::Kind::group:
        return of(*node.parts[0]);
      case PatternNode::Kind::text_begin:
      case PatternNode::Kind::text_end:
        break;
    }
    return kNothing;
  }

  Part sequence(const PatternNode& node) {
    Part out = kNothing;
    for (const PatternNode* part : node.parts) out = followed(std::move(out), of(*part));
    return out;
  }

  Part alternatives(const PatternNode& node) {
    Part out = of(*node.parts[0]);
    for (std::size_t i = 1; i < node.parts.size(); ++i) out = either(std::move(out), of(*node.parts[i]));
    tidy(out.leads);
    return out;
  }

  Part repeated(const PatternNode& node) {
    Part part = of(*node.parts[0]);
    if (node.least == 0) return either(kNothing, node.most == 1 ? part : kAnything);
    if (node.most == 1) return part;
    for (Lead& lead : part.leads) lead.whole = false;
    return part;
  }

  // One character: spelled out if there are not many.
  static Part character(const CharacterSet& set) {
    if (set.empty()) return kNoPart;
    std::vector<std::string> texts;
    for (const char32_t c : set.members(kManyCharacters)) {
      char bytes[U8_MAX_LENGTH];
      std::int32_t length = 0;
      U8_APPEND_UNSAFE(bytes, length, c);
      texts.push_back(fold({bytes, static_cast<std::size_t>(length)}, 0).lower);
    }
    return texts.empty() ? kAnything : one_of(texts);
  }

  static Part one_of(const std::vector<std::string>& texts) {
    Part part;
    for (const std::string& text : texts) part.leads.push_back(lead_of(text, true));
    tidy(part.leads);
    return part;
  }

  std::unordered_map<const PatternNode*, Part> parts_ = {};
};

BeginningsReader::BeginningsReader() : parts_(std::make_unique<Parts>()) {}
BeginningsReader::~BeginningsReader() = default;

std::vector<std::string> BeginningsReader::of(const PatternNode* tree) {
  if (tree == nullptr) return {""};
  std::vector<std::string> out;
  // A lead that begins with another tells nothing more.
  for (const Lead& lead : parts_->of(*tree).leads) {
    std::string text = text_of(lead);
    if (out.empty() || !text.starts_with(out.back())) out.push_back(std::move(text));
  }
  return out;
}

}  // namespace proviso::nlp
