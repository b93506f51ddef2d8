// proviso read FILE
#include <algorithm>

#include "app/commands/commands.h"
#include "app/output/document_output.h"
#include "app/output/json.h"
#include "app/workers/crew.h"
#include "extract/packed.h"

namespace proviso::app {

namespace {

Task task_for(const ReadOptions& options) {
  Task task;
  task.kind = options.draw.empty() ? Task::Kind::read : Task::Kind::reading_picture;
  task.path = options.file;
  task.ocr = ocr_mode(options.ocr);
  task.page = options.page.value_or(1);
  return task;
}

// Flags that only make sense together.
void check(const ReadOptions& options, const Console& console) {
  if (console.json && (options.format == "text" || options.format == "csv")) {
    throw WrongUse("--json and --format " + options.format +
                   " ask for different output; leave one of them out");
  }
  if (!options.draw.empty() && !options.page)
    throw WrongUse("read --draw needs --page N: which page to draw");
  if (options.table && options.format != "csv")
    throw WrongUse("read --table needs --format csv: the other formats print every table");
  if (options.format == "csv" && !options.table)
    throw WrongUse("read --format csv needs --table N: which table to print");
}

// The table that the options mean. Throws WrongUse if there is none.
const extract::Table& table_of(const extract::Document& document, const ReadOptions& options) {
  std::vector<const extract::Table*> tables;
  for (const extract::Table& table : document.tables) {
    if (!options.page || document.pages.at(table.page).number == *options.page) tables.push_back(&table);
  }
  if (static_cast<std::size_t>(*options.table) <= tables.size()) return *tables[*options.table - 1];
  const std::string where = options.page ? "page " + std::to_string(*options.page) + " has " : "has ";
  throw WrongUse(options.file + ": " + where + "no table " + std::to_string(*options.table) + ", only " +
                 counted(static_cast<long long>(tables.size()), "table"));
}

void write_picture(const Outcome& outcome, const ReadOptions& options, const Console& console) {
  OutputFile file(options.draw);
  file.write(outcome.picture);
  file.commit();
  if (console.json) {
    print(line_of({{"picture", options.draw}, {"file", options.file}, {"page", *options.page}}) + "\n");
  } else if (!console.quiet) {
    print(for_terminal_line("Wrote " + options.draw + ": " + options.file + ", p. " +
                            std::to_string(*options.page)) +
          "\n");
  }
}

void print_document(const extract::Document& document, const ReadOptions& options, const Console& console) {
  if (options.page && static_cast<std::size_t>(*options.page) > document.pages.size()) {
    throw WrongUse(options.file + ": has no page " + std::to_string(*options.page) + ", only " +
                   counted(static_cast<long long>(document.pages.size()), "page"));
  }
  if (options.format == "csv") {
    print(table_csv(document, table_of(document, options)));
  } else if (options.format == "json" || console.json) {
    print(document_json(document, options.file, options.page));
  } else {
    print(document_text(document, options.page));
  }
}

}  // namespace

int read(const Everywhere&, const ReadOptions& options, const Console& console) {
  check(options, console);
  const Outcome outcome = carried_out(task_for(options));
  if (outcome.state != Outcome::State::done) {
    say("proviso: " + options.file + ": " + outcome.reason);
    return Status::look;
  }
  if (!options.draw.empty()) {
    write_picture(outcome, options, console);
    return Status::done;
  }
  try {
    print_document(extract::unpack(outcome.document), options, console);
  } catch (const extract::BadPackedDocument& error) {
    say("proviso: " + options.file + ": its worker sent nonsense: " + error.what());
    return Status::look;
  }
  return Status::done;
}

}  // namespace proviso::app
