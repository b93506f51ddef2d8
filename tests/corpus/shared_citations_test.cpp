// Citations of a published report, each checked by hand against its pages: what a statement on a page cites,
// and the entry of the reference list that is meant. Held as numbers of pages and notes, names and years.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <utility>

#include "extract/read.h"
#include "nlp/find.h"
#include "nlp/rules.h"

namespace {

namespace fs = std::filesystem;
using namespace proviso;

struct Checked {
  int page;            // of the statement
  const char* marker;  // as the statement cites
  const char* entry;   // how the entry begins
};

// Every citation of a figure or an article that a reader can follow to one entry of the list. Left out: a
// source that is not in the list, and one that two entries fit ("IOM (2016)").
constexpr Checked kChecked[] = {
    {5, "2", "UN (2019)"},
    {6, "10", "Petrov I. (2018)"},
    {6, "11", "Chudinovskikh O. (2014)"},
    {6, "12", "MIA of the Russian Federation (2019)"},
    {6, "13", "CIS Internet Portal (2019)"},
    {6, "15", "Ministry of Labor and Social Protection of Kazakhstan (2019)"},
    {6, "16", "Radio Azattyq (2018)"},
    {6, "18", "Baige News (2018)"},
    {6, "20", "State Statistical Committee of Azerbaijan (2019)"},
    {6, "21", "CIS Internet-Portal. The Migration Situation in Belarus"},
    {6, "22", "CIS Internet-Portal (2018)"},
    {7, "27", "Sizov Yu. (2018)"},
    {7, "Commonwealth Border Guard, 2019", "Shvedov D."},
    {7, "Gulina, 2018:9", "Gulina O. (2018)"},
    {8, "39", "Egorov I. (2019)"},
    {8, "40", "INBUSINESS Kazakhstan (2019)"},
    {8, "42", "Derkach O. (2018)"},
    {9, "46", "Altai State University (2019)"},
    {9, "47", "Poletaev D. (2019)"},
    {9, "53", "Eurasia Daily (2017). Almost"},
    {9, "54", "Egorov I. (2019)"},
    {9, "57", "PEW RESEARCH (2019)"},
    {11, "68", "Egorov I. (2019)"},
    {11, "68", "CARITAS (2018)"},
    {11, "69", "Ivashchenko Ye. (2018)"},
    {11, "70", "Poletaev D. (2019)"},
    {11, "71", "Altai State University (2019)"},
    {12, "71", "Altai State University (2019)"},
    {12, "79", "Ivakhnyuk I. (2017)"},
    {12, "Altai State University (2019)", "Altai State University (2019)"},
    {12, "Altai University 2019", "Altai State University (2019)"},
    {13, "91", "UNODC (2018)"},
    {13, "92", "MIA of the Republic of Belarus (2019)"},
    {13, "93", "TIP (2019)"},
    {13, "93", "Pravda (2017)"},
    {13, "93", "Ryazantsev S. (2015)"},
    {13, "94", "Altai State University (2019)"},
    {13, "95", "Zaionchkovskaya Zh. (2014)"},
    {14, "100", "TIP (2019)"},
    {14, "Trafficking in Persons, 2019", "TIP (2019)"},
    {14, "Gazeta 2019", "Gazeta (2019)"},
    {15, "Eastern Partnership 2017", "Eastern Partnership (2017)"},
    {25, "TIP (2019)", "TIP (2019)"},
    {25, "Moldobaev (2017)", "Moldobaev A. (2017)"},
    {25, "Olimova, Mamdzhanova (2006)", "Olimova S."},
    {25, "UNODC (2018)", "UNODC (2018)"},
    {25, "IOM (2017)", "IOM (2017)"},
    {25, "Hainzl (2019)", "Hainzl I. (2019)"},
    {25, "Yaganyan (2013)", "Yeganyan R. (2013)"},
    {27, "TIP (2019)", "TIP (2019)"},
    {27, "Moldobaev (2017)", "Moldobaev A. (2017)"},
    {27, "Olimova, Mamdzhanova (2006)", "Olimova S."},
    {27, "UNODC (2018)", "UNODC (2018)"},
    {27, "IOM (2017)", "IOM (2017)"},
    {27, "Hainzl (2019)", "Hainzl I. (2019)"},
    {27, "Yaganyan (2013)", "Yeganyan R. (2013)"},
};

// The source line under the table on pages 28 to 31.
constexpr std::pair<const char*, const char*> kUnderTable[] = {
    {"UNODC (2018)", "UNODC (2018)"},
    {"Trafficking in Persons (2019)", "TIP (2019)"},
    {"Eastern Partnership (2017)", "Eastern Partnership (2017)"},
    {"CARITAS (2018)", "CARITAS (2018)"},
    {"Republic of Belarus MIA (2019)", "MIA of the Republic of Belarus (2019)"},
    {"IOM (2015)", "IOM (2015)"},
    {"IOM (2017)", "IOM (2017)"},
    {"Russian Federation MIA (2016)", "MIA of the Russian Federation (2016)"},
    {"OSCE (2016)", "OSCE (2016)"},
    {"Pravo (2018)", "Pravo (2018)"},
    {"Sabekov (2016)", "Sabekov S. (2016)"},
};

using Place = std::pair<int, std::string>;  // page and marker

std::map<Place, std::set<std::string>> checked() {
  std::map<Place, std::set<std::string>> out;
  for (const Checked& row : kChecked) out[{row.page, row.marker}].insert(row.entry);
  for (const auto& [marker, entry] : kUnderTable)
    for (int page = 28; page <= 31; ++page) out[{page, marker}].insert(entry);
  return out;
}

// The entries that the program names for each citation of a figure or an article, as they begin.
std::map<Place, std::set<std::string>> resolved(const extract::Document& document) {
  std::map<Place, std::set<std::string>> out;
  const nlp::RuleSet rules = nlp::RuleSet::load(fs::path(PROVISO_SOURCE_DIR) / "rules");
  for (const nlp::Provision& provision : nlp::find(document, rules).provisions)
    for (const nlp::Citation& citation : provision.cites) {
      const auto page = static_cast<int>(extract::page_of(document, provision.where)) + 1;
      std::set<std::string>& entries = out[{page, citation.marker}];
      const std::uint32_t block = extract::block_at(document, citation.reference.begin);
      if (!citation.reference.empty() && document.blocks[block].kind == extract::BlockKind::reference)
        entries.insert(std::string(extract::text_of(document, citation.reference)));
    }
  return out;
}

TEST(SharedCitations, NineteenOfTwentyResolveAndNoneWrongly) {
  const fs::path file = fs::path(PROVISO_SOURCE_DIR) / "../shared/reports/cis-trafficking-2020.pdf";
  if (!fs::exists(file)) GTEST_SKIP() << "the report is not at " << file;
  std::ifstream in(file, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  const std::string pdf = bytes.str();
  const extract::Document document = extract::read_pdf(pdf);
  auto wanted = checked();
  const auto found = resolved(document);
  int all = 0, right = 0;
  for (const auto& [place, entries] : wanted) {
    all += static_cast<int>(entries.size());
    for (const std::string& entry : entries) {
      const auto texts = found.find(place);
      const bool hit = texts != found.end() &&
                       std::any_of(texts->second.begin(), texts->second.end(),
                                   [&](const std::string& text) { return text.starts_with(entry); });
      right += hit;
      if (!hit) std::cout << "not resolved: p. " << place.first << " " << place.second << "\n";
    }
  }
  EXPECT_GE(right * 20, all * 19) << right << " of " << all;
  for (const auto& [place, texts] : found)
    for (const std::string& text : texts)
      EXPECT_TRUE(std::any_of(wanted[place].begin(), wanted[place].end(),
                              [&](const std::string& entry) { return text.starts_with(entry); }))
          << "p. " << place.first << " " << place.second << " is not " << text.substr(0, 40);
  RecordProperty("resolved", right);
  RecordProperty("resolvable", all);
}

}  // namespace
