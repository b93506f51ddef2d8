// Stems of words: what the forms of a word share.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

struct sb_stemmer;

namespace proviso::store {

// Snowball's stems, remembered: words of a report repeat.
class Stems {
 public:
  Stems();
  ~Stems();
  Stems(const Stems&) = delete;
  Stems& operator=(const Stems&) = delete;

  // The stem of a folded word: of ASCII letters by the English, of Cyrillic ones by the Russian rules, or by
  // those of ukrainian_stem.h. Empty for what has none (digits, other scripts). The view is good until the
  // next call.
  std::string_view of(std::string_view word);

 private:
  sb_stemmer* english_;
  sb_stemmer* russian_;
  std::unordered_map<std::string, std::string> known_;
  std::string key_;
};

}  // namespace proviso::store
