// What fits what: the words, numbers and names of annotations and predictions. Used inside scoring only.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/scoring/score.h"

namespace proviso::app {

using Places = std::set<std::pair<std::string, int>>;  // document, page

// How well a prediction fits an annotation; 0 if it does not.
double match(const Scored& gold, const Scored& found);

// Whether a prediction that matches nothing is no mistake: it says what an optional annotation says, or
// is a bare label on the page of a chart.
bool excused(const Scored& found, const std::vector<const Scored*>& optional, const Places& charts);

// Fields as they are compared: points in lower case, markers without brackets and full stops.
std::string plain_point(std::string_view text);
std::set<std::string> plain_cites(const std::vector<std::string>& cites);

}  // namespace proviso::app
