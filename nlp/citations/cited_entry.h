// Which entry of the reference list an author-year reference means, where writers are not as exact as lists.
#pragma once

#include <optional>
#include <string_view>

#include "nlp/citations/reference_list.h"

namespace proviso::nlp {

// ReferenceList::written_by, and where that finds none:
//   - the name up to its last comma ("Radio Azattyq, Kazakhstan" is Radio Azattyq),
//   - the first of several authors ("Olimova, Mamdzhanova"),
//   - a name in full for initials in the list or the other way round ("Ministry of Internal Affairs" and "MIA"),
//   - a name that differs in one letter, or goes on ("Yaganyan" and "Yeganyan", "Inbusinesskz" and "INBUSINESS"),
// each with the year, and only where no other entry agrees as well. Of several entries by the same author of the
// same year the letter behind the year tells which ("2017b" is the second, in the order of the list); without a
// letter none is meant for certain: nullopt.
std::optional<extract::Span> cited_entry(const ReferenceList& list, std::string_view author,
                                         std::string_view year);

}  // namespace proviso::nlp
