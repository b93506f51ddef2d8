// The fields of a figure, in the one form that every command prints.
#pragma once

#include "app/output/json.h"
#include "nlp/provision.h"

namespace proviso::app {

// The object "figure" of an exported line; README.md describes it.
Json figure_json(const nlp::Figure& figure);

}  // namespace proviso::app
