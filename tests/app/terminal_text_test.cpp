#include "app/output/terminal_text.h"

#include <gtest/gtest.h>

namespace proviso::app {
namespace {

TEST(TerminalText, WritesOutWhatCouldRewriteTheScreen) {
  EXPECT_EQ(for_terminal("red\x1b[31m"), "red\\u001b[31m");
  EXPECT_EQ(for_terminal("a\tb\rc\x7F"), "a\\u0009b\\u000dc\\u007f");
  EXPECT_EQ(for_terminal("\xC2\x9B"
                         "2J"),
            "\\u009b2J");  // C1 control sequence introducer
  EXPECT_EQ(for_terminal("pay \xE2\x80\xAE"
                         "001"),
            "pay \\u202e001");  // right-to-left override
  EXPECT_EQ(for_terminal("a\xE2\x80\xA8"
                         "b"),
            "a\\u2028b");
  EXPECT_EQ(for_terminal("na\xFFme\xC0\xAF"), "na\\xffme\\xc0\\xaf");
}

TEST(TerminalText, LeavesHonestTextAlone) {
  EXPECT_EQ(for_terminal("статья 127¹, “quoted” — 20 €\nnext"), "статья 127¹, “quoted” — 20 €\nnext");
  EXPECT_EQ(for_terminal_line("one\ntwo"), "one two");
}

TEST(TerminalText, JsonStaysTheSameContent) {
  EXPECT_EQ(harmless_json("{\"a\":\"x\xE2\x80\xAEy\xC2\x9B\"}"), "{\"a\":\"x\\u202ey\\u009b\"}");
  EXPECT_EQ(harmless_json("{\"я\":1}"), "{\"я\":1}");
}

TEST(TerminalText, CountsColumnsAndShortens) {
  EXPECT_EQ(columns("и\xCC\x86"), 1u);  // и and a combining breve
  EXPECT_EQ(shortened("статья", 6), "статья");
  EXPECT_EQ(shortened("статья", 4), "ста…");
  EXPECT_EQ(folded("one two three", 7, "  "), "  one two\n  three\n");
  EXPECT_EQ(folded("a verylongwordindeed b", 5, ""), "a\nverylongwordindeed\nb\n");
}

}  // namespace
}  // namespace proviso::app
