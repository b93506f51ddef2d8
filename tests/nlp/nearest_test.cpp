#include "nlp/nearest.h"

#include <gtest/gtest.h>

namespace proviso::nlp {
namespace {

TEST(Nearest, TheFewestChangesButNotTooMany) {
  EXPECT_EQ(nearest("saays", {"rule", "says", "sets"}), "says");
  EXPECT_EQ(nearest("serch", {"show", "search", "score"}), "search");
  EXPECT_EQ(nearest("tset", {"test", "sets"}), "test");  // the first of two as near
  EXPECT_EQ(nearest("colour", {"rule", "says"}), "");
  EXPECT_EQ(nearest("recomendatoin", {"figure", "recommendation"}), "recommendation");
  EXPECT_EQ(nearest("x", {}), "");
}

}  // namespace
}  // namespace proviso::nlp
