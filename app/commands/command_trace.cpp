// proviso trace ID -o OUT.png, --html OUT.html
#include <algorithm>
#include <optional>

#include "app/commands/commands.h"
#include "app/commands/source_files.h"
#include "app/commands/traced_pages.h"
#include "app/output/json.h"
#include "app/output/provision_output.h"
#include "app/output/trace_html.h"
#include "app/workers/crew.h"
#include "app/workers/frame_colours.h"
#include "app/workers/intake.h"
#include "store/store.h"

namespace proviso::app {

namespace {

// What is to be shown: a provision with its chain, or a passage.
struct Traced {
  store::DocumentName document;
  std::string page_label;
  std::vector<TracedPage> pages;
  std::optional<Chain> chain;
};

std::optional<Traced> find(const store::Store& store, const std::string& id) {
  if (auto provision = store.provision(id)) {
    std::vector<TracedPage> pages = traced_pages(store, *provision);
    return Traced{provision->document, provision->page_label, std::move(pages),
                  chain_of(store, std::move(*provision))};
  }
  if (const auto passage = store.passage(id)) {
    return Traced{passage->document, passage->page_label, traced_pages(store, *passage), std::nullopt};
  }
  return std::nullopt;
}

std::vector<Frame::Role> roles_of(const TracedPage& page) {
  std::vector<Frame::Role> roles;
  for (const Frame& frame : page.frames) roles.push_back(frame.role);
  std::sort(roles.begin(), roles.end());
  roles.erase(std::unique(roles.begin(), roles.end()), roles.end());
  return roles;
}

// Pictures of the first `pages` pages. Throws Refused where the file does not give them.
std::vector<PagePicture> pictures(const Traced& traced, std::size_t pages, const std::string& file,
                                  double dpi) {
  std::vector<Task> tasks;
  for (std::size_t i = 0; i < pages; ++i) {
    Task task;
    task.kind = Task::Kind::picture;
    task.path = file;
    task.sha256 = traced.document.sha256;
    task.page = traced.pages[i].number;
    task.dpi = dpi;
    task.frames = traced.pages[i].frames;
    tasks.push_back(std::move(task));
  }
  Crew crew({}, std::move(tasks));
  std::vector<PagePicture> all;
  for (std::size_t i = 0; i < pages; ++i) {
    Outcome outcome = *crew.next();
    if (outcome.state != Outcome::State::done) throw Refused(outcome.code, outcome.reason);
    all.push_back({traced.pages[i].number, std::move(outcome.picture), roles_of(traced.pages[i])});
  }
  return all;
}

void write_file(const std::string& path, const std::string& bytes) {
  OutputFile file(path);
  file.write(bytes);
  file.commit();
}

// "red: statement; blue: note call; green: note on p. 27"
std::string colours_text(const Traced& traced) {
  std::string text;
  for (const Frame::Role role :
       {Frame::Role::statement, Frame::Role::call, Frame::Role::note, Frame::Role::reference}) {
    std::string pages;
    for (const TracedPage& page : traced.pages) {
      const std::vector<Frame::Role> roles = roles_of(page);
      if (std::find(roles.begin(), roles.end(), role) == roles.end()) continue;
      pages += (pages.empty() ? " on p. " : ", ") + std::to_string(page.number);
    }
    if (pages.empty()) continue;
    text +=
        (text.empty() ? "" : "; ") + std::string(colour_name(role)) + ": " + std::string(name(role)) + pages;
  }
  return text;
}

std::string report(const TraceOptions& options, const Traced& traced, const std::string& png,
                   const std::string& html, bool json) {
  if (json) {
    return line_of({{"id", options.id},
                    {"picture", text_or_null(png)},
                    {"html", text_or_null(html)},
                    {"file", traced.document.path},
                    {"page", traced.pages.front().number}}) +
           "\n";
  }
  std::string text;
  for (const std::string& file : {png, html}) {
    if (file.empty()) continue;
    text += for_terminal_line("Wrote " + file + ": " + traced.document.file + ", " +
                              page_text(traced.pages.front().number, traced.page_label)) +
            "\n";
  }
  return text + colours_text(traced) + "\n";
}

}  // namespace

int trace(const Everywhere& everywhere, const TraceOptions& options, const Console& console) {
  const bool html_alone = options.html && options.html_file.empty();
  if (options.output.empty() && options.html_file.empty())
    throw WrongUse("trace needs a file to write: -o OUT.png, or --html OUT.html");
  const std::string png = html_alone ? "" : options.output;
  const std::string html = html_alone ? options.output : options.html_file;
  const std::optional<Traced> traced = find(store::Store::open_to_read(everywhere.db), options.id);
  if (!traced) {
    say("proviso: " + options.id + ": no provision or passage of " + everywhere.db + " has this id");
    return Status::look;
  }
  if (!html.empty() && !traced->chain) {
    throw WrongUse("trace --html shows the chain of a provision; " + options.id +
                   " is a passage, use -o OUT.png");
  }
  const std::string file = file_now(traced->document.path, options.root);
  try {
    const std::vector<PagePicture> pages =
        pictures(*traced, html.empty() ? 1 : traced->pages.size(), file, options.dpi);
    if (!png.empty()) write_file(png, pages.front().png);
    if (!html.empty()) write_file(html, trace_html(*traced->chain, pages));
  } catch (const Refused& refused) {
    say("proviso: " + file + ": " + refused.what());
    return Status::look;
  }
  if (console.json || !console.quiet) print(report(options, *traced, png, html, console.json));
  return Status::done;
}

}  // namespace proviso::app
