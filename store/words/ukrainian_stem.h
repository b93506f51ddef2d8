// Stems of Ukrainian words, for which Snowball has no rules.
#pragma once

#include <string>
#include <string_view>

namespace proviso::store {

// Does a folded Cyrillic word have a letter that Ukrainian has and Russian has not (і ї є ґ '), so that the
// Russian rules would leave its ending on? (Belarusian і comes here too, and loses the same endings.)
bool has_ukrainian_letters(std::string_view word);

// The word without its ending of declension. Made to meet the Russian rules, which stem the other forms of
// the same word: "примусової" gives "примусов", as they give for "примусова".
std::string ukrainian_stem(std::string_view word);

}  // namespace proviso::store
