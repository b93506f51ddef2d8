// Keeping reviews with the words that they rest on.
#pragma once

#include <cstdint>
#include <string>

#include "store/rows/connection.h"

namespace proviso::store {

// After `document` got new provisions: reviews of its words, or of those of an earlier file at `path`, go to
// the provision that has them now; to none if there is none.
void attach_reviews(const Connection& connection, std::int64_t document, const std::string& sha256,
                    const std::string& path);

// After provisions went: reviews of them belong to none.
void detach_reviews(const Connection& connection, const std::string& sha256);

}  // namespace proviso::store
