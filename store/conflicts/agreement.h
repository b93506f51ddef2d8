// When two figures say the same number.
#pragma once

#include "nlp/provision.h"

namespace proviso::store {

enum class Agreement { same, agree, differ };

// `same`: equal values. `agree`: one is the other rounded to the digits it is written with (3,300 and 3,339,
// but not 3,400 and 3,339), or lies where the other's range or qualifier admits it: about a tenth beside
// "about", up to half as much above "over" or below "up to".
Agreement agreement(const nlp::Figure& one, const nlp::Figure& other);

}  // namespace proviso::store
