// The door to the room: a document and a rule set go in, findings come out.
#pragma once

#include "extract/document.h"
#include "nlp/provision.h"
#include "nlp/rules.h"

namespace proviso::nlp {

// Finds every provision of `document`. Pure: no input or output, no state between calls, same
// result for the same arguments. Blocks of kind running and blocks on bad pages give nothing.
Findings find(const extract::Document& document, const RuleSet& rules);

}  // namespace proviso::nlp
