// The byte form of Findings: what a worker sends beside the packed document.
#pragma once

#include <string>
#include <string_view>

#include "app/workers/bytes.h"
#include "extract/document.h"
#include "nlp/provision.h"

namespace proviso::app {

std::string pack_findings(const nlp::Findings& findings);

// Checks that the bytes are findings about `document`: spans inside its text and on character starts,
// quotes inside their block, block indices, enumerations, finite numbers, UTF-8, the promised order.
// Throws BadMessage.
nlp::Findings unpack_findings(std::string_view bytes, const extract::Document& document);

}  // namespace proviso::app
