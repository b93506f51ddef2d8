#include "nlp/citations/cited_entry.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <string>
#include <vector>

namespace proviso::nlp {
namespace {

using Entry = ReferenceList::Entry;
using extract::Span;
using Words = std::vector<icu::UnicodeString>;

// Shorter names that differ in a letter are different names.
constexpr std::int32_t kNearName = 7;
// How much of a name written in full and in initials must agree, of ten.
constexpr std::size_t kAgree = 8;
// Initials stand for this many words or more.
constexpr std::size_t kInitials = 3;

icu::UnicodeString unicode(std::string_view text) {
  return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

// Words of letters and digits with a capital or digit in front, in lower case: the words of a name.
Words capital_words(std::string_view text) {
  const icu::UnicodeString all = unicode(text);
  Words words;
  for (std::int32_t begin = 0; begin < all.length();) {
    std::int32_t end = begin;
    while (end < all.length() && u_isalnum(all.char32At(end))) ++end;
    if (end > begin && !u_islower(all.char32At(begin)))
      words.push_back(icu::UnicodeString(all, begin, end - begin).toLower());
    begin = end + 1;
  }
  return words;
}

bool has_year(const Entry& entry, std::string_view year) {
  return std::find(entry.years.begin(), entry.years.end(), year) != entry.years.end() ||
         std::find(entry.years.begin(), entry.years.end(), year.substr(0, 4)) != entry.years.end();
}

// Whether `a` and `b` differ in at most one letter, put in, left out or changed.
bool nearly_same(const icu::UnicodeString& a, const icu::UnicodeString& b) {
  const icu::UnicodeString& shorter = a.length() < b.length() ? a : b;
  const icu::UnicodeString& longer = a.length() < b.length() ? b : a;
  if (shorter.length() < kNearName || longer.length() - shorter.length() > 1) return false;
  std::int32_t same = 0;
  while (same < shorter.length() && shorter[same] == longer[same]) ++same;
  if (same == 0) return false;
  const std::int32_t skip = longer.length() == shorter.length() ? 1 : 0;
  return shorter.tempSubString(same + skip) == longer.tempSubString(same + 1);
}

// "inbusinesskz" goes on behind "inbusiness".
bool goes_on(const icu::UnicodeString& word, const icu::UnicodeString& name) {
  return name.length() >= kNearName && word.length() - name.length() <= 3 && word.startsWith(name);
}

// How many of `words` `head` holds, a run of them also as its initials.
std::size_t agreeing(const Words& words, const Words& head) {
  const auto holds = [&](const icu::UnicodeString& word) {
    return std::find(head.begin(), head.end(), word) != head.end();
  };
  std::size_t count = 0;
  for (std::size_t i = 0; i < words.size();) {
    icu::UnicodeString initials;
    std::size_t run = 0;
    for (std::size_t k = i; k < words.size() && k - i < 6; ++k) {
      initials.append(words[k].char32At(0));
      if (k + 1 - i >= kInitials && holds(initials)) run = k + 1 - i;
    }
    if (run == 0 && holds(words[i])) ++count;
    count += run;
    i += std::max<std::size_t>(run, 1);
  }
  return count;
}

bool named_in_full(const Words& words, const Words& head) {
  const auto mostly = [](const Words& a, const Words& b) {
    return a.size() >= kInitials && agreeing(a, b) * 10 >= a.size() * kAgree;
  };
  return mostly(words, head) || (words.size() > 1 && mostly(head, words));
}

Words head_of(const Entry& entry) {
  Words head;
  for (const std::string& word : entry.head) head.push_back(unicode(word));
  return head;
}

// The only entry of `year` that `agrees`.
template <typename Agrees>
const Entry* only_one(const ReferenceList& list, std::string_view year, Agrees&& agrees) {
  const Entry* only = nullptr;
  for (const Entry& entry : list.entries()) {
    if (!has_year(entry, year)) continue;
    const Words head = head_of(entry);
    if (head.empty() || !agrees(head)) continue;
    if (only) return nullptr;
    only = &entry;
  }
  return only;
}

const Entry* nearly(const ReferenceList& list, std::string_view author, std::string_view year) {
  const Words words = capital_words(author);
  if (words.empty()) return nullptr;
  const bool several = author.find(',') != author.npos || author.find('&') != author.npos;
  if (several && words.size() > 1)
    if (const Entry* entry = only_one(list, year, [&](const Words& head) { return head[0] == words[0]; }))
      return entry;
  if (const Entry* entry =
          only_one(list, year, [&](const Words& head) { return named_in_full(words, head); }))
    return entry;
  // A family name alone, perhaps with initials: of bodies, names that differ in a word differ.
  const auto is_name = [](const icu::UnicodeString& word) { return word.length() > 2; };
  if (std::count_if(words.begin(), words.end(), is_name) != 1) return nullptr;
  return only_one(list, year, [&](const Words& head) {
    return nearly_same(words[0], head[0]) || goes_on(words[0], head[0]);
  });
}

// The entry that is meant, of all that name the same author and the same year as `found`.
std::optional<Span> one_of_year(const ReferenceList& list, const Entry& found, std::string_view year) {
  std::vector<const Entry*> peers;
  for (const Entry& entry : list.entries())
    if (entry.head == found.head && !entry.years.empty() && !found.years.empty() &&
        entry.years.front().substr(0, 4) == found.years.front().substr(0, 4))
      peers.push_back(&entry);
  if (peers.size() < 2 || found.years.front() == year) {
    const bool twice = std::count_if(peers.begin(), peers.end(),
                                     [&](const Entry* entry) { return entry->years.front() == year; }) > 1;
    return twice ? std::nullopt : std::optional(found.span);
  }
  if (year.size() < 5 || year[4] < 'a') return std::nullopt;
  const auto letter = static_cast<std::size_t>(year[4] - 'a');
  return letter < peers.size() ? std::optional(peers[letter]->span) : std::nullopt;
}

const Entry* entry_at(const ReferenceList& list, Span span) {
  for (const Entry& entry : list.entries())
    if (entry.span.begin == span.begin) return &entry;
  return nullptr;
}

}  // namespace

std::optional<Span> cited_entry(const ReferenceList& list, std::string_view author, std::string_view year) {
  if (const auto span = list.written_by(author, year)) {
    const Entry* found = entry_at(list, *span);
    return found ? one_of_year(list, *found, year) : span;
  }
  const std::size_t comma = author.rfind(',');
  if (comma != author.npos)
    if (const auto span = list.written_by(author.substr(0, comma), year)) return span;
  const Entry* entry = nearly(list, author, year);
  return entry ? one_of_year(list, *entry, year) : std::nullopt;
}

}  // namespace proviso::nlp
