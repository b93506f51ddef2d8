// proviso verify
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <optional>

#include "app/commands/commands.h"
#include "app/commands/source_files.h"
#include "app/interrupts.h"
#include "app/output/json.h"
#include "app/output/progress_bar.h"
#include "app/workers/crew.h"
#include "extract/packed.h"
#include "store/store.h"

namespace proviso::app {

namespace {

// Something of the store that its source file no longer says.
struct Drift {
  std::string file;  // path
  std::string id;    // of the provision; empty where the whole file is concerned
  std::string what;
};

struct Source {
  std::string sha256;
  store::FileState file;
  extract::OcrMode ocr = extract::OcrMode::automatic;  // that the stored form was read with
};

bool is_there(const store::FileState& file) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(file.path, ignored);
}

// One source for each document: the first of its files that is still there, or was moved to `root`.
std::vector<Source> sources_of(const store::Store& store, const std::string& root) {
  std::vector<Source> sources;
  for (store::DocumentRecord& document : store.documents()) {
    for (store::FileState& file : document.files) file.path = file_now(file.path, root);
    const auto there = std::find_if(document.files.begin(), document.files.end(), is_there);
    const store::FileState& file = there != document.files.end() ? *there : document.files.front();
    sources.push_back({document.name.sha256, file, document.ocr});
  }
  return sources;
}

Task reading_of(const Source& source) {
  Task task;
  task.kind = Task::Kind::read;
  task.path = source.file.path;
  task.ocr = source.ocr;
  return task;
}

bool near(const extract::Box& a, const extract::Box& b) {
  constexpr float tolerance = 0.1F;  // points: the store rounds
  return std::abs(a.x0 - b.x0) <= tolerance && std::abs(a.top - b.top) <= tolerance &&
         std::abs(a.x1 - b.x1) <= tolerance && std::abs(a.bottom - b.bottom) <= tolerance;
}

bool same_boxes(const extract::Document& document, const store::ProvisionRecord& provision) {
  const std::vector<extract::PageBox> boxes = extract::boxes_of(document, provision.where);
  return std::equal(boxes.begin(), boxes.end(), provision.boxes.begin(), provision.boxes.end(),
                    [&](const extract::PageBox& now, const store::PlacedBox& then) {
                      return document.pages.at(now.page).number == then.page && near(now.box, then.box);
                    });
}

// Whether the boxes lie on their pages.
bool on_page(const extract::Document& document, const store::ProvisionRecord& provision) {
  return std::all_of(provision.boxes.begin(), provision.boxes.end(), [&](const store::PlacedBox& placed) {
    if (placed.page < 1 || static_cast<std::size_t>(placed.page) > document.pages.size()) return false;
    const extract::Page& page = document.pages[static_cast<std::size_t>(placed.page - 1)];
    constexpr float slack = 1;  // points
    return placed.box.x0 >= -slack && placed.box.top >= -slack && placed.box.x1 <= page.width + slack &&
           placed.box.bottom <= page.height + slack;
  });
}

// Whether id and fields belong together: an id is made of document, place and fields.
bool is_itself(const extract::Document& document, const store::ProvisionRecord& provision) {
  extract::Document named;
  named.sha256 = provision.document.sha256;
  nlp::Provision made;
  made.what = provision.what;
  made.where = provision.where;
  return nlp::provision_id(named, made) == provision.id && provision.context_span.end <= document.text.size();
}

std::string in_marks(std::string_view text) { return "\"" + std::string(text) + "\""; }

// What has drifted about a provision; empty if nothing.
std::string drift_of(const extract::Document& document, const store::ProvisionRecord& provision) {
  if (provision.where.end > document.text.size()) {
    return "the page no longer says " + in_marks(provision.quote) + " there, the text ends before";
  }
  if (const std::string_view now = extract::text_of(document, provision.where); now != provision.quote) {
    return "the page no longer says " + in_marks(provision.quote) + " there, but " + in_marks(now);
  }
  if (!is_itself(document, provision)) {
    return "its fields are not those that were found: they do not make its id";
  }
  if (extract::text_of(document, provision.context_span) != provision.context) {
    return "the words around it are others now";
  }
  if (!same_boxes(document, provision)) return "its words stand elsewhere on the page now";
  return on_page(document, provision) ? "" : "its boxes lie outside the page";
}

// What a worker sent; nullopt for nonsense.
std::optional<extract::Document> read_form(const std::string& bytes) {
  try {
    return extract::unpack(bytes);
  } catch (const extract::BadPackedDocument&) {
    return std::nullopt;
  }
}

class Verification {
 public:
  Verification(const store::Store& store, const std::string& root)
      : store_(store), sources_(sources_of(store, root)) {
    for (const std::string& damage : store.damages())
      drifts_.push_back({store.path(), "", "damaged: " + damage});
  }

  void run(unsigned jobs, const Console& console) {
    ProgressBar bar(console);
    Standing standing;
    CrewOptions options;
    options.jobs = jobs;
    std::vector<Task> tasks;
    for (const Source& source : sources_) {
      tasks.push_back(reading_of(source));
      standing.all_bytes += source.file.size;
    }
    standing.all_documents = tasks.size();
    Crew crew(options, std::move(tasks));
    const Interrupts interrupts;
    const auto tick = [&] {
      standing.pages = crew.pages_read();
      bar.show(standing);
      interrupts.check();
    };
    try {
      for (const Source& source : sources_) {
        check(source, *crew.next(tick));
        ++standing.documents;
        standing.bytes += source.file.size;
        tick();
      }
    } catch (const Interrupted& interrupt) {
      bar.wipe();
      throw Interrupted(interrupt.signal(),
                        "interrupted after " + grouped(static_cast<long long>(standing.documents)) + " of " +
                            counted(static_cast<long long>(sources_.size()), "document") + "; " +
                            counted(static_cast<long long>(drifts_.size()), "drift") +
                            " until then, and the store is as it was");
    }
  }

  const std::vector<Drift>& drifts() const { return drifts_; }
  long long provisions() const { return provisions_; }
  long long verified() const { return verified_; }
  std::size_t documents() const { return sources_.size(); }

 private:
  void check(const Source& source, const Outcome& outcome) {
    if (outcome.state != Outcome::State::done) {
      drifts_.push_back({source.file.path, "", outcome.reason});
      store_.each_provision({.documents = {source.sha256}},
                            [&](const store::ProvisionRecord&) { ++provisions_; });
      return;
    }
    if (outcome.sha256 != source.sha256) {
      drifts_.push_back({source.file.path, "",
                         "has changed since it was read into the store: its SHA-256 was " + source.sha256 +
                             " and is " + outcome.sha256});
    }
    const std::optional<extract::Document> document = read_form(outcome.document);
    if (!document) drifts_.push_back({source.file.path, "", "its worker sent nonsense"});
    store_.each_provision({.documents = {source.sha256}}, [&](const store::ProvisionRecord& provision) {
      ++provisions_;
      if (!document) return;
      const std::string what = drift_of(*document, provision);
      if (what.empty()) {
        ++verified_;
      } else {
        drifts_.push_back({source.file.path, provision.id, what});
      }
    });
  }

  const store::Store& store_;
  std::vector<Source> sources_;
  std::vector<Drift> drifts_;
  long long provisions_ = 0;
  long long verified_ = 0;
};

std::string verification_json(const Verification& verification) {
  Json drifts = Json::array();
  for (const Drift& drift : verification.drifts()) {
    drifts.push_back({{"file", drift.file}, {"id", text_or_null(drift.id)}, {"drift", drift.what}});
  }
  return line_of({{"documents", verification.documents()},
                  {"provisions", verification.provisions()},
                  {"verified", verification.verified()},
                  {"drifted", std::move(drifts)}}) +
         "\n";
}

std::string verification_text(const Verification& verification, const Console& console) {
  std::string text;
  for (const Drift& drift : verification.drifts()) {
    text +=
        for_terminal_line(drift.file + ": " + (drift.id.empty() ? "" : drift.id + ": ") + drift.what) + "\n";
  }
  if (console.quiet) return text;
  const std::string all = counted(verification.provisions(), "provision") + " of " +
                          counted(static_cast<long long>(verification.documents()), "document");
  if (verification.drifts().empty()) return text + all + " verified.\n";
  return text + grouped(verification.verified()) + " of " + all + " verified; " +
         counted(static_cast<long long>(verification.drifts().size()), "drift") + ".\n";
}

}  // namespace

int verify(const Everywhere& everywhere, const VerifyOptions& options, const Console& console) {
  const store::Store store = store::Store::open_to_read(everywhere.db);
  Verification verification(store, options.root);
  verification.run(options.jobs, console);
  print(console.json ? verification_json(verification) : verification_text(verification, console));
  if (verification.documents() == 0) {
    say("proviso: " + everywhere.db + " holds no documents, so there is nothing to verify");
    return Status::look;
  }
  return verification.drifts().empty() ? Status::done : Status::look;
}

}  // namespace proviso::app
