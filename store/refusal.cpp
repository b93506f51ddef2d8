#include "store/refusal.h"

#include <algorithm>
#include <array>

namespace proviso::store {

namespace {

// In the order of the enumeration.
constexpr std::array<std::string_view, 21> words{
    "missing",  "no-permission", "unreadable",      "link",            "not-a-file", "no-pdfs",     "too-big",
    "changing", "not-a-pdf",     "empty",           "truncated",       "password",   "damaged",     "no-pages",
    "changed",  "too-slow",      "too-much-memory", "too-much-output", "crashed",    "bad-message", "failed"};
static_assert(words.size() == static_cast<std::size_t>(RefusalCode::failed) + 1);

}  // namespace

std::string_view name(RefusalCode code) { return words.at(static_cast<std::size_t>(code)); }

std::optional<RefusalCode> refusal_code_named(std::string_view word) {
  const auto found = std::find(words.begin(), words.end(), word);
  if (found == words.end()) return std::nullopt;
  return static_cast<RefusalCode>(found - words.begin());
}

bool says_nothing_of_bytes(RefusalCode code) {
  switch (code) {
    case RefusalCode::missing:
    case RefusalCode::no_permission:
    case RefusalCode::unreadable:
    case RefusalCode::too_slow:
    case RefusalCode::too_much_memory:
    case RefusalCode::too_much_output:
    case RefusalCode::changing:
    case RefusalCode::crashed:
    case RefusalCode::bad_message:
      return true;
    case RefusalCode::link:
    case RefusalCode::not_a_file:
    case RefusalCode::no_pdfs:
    case RefusalCode::too_big:
    case RefusalCode::not_a_pdf:
    case RefusalCode::empty:
    case RefusalCode::truncated:
    case RefusalCode::password:
    case RefusalCode::damaged:
    case RefusalCode::no_pages:
    case RefusalCode::changed:
    case RefusalCode::failed:
      return false;
  }
  return false;
}

}  // namespace proviso::store
