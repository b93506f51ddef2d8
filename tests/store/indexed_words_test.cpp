// Words that are made before they come to the index must be the words that the index would make.
#include "store/words/indexed_words.h"

#include <gtest/gtest.h>

#include <functional>

#include "store/rows/connection.h"
#include "store/words/tokenizer.h"
#include "tests/store/samples.h"

namespace proviso::store {
namespace {

// The words of `text` with the marks spelled out: '<' for words_mark, '~' for a stem, '+' for beside_mark.
std::string drawn(const std::string& text) {
  std::string words = IndexedWords().of(text).words;
  for (char& c : words) {
    if (c == words_mark) c = '<';
    if (c == stem_mark) c = '~';
    if (c == beside_mark) c = '+';
  }
  return words;
}

TEST(IndexedWords, Table) {
  EXPECT_EQ(drawn(""), "");
  EXPECT_EQ(drawn(" -- \n ... "), "");
  EXPECT_EQ(drawn("Victims, art. 132-2"), "<victims ~victim art 132-2 +132 +2");
  EXPECT_EQ(drawn("ст. 127¹\n\nТруда"), "<ст 127.1 труда ~труд");
}

TEST(IndexedWords, StrangersMayNotBreakTheIndex) {
  EXPECT_TRUE(are_indexed_words(""));
  EXPECT_TRUE(are_indexed_words(IndexedWords().of("Victims, art. 132-2").words));
  EXPECT_FALSE(are_indexed_words("victims"));
  EXPECT_FALSE(are_indexed_words(std::string("\x02vic\0tims", 9)));
}

// A store's file as FTS5 sees it.
class Index {
 public:
  explicit Index(const std::string& file) : connection_(file, 2 /* SQLITE_OPEN_READWRITE */, file) {
    register_tokenizer(connection_);
  }

  // Compares the index with the text of the rows it stands for; "" or what is wrong.
  std::string wrong() const {
    try {
      connection_.run("INSERT INTO passages_text (passages_text, rank) VALUES ('integrity-check', 1)");
    } catch (const StoreError& error) {
      return error.code();
    }
    return "";
  }

  // Rows that refer to rows which are not there. SQLite does not look for them while a document is put, which
  // would cost a look-up for each reference of each row: the ids come from the rows just written.
  std::int64_t loose() const { return connection_.number("SELECT count(*) FROM pragma_foreign_key_check"); }

  std::int64_t count(const std::string& table) const {
    return connection_.number(("SELECT count(*) FROM " + table).c_str());
  }

 private:
  Connection connection_;
};

// Every kind of column: a context that is the quote, one of several lines, one of its own; things counted
// that stand in the quote or only in the table's head; words with parts, accents and marks of three scripts.
Sample many_ways(char digit) {
  Sample made = sample(digit, "ways.pdf",
                       "Before any heading 5 people came.\n"
                       "# Victims’ rights: 2014–2017\n"
                       "Art. 132-2 and ст. 127¹ УК РФ; e.g. “naïve” Ïstanbul’s end.Next, учёт й ї.\n"
                       "Seven shelters opened.\n"
                       "| Country | 2017 | 2018 |\n"
                       "| Ukraine | 31 | 44 |\n"
                       "| Молдова | 7 | 9 |\n",
                       "en");
  add(made, "5 people", nlp::Figure{.value = 5, .counted = "people"});
  add(made, "132-2", nlp::Article{.country = "KZ", .article = "132-2"});
  add(made, "127¹ УК РФ", nlp::Article{.country = "RU", .article = "127.1"});
  add(made, "Seven shelters opened.", nlp::Figure{.value = 7, .counted = "shelters"});
  add(made, "44", nlp::Figure{.value = 44, .time = "2018", .place = {"UA"}, .counted = "new victims"});
  const std::size_t row = made.document.text.find("Ukraine"), end = made.document.text.find("44") + 2;
  made.findings.provisions.back().context = {static_cast<std::uint32_t>(row),
                                             static_cast<std::uint32_t>(end)};
  return made;
}

TEST(Index, HoldsTheWordsOfTheTables) {
  const Folder folder;
  const std::string file = folder.file("words.db");
  Store store = Store::create_or_open(file);
  const std::int64_t run = store.begin_run({.program = "1", .fingerprint = "f"});
  const Index index(file);
  Sample ways = many_ways('d');
  ASSERT_NE(ways.document.text.substr(ways.findings.provisions.back().context.begin).find('\n'),
            std::string::npos);
  for (const Sample& made : {english(), russian(), tabular(), ways}) put(store, made, run);
  EXPECT_EQ(index.wrong(), "");
  EXPECT_EQ(index.loose(), 0);
  EXPECT_EQ(index.count("provisions"), 11);

  // Read again, with other findings.
  ways.findings.provisions.pop_back();
  add(ways, "31", nlp::Figure{.value = 31, .counted = "old victims"});
  put(store, ways, run);
  put(store, russian(), run);
  EXPECT_EQ(index.wrong(), "");
  EXPECT_EQ(index.loose(), 0);
  EXPECT_EQ(index.count("provisions"), 11);

  // Given up.
  for (const Sample& made : {english(), ways}) {
    store.put_refused({.file = made.file, .code = RefusalCode::password, .reason = "is locked", .run = run});
  }
  EXPECT_EQ(index.wrong(), "");
  EXPECT_EQ(index.loose(), 0);
  EXPECT_EQ(index.count("provisions"), 3);
}

TEST(Index, IsFoundOutIfItHoldsOtherWords) {
  const Folder folder;
  const std::string file = folder.file("words.db");
  Store store = Store::create_or_open(file);
  const std::int64_t run = store.begin_run({.program = "1", .fingerprint = "f"});
  const Sample made = english();
  IndexedWords words;
  DocumentRows rows = rows_of(made.document, made.findings, words);
  rows.passages.at(1).words = "\x02others";
  store.put({.file = made.file, .packed = "packed", .rows = rows, .run = run});
  EXPECT_EQ(Index(file).wrong(), "damaged");
}

}  // namespace
}  // namespace proviso::store
