#include "app/commands/ingest_plan.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include "app/commands/known_files.h"
#include "app/commands/standing_refusals.h"
#include "app/interrupts.h"
#include "app/output/ingest_report.h"
#include "app/rules_folder.h"
#include "app/stages.h"
#include "app/workers/crew.h"
#include "app/workers/intake.h"
#include "nlp/rules.h"
#include "store/store.h"

namespace proviso::app {

namespace {

bool is_in(const std::vector<std::string>& sorted, const std::string& text) {
  return std::binary_search(sorted.begin(), sorted.end(), text);
}

class Plan {
 public:
  Plan(const Everywhere& everywhere, const IngestOptions& options)
      : options_(options),
        start_{.program = "",
               .fingerprint = nlp::RuleSet::fingerprint_of(rules_folder(everywhere.rules)),
               .reading = reading_stage(),
               .finding = finding_stage()} {
    std::error_code ignored;
    if (std::filesystem::exists(everywhere.db, ignored)) look(store::Store::open_to_read(everywhere.db));
  }

  void make() {
    const std::vector<Input> inputs = find_inputs(options_.paths);
    CrewOptions lookers;
    lookers.jobs = options_.jobs;
    Crew crew(lookers, tasks_of(inputs));
    const Interrupts interrupts;
    for (const Input& input : inputs) {
      if (input.code) {
        files.push_back({input.path, "refuse", input.reason});
      } else {
        take(input, *crew.next([&] { interrupts.check(); }));
      }
    }
    for (const std::string& path : before_.vanished(options_.paths, left_)) {
      notes.push_back({path, "vanished", ""});
    }
  }

  std::vector<PlannedFile> files = {};
  std::vector<FileNote> notes = {};

 private:
  void look(const store::Store& store) {
    before_ = KnownFiles(store);
    known_ = store.known(start_, ocr_mode(options_.ocr));
    refused_ = standing_refusals(store, start_, options_);
    for (const store::RunRecord& run : store.runs()) runs_.emplace(run.id, run.start);
    for (const store::DocumentRecord& document : store.documents()) {
      documents_.emplace(document.name.sha256, document);
    }
  }

  static std::vector<Task> tasks_of(const std::vector<Input>& inputs) {
    std::vector<Task> tasks;
    for (const Input& input : inputs) {
      if (input.code) continue;
      Task task;
      task.kind = Task::Kind::look;
      task.path = input.path;
      task.links = input.named ? Links::follow : Links::refuse;
      tasks.push_back(std::move(task));
    }
    return tasks;
  }

  void take(const Input& input, const Outcome& outcome) {
    if (outcome.state == Outcome::State::refused) {
      files.push_back({input.path, "refuse", outcome.reason});
      return;
    }
    if (const auto refused = refused_.find(outcome.sha256); refused != refused_.end()) {
      files.push_back({input.path, "refuse", refused->second.second});
      return;
    }
    const store::FileState file{absolute(input.path), outcome.size, outcome.modified, outcome.sha256};
    const auto [first, is_new] = seen_.emplace(file.sha256, file.path);
    if (!is_new) {
      if (before_.hash_at(file.path) != file.sha256) {
        notes.push_back({file.path, "same-bytes", first->second});
      }
      files.push_back({input.path, "nothing", "it has the same bytes as " + first->second});
      return;
    }
    note_place(file);
    files.push_back({input.path, would(file.sha256), why(file)});
  }

  void note_place(const store::FileState& file) {
    if (const auto copy = before_.copy_of(file)) {
      notes.push_back({file.path, "same-bytes", *copy});
    } else if (const auto place = before_.moved_from(file); place && left_.insert(*place).second) {
      notes.push_back({file.path, "renamed", *place});
    }
  }

  std::string would(const std::string& sha256) const {
    if (options_.force) return "read";
    if (is_in(known_.unchanged, sha256)) return "nothing";
    return is_in(known_.read, sha256) ? "find-again" : "read";
  }

  std::string why(const store::FileState& file) const {
    const auto document = documents_.find(file.sha256);
    if (document == documents_.end()) {
      return before_.hash_at(file.path).empty() ? "it is new" : "the file has changed";
    }
    if (is_in(known_.unchanged, file.sha256))
      return options_.force ? "--force asks for it" : "it is unchanged";
    if (options_.force) return "--force asks for it";
    const store::RunStart& found = runs_.at(document->second.run);
    if (runs_.at(document->second.read_in).reading != start_.reading) {
      return "this program reads in another way than the one that read it";
    }
    if (!is_in(known_.read, file.sha256)) return "it was read with another --ocr";
    const bool rules = found.fingerprint != start_.fingerprint;
    const bool program = found.finding != start_.finding;
    return rules && program ? "rules and program have changed"
           : rules          ? "the rules have changed"
                            : "this program finds in another way";
  }

  const IngestOptions& options_;
  const store::RunStart start_;
  KnownFiles before_;
  store::KnownDocuments known_;
  std::map<std::string, std::pair<store::RefusalCode, std::string>> refused_;  // by hash
  std::map<std::int64_t, store::RunStart> runs_;
  std::map<std::string, store::DocumentRecord> documents_;  // by hash
  std::map<std::string, std::string> seen_;                 // by hash the path among the inputs
  std::set<std::string> left_;                              // paths given up for new ones
};

}  // namespace

int plan_ingest(const Everywhere& everywhere, const IngestOptions& options, const Console& console) {
  Plan plan(everywhere, options);
  plan.make();
  print(console.json ? plan_json(plan.files, plan.notes) : plan_text(plan.files, plan.notes));
  const bool refused = std::any_of(plan.files.begin(), plan.files.end(),
                                   [](const PlannedFile& file) { return file.would == "refuse"; });
  return refused ? Status::look : Status::done;
}

}  // namespace proviso::app
