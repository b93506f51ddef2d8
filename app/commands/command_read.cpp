// proviso read FILE
#include "app/commands/commands.h"
#include "app/output/document_output.h"
#include "app/workers/crew.h"
#include "extract/packed.h"

namespace proviso::app {

int read(const Everywhere&, const ReadOptions& options, const Console& console) {
  Task task;
  task.kind = Task::Kind::read;
  task.path = options.file;
  task.ocr = ocr_mode(options.ocr);
  const Outcome outcome = carried_out(task);
  if (outcome.state != Outcome::State::done) {
    say("proviso: " + options.file + ": " + outcome.reason);
    return Status::look;
  }
  const extract::Document document = extract::unpack(outcome.document);
  if (options.page && static_cast<std::size_t>(*options.page) > document.pages.size()) {
    throw WrongUse(options.file + ": has no page " + std::to_string(*options.page) + ", only " +
                   counted(static_cast<long long>(document.pages.size()), "page"));
  }
  const bool json = options.format == "json" || console.json;
  print(json ? document_json(document, options.file, options.page) : document_text(document, options.page));
  return Status::done;
}

}  // namespace proviso::app
