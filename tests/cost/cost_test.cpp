// No text may make a rule slow: what finding costs grows with the text, not with its square.
//
// Nothing here is timed. The room of language is compiled once more for this program, with a call at each
// basic block (-fsanitize-coverage=trace-pc), and the calls are counted. What RE2 and ICU do inside is not
// counted, but how often they are asked is, and the engine bounds each match (kReach in rules_match.cpp).
// What the engine's own programs do is counted: most of the steps are theirs.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "extract/read.h"
#include "nlp/find.h"

namespace {

std::uint64_t steps = 0;

}  // namespace

extern "C" void __sanitizer_cov_trace_pc() { ++steps; }

namespace proviso::nlp {
namespace {

// With all patterns that texts ask for first compiled: that is no cost of a text.
RuleSet warm_rules() {
  RuleSet loaded = RuleSet::load(PROVISO_SOURCE_DIR "/rules");
  for (const Rule& rule : loaded.rules())
    for (const Example& example : rule.yes)
      for (const char* language : {"en", "ru", "uk", "ro", "de", "und"})
        loaded.match(fold(example.text, 0), language);
  return loaded;
}

const RuleSet& rules() {
  static const RuleSet loaded = warm_rules();
  return loaded;
}

std::string repeated(std::string_view piece, std::size_t size) {
  std::string out;
  out.reserve(size + piece.size());
  while (out.size() < size) out += piece;
  return out;
}

std::uint64_t steps_in(const std::string& text) {
  const extract::Document document = extract::plain_document(text);
  const RuleSet& loaded = rules();
  const std::uint64_t before = steps;
  const Findings findings = find(document, loaded);
  EXPECT_LE(findings.provisions.size(), text.size());
  return steps - before;
}

// A piece of text that is read in one go, and eight of them, which cost at most ten times as much: a square
// would cost 64 times as much. Prose costs 200 to 400 steps a byte; what costs less may grow up to that. And
// no text costs more than so many steps a byte.
constexpr std::size_t kSize = 8000, kTimes = 8;
constexpr std::uint64_t kMostGrowth = 10, kProse = 400, kMost = 40000;

void grows_with_the_text(const std::string& piece) {
  SCOPED_TRACE("\"" + piece + "\" again and again");
  const std::uint64_t small = steps_in(repeated(piece, kSize)),
                      large = steps_in(repeated(piece, kTimes * kSize));
  EXPECT_LE(large, kMostGrowth * std::max(small, kProse * kSize))
      << "a byte costs " << small / kSize << " steps in the short text and " << large / (kTimes * kSize)
      << " in the long one";
  EXPECT_LE(large, kMost * kTimes * kSize);
}

// The first words of a text: a rule that begins and does not go on.
std::string first_words(std::string_view text) {
  std::size_t half = text.find(' ', text.size() / 2);
  return std::string(text.substr(0, half)) + " ";
}

std::string in_one_line(std::string text) {
  for (char& c : text)
    if (c == '\n') c = ' ';
  return text;
}

class CostOf : public testing::TestWithParam<Finds> {};

// What each rule finds, and how it begins, in a row without end.
TEST_P(CostOf, what_a_rule_finds) {
  for (const Rule& rule : rules().rules()) {
    if (rule.finds != GetParam() || rule.yes.empty()) continue;
    const std::string text = in_one_line(rule.yes.front().text);
    grows_with_the_text(text + " ");
    grows_with_the_text(first_words(text));
  }
}

INSTANTIATE_TEST_SUITE_P(Rules, CostOf,
                         testing::Values(Finds::figure, Finds::article, Finds::recommendation,
                                         Finds::nothing),
                         [](const auto& info) { return std::string(name(info.param)); });

TEST(Cost, of_rows_of_one_thing_grows_with_the_text) {
  for (const char* piece :
       {"12,",    "12 ",       "1.",          "20 тыс. ",    "from 5 to ",
        "(12) ",  "2018-",     "2018, ",      "5% ",         "USD 5 ",
        "one ",   "двадцать ", "half ",       "every ",      "in 2018 ",
        "March ", "Moldova ",  "Moldova 5, ", "Молдова 5, ", "In the same year 5 men came. "})
    grows_with_the_text(piece);
  for (const char* piece : {"Articles 5 and ", "статьи 5 и ", "Articles 5. ", "Art. 5, ", "ст. 5, ",
                            "the same article ", "Criminal Code ", "УК РФ ", "CC ", "Art. 5 of the CC, "})
    grows_with_the_text(piece);
  for (const char* piece : {"should ", "следует ", "the Government should ", "it is necessary to ", "and ",
                            "и ", "that ", "Should. "})
    grows_with_the_text(piece);
  for (const char* piece : {"(", "[", "\"", "- ", "/", ". ", "? ", "§", "[8] ", "(ibid.) ", "12 men (ibid.) ",
                            "(IOM, 2015) ", "http://a.b/ ", "a", "ж", "a. ", ".("})
    grows_with_the_text(piece);
}

// A row of a table is as long as somebody makes it; its cells know each other.
TEST(Cost, of_tables_grows_with_the_table) {
  const auto row = [](std::size_t cells) { return "| " + repeated("5 men | ", 8 * cells); };
  const auto rows = [](std::size_t count) {
    return "| Country | Men |\n" + repeated("| Moldova | 5 |\n", 15 * count);
  };
  EXPECT_LE(steps_in(row(800)), kMostGrowth * steps_in(row(100)));
  EXPECT_LE(steps_in(rows(800)), kMostGrowth * steps_in(rows(100)));
}

// A line of a megabyte is read like any other.
TEST(Cost, a_megabyte_in_one_line_is_read) {
  std::string text = repeated("the drivers came and went and ", 1 << 20);
  text += "in 2016 some 41,300 drivers came from Georgia.";
  const Findings findings = find(extract::plain_document(text), rules());
  ASSERT_EQ(findings.provisions.size(), 1U);
  EXPECT_EQ(std::get<Figure>(findings.provisions[0].what).value, 41300);
}

TEST(Cost, of_a_megabyte_is_that_of_its_parts) {
  for (const char* piece : {"12,", "Articles 5 and "}) {
    const std::uint64_t small = steps_in(repeated(piece, 1 << 17));
    EXPECT_LE(steps_in(repeated(piece, 1 << 20)), kMostGrowth * small) << piece;
  }
}

// A number of a hundred thousand digits is no number, and what stands beside it is.
TEST(Cost, a_number_without_end_is_left_out) {
  const std::string text = "Some 41,300 drivers came. No. " + repeated("1234567890", 100000);
  const Findings findings = find(extract::plain_document(text), rules());
  ASSERT_EQ(findings.provisions.size(), 1U);
  EXPECT_EQ(std::get<Figure>(findings.provisions[0].what).value, 41300);
  for (const char* digits : {"1", "1.", "1 ", "1-"})
    EXPECT_LE(steps_in("No. " + repeated(digits, 100000)),
              kMostGrowth * steps_in("No. " + repeated(digits, 12500)))
        << digits;
}

// What honest reports cost, so that a change which makes finding slower is seen. Steps are the same on every
// machine; the bound leaves room for rules to come.
TEST(Cost, of_honest_reports_stays_what_it_was) {
  constexpr std::uint64_t most_a_byte = 800;
  std::uint64_t taken = 0, bytes = 0;
  for (const auto& entry : std::filesystem::directory_iterator(PROVISO_SOURCE_DIR "/corpus")) {
    if (entry.path().extension() != ".pdf") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string pdf{std::istreambuf_iterator<char>(in), {}};
    const extract::Document document = extract::read_pdf(pdf, {.ocr = extract::OcrMode::never});
    find(document, rules());  // compiles what it needs
    const std::uint64_t before = steps;
    find(document, rules());
    taken += steps - before;
    bytes += document.text.size();
  }
  ASSERT_GT(bytes, 30'000U);
  EXPECT_LE(taken, most_a_byte * bytes) << taken / bytes << " steps a byte";
}

}  // namespace
}  // namespace proviso::nlp
