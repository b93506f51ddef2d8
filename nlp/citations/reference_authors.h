// The authors of an entry of a reference list.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace proviso::nlp {

// "Weimar, W. & Ali, K." gives two persons, "Centre for Law and Justice" one organisation: an "and" parts
// authors only where persons stand on both sides of it. "et al." and "(eds.)" are left out.
std::vector<std::string> authors_in(std::string_view head);

// How many bytes at the beginning of `text` are a list of persons with initials, as before a title that no
// year precedes: "Иванов И. И., Петров П. П." of "Иванов И. И., Петров П. П. Название". 0: there is none.
std::size_t leading_persons(std::string_view text);

}  // namespace proviso::nlp
