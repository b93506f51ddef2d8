// proviso search QUERY
#include "app/commands/commands.h"
#include "app/output/provision_output.h"
#include "store/store.h"

namespace proviso::app {

int search(const Everywhere& everywhere, const store::Question& question, const Console& console) {
  const store::Answer answer = store::Store::open_to_read(everywhere.db).search(question);
  print(console.json ? answer_json(question, answer) : answer_text(console, question, answer));
  if (answer.total > 0) return Status::done;
  if (!console.json && !console.quiet)
    say("Nothing found" + (question.query.empty() ? "" : " for " + question.query));
  return Status::look;
}

}  // namespace proviso::app
