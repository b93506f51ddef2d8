#include "app/output/trace_html.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/commands/source_files.h"
#include "program.h"

namespace proviso::app {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(TraceHtml, NothingThatADocumentSaysIsMarkup) {
  EXPECT_EQ(escaped_html("<img src=\"x\" onerror='a&b'>"),
            "&lt;img src=&quot;x&quot; onerror=&#39;a&amp;b&#39;&gt;");
  EXPECT_EQ(escaped_html("a\x01"
                         "b\u202Ec\xFF"
                         "d\u0085"),
            "a\uFFFDb\uFFFDc\uFFFDd\uFFFD");
  EXPECT_EQ(escaped_html("Жëë\n"), "Жëë\n");
}

TEST(TraceHtml, Base64) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foo"), "Zm9v");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(base64(std::string("\xFF\xFE\x00", 3)), "//4A");
}

TEST(TraceHtml, HostileReportsStayText) {
  const std::string bad = "</title><script>alert(1)</script>\"'";
  Chain chain;
  store::ProvisionRecord& provision = chain.provision;
  provision.id = "f-1";
  provision.kind = "figure";
  provision.what = nlp::Figure{.value = 5, .time = bad, .counted = bad};
  provision.document = {bad, bad, bad, bad, bad};
  provision.quote = provision.context = provision.rule = provision.page_label = bad;
  provision.section = {bad};
  provision.cites = {
      {.marker = bad, .text = bad, .page = 3, .reference = "x" + bad, .url = "javascript:alert(1)"},
      {.marker = "2", .url = "https://example.org/\"><script>"}};
  provision.reviews.push_back({.review = {"rejected", bad, bad, bad, bad}, .at = bad});
  chain.rule = store::RuleVersion{bad, bad, bad};
  chain.found = store::RunRecord{.start = {.program = bad, .fingerprint = bad, .versions = {bad}}};
  const std::string html = trace_html(chain, {{1, "png", {Frame::Role::statement, Frame::Role::note}}});
  EXPECT_THAT(html, Not(HasSubstr("<script")));
  EXPECT_THAT(html, Not(HasSubstr("href=\"javascript")));
  EXPECT_THAT(html, HasSubstr("href=\"https://example.org/&quot;&gt;&lt;script&gt;\""));
  EXPECT_THAT(html, HasSubstr("src=\"data:image/png;base64,cG5n\""));
  EXPECT_EQ(html.find("</title>"), html.rfind("</title>"));
}

TEST(TraceHtml, TheQuoteIsMarkedInItsContext) {
  Chain chain;
  chain.provision.what = nlp::Figure{};
  chain.provision.quote = "4 < 5";
  chain.provision.context = "We say 4 < 5 here.";
  chain.provision.context_span = {100, 118};
  chain.provision.where = {107, 112};
  EXPECT_THAT(trace_html(chain, {}), HasSubstr("We say <mark>4 &lt; 5</mark> here."));
}

TEST(SourceFiles, TheLongestEndOfThePathCounts) {
  const Folder folder;
  const std::string near = folder.write("b/c.pdf", "x");
  const std::string far = folder.write("c.pdf", "x");
  EXPECT_EQ(file_now("/a/b/c.pdf", folder.path()), near);
  EXPECT_EQ(file_now("/a/z/c.pdf", folder.path()), far);
  EXPECT_EQ(file_now("/a/b/d.pdf", folder.path()), "/a/b/d.pdf");
  EXPECT_EQ(file_now("/a/b/c.pdf", ""), "/a/b/c.pdf");
}

}  // namespace
}  // namespace proviso::app
