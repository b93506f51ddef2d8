// Command lines that cannot be carried out: one plain line each, exit status 2, nothing on stdout.
#include <gtest/gtest.h>

#include "program.h"

namespace proviso::app {
namespace {

struct Misuse {
  std::vector<std::string> arguments;
  std::string says;  // without "proviso: "
};

void expect(const std::vector<Misuse>& all) {
  for (const Misuse& misuse : all) {
    const Said said = proviso(misuse.arguments);
    EXPECT_EQ(said.status, 2) << misuse.says;
    EXPECT_EQ(said.out, "") << misuse.says;
    EXPECT_EQ(said.err, "proviso: " + misuse.says + "\n");
  }
}

TEST(Misuse, UnknownCommandsAreNamedWithTheNearest) {
  expect({
      {{"serch", "x"}, "unknown command 'serch': did you mean 'search'? (see proviso --help)"},
      {{"zzzzzz"}, "unknown command 'zzzzzz' (see proviso --help)"},
      {{"rules", "tset"}, "unknown command 'tset': did you mean 'test'? (see proviso rules --help)"},
      {{},
       "name a command: ingest, search, show, trace, compare, conflicts, export, verify, read, rules, runs, "
       "diff, "
       "status, doctor, documents, store, review, score (see proviso --help)"},
      {{"rules"}, "name a command: test, lint, list, explain (see proviso rules --help)"},
  });
}

TEST(Misuse, UnknownFlagsAreNamedWithTheNearest) {
  expect({
      {{"ingest", "--job", "3", "a.pdf"},
       "unknown flag '--job': did you mean '--jobs'? (see proviso ingest --help)"},
      {{"ingest", "--job=3", "a.pdf"},
       "unknown flag '--job': did you mean '--jobs'? (see proviso ingest --help)"},
      {{"search", "x", "--frobnicate"}, "unknown flag '--frobnicate' (see proviso search --help)"},
      {{"--frobnicate"}, "unknown flag '--frobnicate' (see proviso --help)"},
  });
}

TEST(Misuse, ArgumentsTooManyOrTooFew) {
  expect({
      {{"search", "forced", "labour"},
       "'labour' is one argument too many; quote a text of several words (see proviso search --help)"},
      {{"search"}, "QUERY is required (see proviso search --help)"},
      {{"ingest"}, "PATH is required (see proviso ingest --help)"},
      {{"trace", "f-0"}, "trace needs a file to write: -o OUT.png, or --html OUT.html"},
      {{"search", "x", "--kind"}, "--kind needs a value (see proviso search --help)"},
      {{"search", "x", "--limit", "1", "--limit", "2"},
       "--limit is given more than once (see proviso search --help)"},
  });
}

TEST(Misuse, ValuesThatFlagsDoNotTake) {
  expect({
      {{"search", "x", "--year", "abcd"},
       "--year: 'abcd' is not a year such as 2018 (see proviso search --help)"},
      {{"search", "x", "--year", "2018,20x"},
       "--year: '20x' is not a year such as 2018 (see proviso search --help)"},
      {{"search", "x", "--year", "20182018201820182018"},
       "--year: '20182018201820182018' is not a year such as 2018 (see proviso search --help)"},
      {{"search", "x", "--limit", "0"},
       "--limit: '0' is not a whole number from 1 to 10,000 (see proviso search --help)"},
      {{"search", "x", "--kind", "figur"},
       "--kind: 'figur' is not one of figure, article, recommendation, passage: did you mean 'figure'? (see "
       "proviso search --help)"},
      {{"search", "x", "--country", "Russia"},
       "--country: 'Russia' is not a code of two letters such as KZ (see proviso search --help)"},
      {{"search", "x", "--db", ""}, "--db: '' is not a file (see proviso search --help)"},
      {{"ingest", "--jobs", "0", "a.pdf"},
       "--jobs: '0' is not a whole number from 1 to 256 (see proviso ingest --help)"},
      {{"ingest", "--ocr", "maybe", "a.pdf"},
       "--ocr: 'maybe' is not one of auto, never, always (see proviso ingest --help)"},
      {{"ingest", ""}, "PATH: '' is not a file or folder (see proviso ingest --help)"},
      {{"read", "a.pdf", "--page", "0"},
       "--page: '0' is not a whole number from 1 to 10,000,000 (see proviso read --help)"},
      {{"rules", "explain", ""}, "TEXT: '' is not a sentence (see proviso rules explain --help)"},
      {{"rules", "explain", " \n"}, "TEXT: ' \\u000a' is not a sentence (see proviso rules explain --help)"},
      {{"show", ""}, "ID: '' is not an id (see proviso show --help)"},
      {{"read", "--json", "--format", "text", "a.pdf"},
       "--json and --format text ask for different output; leave one of them out"},
  });
}

TEST(Misuse, LimitsThatAreNone) {
  for (const std::string value : {"nan", "inf", "-1", "0", "1e308", "soon", ""}) {
    expect({{{"ingest", "a.pdf", "--time-limit", value},
             "--time-limit: '" + value +
                 "' is not a number of seconds from 0.000001 to 1,000,000 (see proviso ingest --help)"}});
  }
  for (const std::string value : {"1", "63", "-3", "nan", "64.5", "2000000"}) {
    expect(
        {{{"ingest", "a.pdf", "--memory-limit", value},
          "--memory-limit: '" + value +
              "' is not 0 (no limit) or a whole number from 64 to 1,048,576 (see proviso ingest --help)"}});
  }
}

TEST(Misuse, AnnotationsThatAreNone) {
  const Folder folder;
  const auto gold = [&](const std::string& name, const std::string& text) {
    return folder.write(name, text);
  };
  const std::string start = R"({"doc":"a.pdf","kind":"figure","quote":"x")";
  const std::string words = gold("words.md", "# No annotations\n");
  const std::string empty = gold("empty.jsonl", " \n");
  const std::string pageless = gold("pageless.jsonl", "\n" + start + "}\n");
  const std::string paged = gold("paged.jsonl", start + R"(,"page":"3"})");
  const std::string valued = gold("valued.jsonl", start + R"(,"page":3,"value":"many"})");
  const std::string odd = gold("odd.jsonl", start + R"(,"page":3,"optional":"yes"})");
  const std::string extent = gold("extent.jsonl", R"({"doc":"a.pdf","extent":[1,3]})");
  expect({
      {{"score", words}, words + ":1: no annotation: the line is not a JSON object"},
      {{"score", empty}, empty + ": holds no annotations"},
      {{"score", folder / "none.jsonl"}, (folder / "none.jsonl") + ": no such file or folder"},
      {{"score", folder.path()}, folder.path() + ": is a folder, not a file"},
      {{"score", pageless}, pageless + ":2: no annotation: 'page' is missing"},
      {{"score", paged}, paged + ":1: no annotation: 'page' is not a whole number"},
      {{"score", valued}, valued + ":1: no annotation: 'value' is not a number"},
      {{"score", odd}, odd + ":1: no annotation: a field has a value of another kind than annotations have"},
      {{"score", extent},
       extent + ":1: no annotation: 'extent' is not a list of pages such as [[1, 3], [8, 8]]"},
  });
}

}  // namespace
}  // namespace proviso::app
