#include "nlp/citations/citations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "nlp/citations/cited_entry.h"
#include "nlp/citations/pointing_note.h"
#include "nlp/citations/reference_list.h"
#include "nlp/find.h"
#include "project_rules.h"

namespace proviso::nlp {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Cited {
  extract::Document document;
  std::vector<Citation> cites;

  std::vector<std::string> markers() const {
    std::vector<std::string> out;
    for (const Citation& cite : cites) out.push_back(cite.marker);
    return out;
  }
  std::string note(std::size_t i) const { return std::string(extract::text_of(document, cites.at(i).note)); }
  std::string entry(std::size_t i) const {
    return std::string(extract::text_of(document, cites.at(i).reference));
  }
};

// What the words `statement` of the document drawn in `text` rest on. Lines of `entries` become its
// reference list.
Cited cited(std::string_view text, std::string_view statement, const std::vector<std::string>& entries = {}) {
  Cited out{extract::plain_document(text), {}};
  for (const std::string& entry : entries) {
    out.document.text += "\n";
    const auto begin = static_cast<std::uint32_t>(out.document.text.size());
    out.document.text += entry;
    out.document.blocks.push_back({.kind = extract::BlockKind::reference,
                                   .span = {begin, begin + static_cast<std::uint32_t>(entry.size())}});
  }
  const auto at = static_cast<std::uint32_t>(out.document.text.find(statement));
  const Analysis analysis = analyse(out.document, project_rules(), "en");
  out.cites = Citations(analysis).of({at, at + static_cast<std::uint32_t>(statement.size())});
  return out;
}

const std::string notes =
    "\n[^1]: First note.\n[^2]: Second note, https://example.org/a.pdf.\n[^3]: Third note.\n";

TEST(Citations, OfAFigureAreTheNextCallsInItsSentence) {
  const std::string text =
      "About 300 workers[^1] came, of whom 40 stayed and 12 fled.[^2][^3] In 2018 nobody came." + notes;
  EXPECT_THAT(cited(text, "300 workers").markers(), ElementsAre("1"));
  EXPECT_THAT(cited(text, "40").markers(), ElementsAre("2", "3"));
  EXPECT_THAT(cited(text, "12 fled").markers(), ElementsAre("2", "3"));
  EXPECT_THAT(cited(text, "nobody").markers(), IsEmpty());
}

TEST(Citations, HaveTheNotesTextAndUrl) {
  const Cited found = cited("In all 12 fled.[^2]" + notes, "12 fled");
  ASSERT_EQ(found.cites.size(), 1u);
  EXPECT_EQ(found.note(0), "Second note, https://example.org/a.pdf.");
  EXPECT_EQ(found.cites[0].url, "https://example.org/a.pdf");
}

TEST(Citations, OfACallWithoutItsNoteHaveTheMarkerOnly) {
  const Cited found = cited("In all 12 fled.[^9]", "12 fled");
  EXPECT_THAT(found.markers(), ElementsAre("9"));
  EXPECT_EQ(found.note(0), "");
}

TEST(Citations, ResolveAuthorAndYearInANote) {
  const std::string text =
      "In all 12 fled.[^1] Then 13 fled.[^2] Then 14 fled.[^3]\n"
      "[^1]: Petrova (2015: 46-47).\n[^2]: Ibid.\n[^3]: Ural University 2019\n";
  const std::vector<std::string> entries = {"Petrov A. (2014). Borders.",
                                            "Petrova B. (2015). Markets. https://example.org/m",
                                            "Ural State University (2019). Roads."};
  EXPECT_EQ(cited(text, "12 fled", entries).entry(0), entries[1]);
  const Cited same = cited(text, "13 fled", entries);
  EXPECT_EQ(same.note(0), "Ibid.");
  EXPECT_EQ(same.entry(0), entries[1]);
  EXPECT_EQ(same.cites[0].url, "https://example.org/m");
  EXPECT_EQ(cited(text, "14 fled", entries).entry(0), entries[2]);
}

TEST(Citations, InBrackets) {
  const std::vector<std::string> entries = {"1. Adams (2001). One.", "2. Brown (2002). Two.",
                                            "3. Clark (2003). Three."};
  const Cited numbers = cited("About 30 workers fled [3; 1] and 40 stayed.", "30 workers", entries);
  EXPECT_THAT(numbers.markers(), ElementsAre("[3]", "[1]"));
  EXPECT_EQ(numbers.entry(0), entries[2]);
  const Cited authors =
      cited("About 30 workers (in 2004) fled (Adams, 2001: 5; see Brown 2002).", "30 workers", entries);
  EXPECT_THAT(authors.markers(), ElementsAre("Adams, 2001: 5", "Brown 2002"));
  EXPECT_EQ(authors.entry(1), entries[1]);
  EXPECT_THAT(cited("About 30 workers fled. (Clark 2003)", "30 workers", entries).markers(),
              ElementsAre("Clark 2003"));
}

TEST(Citations, OfACellWithoutAnyAreThoseOfItsRow) {
  const std::string text = "| | 2018 |\n| Moldova[^1] | 12 |\n| Ukraine | 14 |" + notes;
  EXPECT_THAT(cited(text, "12").markers(), ElementsAre("1"));
  EXPECT_THAT(cited(text, "14").markers(), IsEmpty());
}

TEST(Citations, InSquareBracketsAndInFrontOfTheStatement) {
  const std::vector<std::string> entries = {"Brown B. (2002). Two.", "Петрова А. (2017). Границы."};
  EXPECT_THAT(cited("About 30 workers fled [Brown, 2002, p. 5].", "30 workers", entries).markers(),
              ElementsAre("Brown, 2002, p. 5"));
  const Cited before = cited("According to Brown (2002, p. 12), 30 workers fled.", "30 workers", entries);
  EXPECT_EQ(before.entry(0), entries[0]);
  EXPECT_EQ(cited("По данным Петровой (2017), уехали 30 рабочих.", "30 рабочих", entries).entry(0),
            entries[1]);
  EXPECT_THAT(cited("Brown (2002) wrote a book; 30 workers fled.", "30 workers", entries).markers(),
              IsEmpty());
}

TEST(Citations, OfNotesThatPointToEarlierOnes) {
  const std::string text =
      "In all 12 fled.[^1] Then 13 fled.[^2] Then 14 fled.[^3] Then 15 fled.[^4]\n"
      "[^1]: Petrova, Borders, p. 5, https://example.org/b.pdf.\n[^2]: Register of 2018.\n"
      "[^3]: Petrova, op. cit., p. 9.\n[^4]: See note 2 above.\n";
  EXPECT_EQ(cited(text, "14 fled").cites.at(0).url, "https://example.org/b.pdf");
  EXPECT_EQ(cited(text, "15 fled").entry(0), "Register of 2018.");
}

TEST(Citations, OfATableAreThoseOfItsSourceLine) {
  extract::Document document = extract::plain_document("| | 2018 |\n| Moldova | 12 |\nSource: IOM (2018).\n");
  document.tables.at(0).source = static_cast<std::uint32_t>(document.blocks.size() - 1);
  const auto at = static_cast<std::uint32_t>(document.text.find("12"));
  const Analysis analysis = analyse(document, project_rules(), "en");
  const auto cites = Citations(analysis).of({at, at + 2});
  ASSERT_EQ(cites.size(), 1u);
  EXPECT_EQ(cites[0].marker, "IOM (2018)");
}

std::vector<std::string> written(std::string_view text) {
  const auto document = extract::plain_document(text);
  std::vector<std::string> out;
  for (const AuthorYear& found : author_years(project_rules(), document, document.blocks.at(0).span))
    out.emplace_back(extract::text_of(document, found.span));
  return out;
}

std::string pointed_to(std::string_view text) {
  const PointingNote note = pointing_note(project_rules(), text);
  return (note.same ? "the one before" : "") + note.name + note.marker;
}

TEST(PointingNotes, SayWhatTheyRepeat) {
  EXPECT_EQ(pointed_to("Ibid., p. 5."), "the one before");
  EXPECT_EQ(pointed_to("См. там же, с. 12."), "the one before");
  EXPECT_EQ(pointed_to("Petrova, op. cit., p. 7."), "Petrova");
  EXPECT_EQ(pointed_to("Див. Коваленко, вказ. праця, с. 3."), "Коваленко");
  EXPECT_EQ(pointed_to("See footnote 5 above."), "5");
  EXPECT_EQ(pointed_to("Petrova, A. (2015). Work abroad; the op. cit. of others."), "");
  EXPECT_EQ(pointed_to("Identification of victims, report of 2015."), "");
}

TEST(AuthorYears, AreToldFromDates) {
  EXPECT_THAT(written("As IOM (2015: 46-47) wrote (see Ivanova & Cho, 2018a:9)."),
              ElementsAre("IOM (2015: 46-47)", "Ivanova & Cho, 2018a:9"));
  EXPECT_THAT(
      written("The plan (2015) was renewed (in 2018), (January 2018), (since 2014) and (Fig. 2, 2017)."),
      IsEmpty());
}

TEST(Urls, AreWholeAndWithoutTheirStop) {
  EXPECT_EQ(url_in("Access: https://example.org/path/page.html. Date 1.1.2020"),
            "https://example.org/path/page.html");
  EXPECT_EQ(url_in("(see www.example.org/a)"), "www.example.org/a");
  EXPECT_EQ(url_in("https://example.org/news/first_ part_two_three/ Access date"),
            "https://example.org/news/first_part_two_three/");
  EXPECT_EQ(url_in("https://example.org and more"), "https://example.org");
  EXPECT_EQ(url_in("no address"), "");
}

TEST(ReferenceList, FindsEntriesByNumberNameAndUrl) {
  extract::Document document;
  const auto add = [&document](std::string_view entry) {
    const auto begin = static_cast<std::uint32_t>(document.text.size());
    document.text += entry;
    document.blocks.push_back({.kind = extract::BlockKind::reference,
                               .span = {begin, begin + static_cast<std::uint32_t>(entry.size())}});
    document.text += "\n";
  };
  add("International Organization for Migration (2015). Needs. https://example.org/n");
  add("Orlov P. (2018). The new law. Evening Courier, 3 May 2018.");
  add("Orlova K. (2018). Old laws.");
  const ReferenceList list(document);
  EXPECT_EQ(list.written_by("IOM", "2015"), document.blocks[0].span);
  EXPECT_EQ(list.written_by("Orlova", "2018"), document.blocks[2].span);
  EXPECT_EQ(list.written_by("Evening Courier", "2018"), document.blocks[1].span);
  EXPECT_EQ(list.written_by("Orlov", "2017"), std::nullopt);
  EXPECT_EQ(list.numbered(2), document.blocks[1].span);
  EXPECT_EQ(list.numbered(4), std::nullopt);
  EXPECT_EQ(list.with_url("https://example.org/n"), document.blocks[0].span);
}

TEST(Citations, InFrontOfAllThatASentenceStates) {
  const auto document = extract::plain_document(
      "In 2019[^1] some 300 workers left. Some 40 came,[^2] and 12 of them stayed." + notes);
  std::vector<std::string> found;
  for (const Provision& provision : find(document, project_rules()).provisions)
    if (const auto* figure = std::get_if<Figure>(&provision.what))
      found.push_back(std::to_string(static_cast<int>(figure->value)) + ":" +
                      (provision.cites.empty() ? "" : provision.cites.front().marker));
  EXPECT_THAT(found, ElementsAre("300:1", "40:2", "12:"));
}

// The first words of the entry that is meant; "" if none is.
class CitedEntry : public testing::Test {
 protected:
  CitedEntry() {
    for (const std::string_view entry :
         {"Bureau of Statistics (2016). Roads.", "Bureau of Statistics (2016). Rivers.",
          "Dovzhenko A. Lysenko M. (2006) Seasons.", "Radio Karavan (2018). At the border.",
          "MIA of the Republic of Ruritania (2019). Permits.", "INBUSINESS Ruritania (2019). Shops.",
          "Yeganova R. (2013). Fields.", "Ministry of Labour (2014). Wages."}) {
      const auto begin = static_cast<std::uint32_t>(document_.text.size());
      document_.text += entry;
      document_.blocks.push_back({.kind = extract::BlockKind::reference,
                                  .span = {begin, begin + static_cast<std::uint32_t>(entry.size())}});
      document_.text += "\n";
    }
  }
  std::string of(std::string_view author, std::string_view year) const {
    const auto span = cited_entry(ReferenceList(document_), author, year);
    return span ? std::string(extract::text_of(document_, *span)) : "";
  }
  extract::Document document_ = {};
};

TEST_F(CitedEntry, IsTheOneOfItsLetterOrNone) {
  EXPECT_EQ(of("Bureau of Statistics", "2016a"), "Bureau of Statistics (2016). Roads.");
  EXPECT_EQ(of("Bureau of Statistics", "2016b"), "Bureau of Statistics (2016). Rivers.");
  EXPECT_EQ(of("Bureau of Statistics", "2016"), "");
}

TEST_F(CitedEntry, MayBeWrittenLessExactlyThanListed) {
  EXPECT_EQ(of("Dovzhenko, Lisenko", "2006"), "Dovzhenko A. Lysenko M. (2006) Seasons.");
  EXPECT_EQ(of("Radio Karavan, Ruritania", "2018"), "Radio Karavan (2018). At the border.");
  EXPECT_EQ(of("Ministry of Internal Affairs of the Republic of Ruritania", "2019"),
            "MIA of the Republic of Ruritania (2019). Permits.");
  EXPECT_EQ(of("Inbusinessru", "2019"), "INBUSINESS Ruritania (2019). Shops.");
  EXPECT_EQ(of("Yaganova", "2013"), "Yeganova R. (2013). Fields.");
}

TEST_F(CitedEntry, IsNotAnotherOfTheSameBeginning) {
  EXPECT_EQ(of("Ministry of Justice", "2014"), "");
  EXPECT_EQ(of("Radio Meridian", "2018"), "");
  EXPECT_EQ(of("Yeganova", "2015"), "");
}

TEST(ReferenceList, TellsEntriesApartThatRanTogether) {
  extract::Document document;
  document.text = "[5] Union. Report 2019. [6] Agreement on pensions.";
  document.blocks.push_back(
      {.kind = extract::BlockKind::reference, .span = {0, static_cast<std::uint32_t>(document.text.size())}});
  const ReferenceList list(document);
  ASSERT_TRUE(list.numbered(6));
  EXPECT_EQ(extract::text_of(document, *list.numbered(6)), "[6] Agreement on pensions.");
  EXPECT_EQ(extract::text_of(document, *list.numbered(5)), "[5] Union. Report 2019.");
}

}  // namespace
}  // namespace proviso::nlp
