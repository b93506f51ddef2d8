#include "store/words/stems.h"

#include <libstemmer.h>

#include <new>

#include "store/words/ukrainian_stem.h"

namespace proviso::store {

namespace {

constexpr std::size_t kRemembered = 100'000;  // words; a few megabytes

enum class Letters { latin, cyrillic, other };

Letters letters_of(std::string_view word) {
  bool latin = false, cyrillic = false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const auto byte = static_cast<unsigned char>(word[i]);
    if (byte >= 'a' && byte <= 'z') {
      latin = true;
    } else if (byte >= 0xD0 && byte <= 0xD3 && i + 1 < word.size()) {  // U+0400 to U+04FF
      cyrillic = true;
      ++i;
    } else if (byte != '\'') {
      return Letters::other;
    }
  }
  if (latin == cyrillic) return Letters::other;
  return latin ? Letters::latin : Letters::cyrillic;
}

}  // namespace

Stems::Stems() : english_(sb_stemmer_new("english", nullptr)), russian_(sb_stemmer_new("russian", nullptr)) {
  if (english_ != nullptr && russian_ != nullptr) return;
  sb_stemmer_delete(english_);
  sb_stemmer_delete(russian_);
  throw std::bad_alloc();
}

Stems::~Stems() {
  sb_stemmer_delete(english_);
  sb_stemmer_delete(russian_);
}

std::string_view Stems::of(std::string_view word) {
  const Letters letters = letters_of(word);
  if (letters == Letters::other) return {};
  key_.assign(word);
  if (const auto found = known_.find(key_); found != known_.end()) return found->second;
  if (known_.size() >= kRemembered) known_.clear();
  if (letters == Letters::cyrillic && has_ukrainian_letters(word)) {
    return known_.emplace(key_, ukrainian_stem(word)).first->second;
  }
  sb_stemmer* stemmer = letters == Letters::latin ? english_ : russian_;
  const auto* stem = sb_stemmer_stem(stemmer, reinterpret_cast<const sb_symbol*>(word.data()),
                                     static_cast<int>(word.size()));
  if (stem == nullptr) throw std::bad_alloc();
  const auto size = static_cast<std::size_t>(sb_stemmer_length(stemmer));
  return known_.emplace(key_, std::string(reinterpret_cast<const char*>(stem), size)).first->second;
}

}  // namespace proviso::store
