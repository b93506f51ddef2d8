// Which known name a mistyped one may mean.
#pragma once

#include <string_view>
#include <vector>

namespace proviso::nlp {

// The one of `known` that is nearest to `given`: the fewest characters to change, add or leave out, the first
// of several; at most 2 of them, or a third of the length of `given`. Empty if none is near.
//   nearest("saays", {"rule", "says"}) == "says"
//   nearest("colour", {"rule", "says"}) == ""
std::string_view nearest(std::string_view given, const std::vector<std::string_view>& known);

}  // namespace proviso::nlp
