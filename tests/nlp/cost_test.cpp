// No text may make a rule slow: what finding costs grows with the text, not with its square. The bounds are
// ratios between two texts of the same kind, far above what a machine's mood can change and far below a
// square.
#include <gtest/gtest.h>

#include <ctime>

#include "nlp/find.h"
#include "project_rules.h"

namespace proviso::nlp {
namespace {

std::string repeated(std::string_view piece, std::size_t size) {
  std::string out;
  while (out.size() < size) out += piece;
  return out;
}

// Processor time of finding in one block of `size` bytes made of `piece`.
double cost(std::string_view piece, std::size_t size) {
  const extract::Document document = extract::plain_document(repeated(piece, size));
  timespec begin{}, end{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &begin);
  const Findings findings = find(document, project_rules());
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
  EXPECT_LE(findings.provisions.size(), size);
  return static_cast<double>(end.tv_sec - begin.tv_sec) +
         1e-9 * static_cast<double>(end.tv_nsec - begin.tv_nsec);
}

class Cost : public testing::TestWithParam<const char*> {};

// Eight times the text: a square would cost 64 times as much.
TEST_P(Cost, grows_with_the_text) {
  constexpr std::size_t kSize = 8000;
  cost(GetParam(), kSize);  // compiles what the text needs
  EXPECT_LE(cost(GetParam(), 8 * kSize), 40 * std::max(cost(GetParam(), kSize), 0.005));
}

INSTANTIATE_TEST_SUITE_P(lines, Cost,
                         testing::Values("12,", "12 ", "20 тыс. ", "from 5 to ", "(12) ", "Moldova ",
                                         "2018-"));

// A line of a megabyte is read like any other.
TEST(Cost, a_megabyte_in_one_line_is_read) {
  std::string text = repeated("the drivers came and went and ", 1 << 20);
  text += "in 2016 some 41,300 drivers came from Georgia.";
  const Findings findings = find(extract::plain_document(text), project_rules());
  ASSERT_EQ(findings.provisions.size(), 1U);
  EXPECT_EQ(std::get<Figure>(findings.provisions[0].what).value, 41300);
}

// A number of a hundred thousand digits is no number, and what stands beside it is.
TEST(Cost, a_number_without_end_is_left_out) {
  const std::string text = "Some 41,300 drivers came. No. " + repeated("1234567890", 100000);
  const Findings findings = find(extract::plain_document(text), project_rules());
  ASSERT_EQ(findings.provisions.size(), 1U);
  EXPECT_EQ(std::get<Figure>(findings.provisions[0].what).value, 41300);
}

}  // namespace
}  // namespace proviso::nlp
