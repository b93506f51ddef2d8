// The worked example of rules/README.md, done in a copy of the folder: rules are extended by editing files
// alone.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "nlp/find.h"
#include "nlp/rules_check.h"

namespace proviso::nlp {
namespace {

namespace fs = std::filesystem;

class RulesFolder : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("proviso-rules-" + std::to_string(::getpid()));
    fs::remove_all(folder_);
    fs::copy(PROVISO_SOURCE_DIR "/rules", folder_, fs::copy_options::recursive);
  }
  void TearDown() override { fs::remove_all(folder_); }

  // Replaces the first `from` of `file` by `to`.
  void edit(const std::string& file, const std::string& from, const std::string& to) const {
    std::ifstream in(folder_ / file);
    std::ostringstream read;
    read << in.rdbuf();
    std::string text = read.str();
    const auto at = text.find(from);
    ASSERT_NE(at, std::string::npos) << file << " has no " << from;
    text.replace(at, from.size(), to);
    std::ofstream(folder_ / file) << text;
  }

  std::string found_in(const std::string& text) const {
    const RuleSet rules = RuleSet::load(folder_);
    std::string out;
    for (const Provision& provision : find(extract::plain_document(text), rules).provisions) {
      if (!out.empty()) out += "; ";
      if (const auto* article = std::get_if<Article>(&provision.what)) out += canonical(*article);
      if (const auto* figure = std::get_if<Figure>(&provision.what))
        out += std::to_string(static_cast<int>(figure->value));
    }
    return out;
  }

  fs::path folder_ = {};
};

TEST_F(RulesFolder, LearnsTheCodeOfACountry) {
  const std::string text = "The offence is punished under Article 154 KL.";
  EXPECT_EQ(found_in(text), "");
  edit("vocabulary/articles.yaml", "    \"criminal_code:DE\": [StGB]\n",
       "    \"criminal_code:DE\": [StGB]\n    \"criminal_code:LV\": [KL]\n");
  EXPECT_EQ(found_in(text), "LV/criminal_code/154");
}

TEST_F(RulesFolder, LearnsTheNumeralsOfALanguage) {
  const std::string text =
      "Die Polizei in Wien fand zwölf Opfer von Menschenhandel, die lange gearbeitet hatten.";
  EXPECT_EQ(found_in(text), "");
  std::ofstream(folder_ / "vocabulary/numbers-de.yaml") << "- word: numeral_de\n"
                                                           "  says: A number word in German.\n"
                                                           "  like: [zwei, zwölf]\n"
                                                           "  values:\n"
                                                           "    2: [zwei]\n"
                                                           "    12: [zwölf]\n"
                                                           "  reads: numeral\n";
  edit("vocabulary/numbers.yaml", "|{numeral_uk}", "|{numeral_uk}|{numeral_de}");
  EXPECT_EQ(found_in(text), "12");
}

// The language of the second example of rules/README.md, as its lines stand there.
TEST_F(RulesFolder, LearnsALanguage) {
  std::ifstream readme(PROVISO_SOURCE_DIR "/rules/README.md");
  std::string line, file;
  for (bool inside = false; std::getline(readme, line);) {
    if (line.starts_with("```")) inside = false;
    if (inside) std::ofstream(folder_ / file, std::ios::app) << line << "\n";
    if (line.starts_with("```yaml ")) {
      file = line.substr(8);
      inside = true;
    }
  }
  edit("vocabulary/numbers.yaml", "|{numeral_uk}", "|{numeral_uk}|{numeral_pl}");
  const RuleSet rules = RuleSet::load(folder_);
  const std::string text =
      "W maju 2018 roku policja znalazła na budowie ponad dwadzieścia jeden kobiet, które pracowały bez "
      "umowy. "
      "Sprawców skazano na podstawie art. 189a Kodeksu karnego.";
  std::string out;
  for (const Provision& provision : find(extract::plain_document(text), rules).provisions) {
    if (const auto* article = std::get_if<Article>(&provision.what)) out += canonical(*article) + "; ";
    if (const auto* figure = std::get_if<Figure>(&provision.what))
      out += std::to_string(static_cast<int>(figure->value)) + " " + std::string(name(figure->qualifier)) +
             " " + figure->time + " " + figure->counted + "; ";
  }
  EXPECT_EQ(out, "21 over 2018-05 kobiet; PL/criminal_code/189a; ");
  for (const auto& failed : check_examples(rules).failed)
    ADD_FAILURE() << failed.name << ": " << failed.problem;
}

}  // namespace
}  // namespace proviso::nlp
