// The citations of the corpus, checked by hand against the pages: what each statement cites, and how the note
// or the entry of the reference list begins that it resolves to.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "extract/read.h"
#include "nlp/find.h"

namespace {

namespace fs = std::filesystem;
using namespace proviso;

struct Expected {
  const char* report;
  const char* quote;   // how the statement's quote begins
  const char* marker;  // of its first citation
  const char* source;  // how the entry begins, else the note
};

constexpr Expected kChecked[] = {
    {"eaeu-workers-ru", "2,35 млрд долларов", "[4]", "[4] Балатай А., Геворкян С."},
    {"eaeu-workers-ru", "до 1,1 миллиарда долларов", "[4]", "[4] Балатай А., Геворкян С."},
    {"eaeu-workers-ru", "18,7 млн рублей", "[5]", "[5] Профсоюз трудящихся-мигрантов"},
    {"eaeu-workers-ru", "412 человек", "[5]", "[5] Профсоюз трудящихся-мигрантов"},
    {"eaeu-workers-ru", "ч. 2 ст. 145.1 УК РФ", "5", "Ответ следственного управления"},
    {"labour-corridors-en", "some 2.4 million citizens", "1", "Corridor survey, weighted"},
    {"labour-corridors-en", "over 310,000", "2", "Corridor survey, weighted"},  // Ibid.
    {"labour-corridors-en", "37%", "4", "National Statistical Committee"},
    {"labour-corridors-en", "$9.8 bln", "5", "Calculated from the quarterly"},
    {"labour-corridors-en", "USD 2.41 billion", "6", "National Bank of the Kyrgyz Republic"},
    {"labour-corridors-en", "Article 18.10", "8", "As amended by Federal Law"},
    {"labour-corridors-en", "more than 78,000", "9", "Answer of the State Migration Service"},
    {"labour-corridors-en", "Article 4 of the Protocol", "14", "Draft concept"},
    {"penal-response-en", "11.274 travellers", "Kvirikashvili, 2019: 12", "Kvirikashvili, N. (2019)"},
    {"penal-response-en", "18,6%", "Kvirikashvili, 2019: 12", "Kvirikashvili, N. (2019)"},
    {"penal-response-en", "from 15.000 to 45.000", "Varga, 2017: 88", "Varga, E. (2017)"},
    {"penal-response-en", "30,8% of the sentences", "Ursu and Bivol, 2019", "Ursu, V. and Bivol, A."},
    {"penal-response-en", "Art. 371-1 CC", "2", "Part 2 was added in 2012"},
    {"protection-notes-uk", "1117 особам", "3", "Серед них 176 дітей"},
    {"trafficking-review-ru", "4 372 человека", "2", "Сумма ответов центров"},
    {"trafficking-review-ru", "958 человек", "5", "Судебный департамент"},
    {"trafficking-review-ru", "ст. 149 УК Украины", "3", "Закон Украины от 6 сентября"},
    {"trafficking-review-ru", "пять приютов", "10", "Без учёта церковных"},
};

struct Report {
  extract::Document document = {};
  std::vector<nlp::Provision> provisions = {};
};

Report read(const std::string& name, const nlp::RuleSet& rules) {
  std::ifstream in(fs::path(PROVISO_SOURCE_DIR) / "corpus" / (name + ".pdf"), std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  const std::string file = bytes.str();
  Report report{.document = extract::read_pdf(file)};
  report.provisions = nlp::find(report.document, rules).provisions;
  return report;
}

TEST(CorpusCitations, ResolveToWhatWasCheckedByHand) {
  const nlp::RuleSet rules = nlp::RuleSet::load(fs::path(PROVISO_SOURCE_DIR) / "rules");
  std::map<std::string, Report> reports;
  for (const Expected& expected : kChecked) {
    if (!reports.contains(expected.report)) reports[expected.report] = read(expected.report, rules);
    const Report& report = reports[expected.report];
    const auto text = [&](extract::Span span) { return std::string(text_of(report.document, span)); };
    bool found = false;
    for (const nlp::Provision& provision : report.provisions) {
      if (!text(provision.where).starts_with(expected.quote) || provision.cites.empty()) continue;
      const nlp::Citation& citation = provision.cites.front();
      found = true;
      EXPECT_EQ(citation.marker, expected.marker) << expected.quote;
      const std::string source = text(citation.reference.empty() ? citation.note : citation.reference);
      EXPECT_TRUE(source.starts_with(expected.source)) << expected.quote << " cites " << source;
      break;
    }
    EXPECT_TRUE(found) << expected.report << ": no citation of " << expected.quote;
  }
}

}  // namespace
