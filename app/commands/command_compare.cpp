// proviso compare --article | --act | --topic | --figure
#include "app/commands/commands.h"
#include "app/output/comparison_output.h"
#include "store/store.h"

namespace proviso::app {

namespace {

store::CompareQuestion question_of(const CompareOptions& options) {
  store::CompareQuestion question = {.filters = options.filters};
  int chosen = 0;
  const auto choose = [&](store::CompareBy by, const std::vector<std::string>& what) {
    if (what.empty()) return;
    ++chosen;
    question.by = by;
    question.what = what;
  };
  choose(store::CompareBy::article, options.articles);
  choose(store::CompareBy::act, options.acts);
  choose(store::CompareBy::topic, options.topics);
  choose(store::CompareBy::figure, options.figures);
  if (chosen != 1) {
    throw WrongUse(
        "compare takes one of --article, --act, --topic and --figure, such as --topic forced-labour");
  }
  return question;
}

bool is_empty(const store::Comparison& comparison) {
  for (const store::ComparedRow& row : comparison.rows) {
    for (const auto& cell : row.cells) {
      if (!cell.empty()) return false;
    }
  }
  return true;
}

}  // namespace

int compare(const Everywhere& everywhere, const CompareOptions& options, const Console& console) {
  const store::CompareQuestion question = question_of(options);
  const store::Comparison comparison = store::Store::open_to_read(everywhere.db).compare(question);
  const bool empty = is_empty(comparison);
  if (console.json) {
    print(comparison_json(question, comparison));
  } else if (options.format == "csv") {
    print(comparison_csv(question, comparison));
  } else if (!empty) {
    print(comparison_text(console, question, comparison));
  }
  if (!empty) return Status::done;
  if (!console.json && !console.quiet)
    say("Nothing to compare: no document speaks of " + question.what.front());
  return Status::look;
}

}  // namespace proviso::app
