// proviso trace ID -o OUT.png
#include <optional>

#include "app/commands/commands.h"
#include "app/output/json.h"
#include "app/output/provision_output.h"
#include "app/workers/crew.h"
#include "extract/packed.h"
#include "store/store.h"

namespace proviso::app {

namespace {

// What is to be drawn: the words of a provision or passage.
struct Traced {
  store::DocumentName document;
  int page = 1;
  std::string page_label;
  std::vector<store::PlacedBox> boxes;
};

std::vector<store::PlacedBox> boxes_of_passage(const store::Store& store,
                                               const store::PassageRecord& passage) {
  std::vector<store::PlacedBox> boxes;
  const std::optional<std::string> packed = store.packed(passage.document.sha256);
  if (!packed) return boxes;
  const extract::Document document = extract::unpack(*packed);
  for (const extract::PageBox& box : extract::boxes_of(document, passage.where)) {
    boxes.push_back({document.pages.at(box.page).number, box.box});
  }
  return boxes;
}

std::optional<Traced> find(const store::Store& store, const std::string& id) {
  if (const auto provision = store.provision(id)) {
    return Traced{provision->document, provision->page, provision->page_label, provision->boxes};
  }
  if (const auto passage = store.passage(id)) {
    return Traced{passage->document, passage->page, passage->page_label, boxes_of_passage(store, *passage)};
  }
  return std::nullopt;
}

Task picture_task(const Traced& traced, double dpi) {
  Task task;
  task.kind = Task::Kind::picture;
  task.path = traced.document.path;
  task.sha256 = traced.document.sha256;
  task.page = traced.page;
  task.dpi = dpi;
  for (const store::PlacedBox& box : traced.boxes) {
    if (box.page == traced.page) task.boxes.push_back(box.box);
  }
  return task;
}

}  // namespace

int trace(const Everywhere& everywhere, const TraceOptions& options, const Console& console) {
  const std::optional<Traced> traced = find(store::Store::open_to_read(everywhere.db), options.id);
  if (!traced) {
    say("proviso: " + options.id + ": no provision or passage of " + everywhere.db + " has this id");
    return Status::look;
  }
  const Outcome outcome = carried_out(picture_task(*traced, options.dpi));
  if (outcome.state != Outcome::State::done) {
    say("proviso: " + traced->document.path + ": " + outcome.reason);
    return Status::look;
  }
  OutputFile file(options.output);
  file.write(outcome.picture);
  file.commit();
  if (console.json) {
    print(line_of({{"id", options.id},
                   {"picture", options.output},
                   {"file", traced->document.path},
                   {"page", traced->page}}) +
          "\n");
  } else if (!console.quiet) {
    print(for_terminal_line("Wrote " + options.output + ": " + traced->document.file + ", " +
                            page_text(traced->page, traced->page_label)) +
          "\n");
  }
  return Status::done;
}

}  // namespace proviso::app
