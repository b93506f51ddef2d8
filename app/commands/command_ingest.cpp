// proviso ingest PATH...
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "app/commands/commands.h"
#include "app/interrupts.h"
#include "app/output/ingest_report.h"
#include "app/output/progress_bar.h"
#include "app/rules_folder.h"
#include "app/versions.h"
#include "app/workers/crew.h"
#include "app/workers/intake.h"
#include "app/workers/packed_rows.h"
#include "nlp/rules.h"
#include "store/store.h"

namespace proviso::app {

namespace {

std::string absolute(const std::string& path) {
  return std::filesystem::absolute(path).lexically_normal().string();
}

bool is_there(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::exists(path, ignored);
}

// What the store knew of paths before this run, so that a run that changes nothing writes nothing.
struct Before {
  std::map<std::string, store::FileState> files;
  std::map<std::string, store::Refusal> refusals;

  Before() = default;
  explicit Before(const store::Store& store) {
    for (const store::DocumentRecord& document : store.documents()) {
      for (const store::FileState& file : document.files) files.emplace(file.path, file);
    }
    for (store::Refusal& refusal : store.refusals()) refusals.emplace(refusal.file.path, std::move(refusal));
  }

  bool has(const store::FileState& file) const {
    const auto found = files.find(file.path);
    return found != files.end() && found->second.sha256 == file.sha256 && found->second.size == file.size &&
           found->second.modified == file.modified;
  }

  bool has(const store::Refusal& refusal) const {
    const auto found = refusals.find(refusal.file.path);
    return found != refusals.end() && found->second.file.sha256 == refusal.file.sha256 &&
           found->second.code == refusal.code && found->second.reason == refusal.reason;
  }
};

std::vector<Task> tasks_of(const std::vector<Input>& inputs, extract::OcrMode ocr) {
  std::vector<Task> tasks;
  for (const Input& input : inputs) {
    if (input.code.has_value()) continue;
    Task task;
    task.path = input.path;
    task.ocr = ocr;
    tasks.push_back(std::move(task));
  }
  return tasks;
}

std::string command_text(const IngestOptions& options) {
  std::string text = "ingest";
  if (options.force) text += " --force";
  if (options.ocr != "auto") text += " --ocr " + options.ocr;
  for (const std::string& path : options.paths) text += " " + path;
  return text;
}

// One working over the inputs: takes outcomes in their order, stores them, keeps count.
class Ingest {
 public:
  Ingest(const Everywhere& everywhere, const IngestOptions& options, const Console& console)
      : options_(options),
        bar_(console),
        db_(everywhere.db),
        rules_folder_(rules_folder(everywhere.rules)),
        fingerprint_(nlp::RuleSet::fingerprint_of(rules_folder_)) {
    if (is_there(db_)) open_store();
  }

  IngestReport run() {
    const std::vector<Input> inputs = find_inputs(options_.paths);
    try {
      take_all(inputs);
      finish(inputs.size(), "");
    } catch (const Interrupted& interrupt) {
      break_off(inputs.size(), interrupt.what());
      throw Interrupted(interrupt.signal(), "interrupted after " + grouped(static_cast<long long>(taken_)) +
                                                " of " +
                                                counted(static_cast<long long>(inputs.size()), "file") +
                                                "; what was stored of them stays, run again for the others");
    } catch (const std::exception& error) {
      break_off(inputs.size(), error.what());
      throw;
    }
    return report_;
  }

 private:
  void open_store() {
    store_ = store::Store::create_or_open(db_);
    before_ = Before(*store_);
  }

  CrewOptions crew_options() const {
    CrewOptions crew_options;
    crew_options.jobs = options_.jobs;
    crew_options.rules = rules_folder_;
    crew_options.limits.seconds = options_.time_limit;
    crew_options.limits.seconds_a_page = options_.time_limit / (options_.ocr == "never" ? 30 : 5);
    crew_options.limits.memory = std::uint64_t{options_.memory_limit} << 20;
    if (!options_.force && store_)
      crew_options.known = store_->current(PROVISO_VERSION, fingerprint_, ocr_mode(options_.ocr));
    return crew_options;
  }

  void take_all(const std::vector<Input>& inputs) {
    std::vector<Task> tasks = tasks_of(inputs, ocr_mode(options_.ocr));
    standing_.all_documents = tasks.size();
    for (const Input& input : inputs) standing_.all_bytes += input.size;
    Crew crew(crew_options(), std::move(tasks));
    const auto tick = [&] {
      show(crew);
      interrupts_.check();
    };
    // A new store is made when the rules are known to be readable: a worker has tried before it gives its
    // first outcome.
    std::optional<Outcome> first = crew.next(tick);
    if (first) check_rules(*first);
    if (!first && !store_) nlp::RuleSet::load(rules_folder_);
    if (!store_) open_store();
    for (const Input& input : inputs) {
      interrupts_.check();
      const bool refused = input.code.has_value();
      take(input, refused ? Outcome{.code = *input.code, .reason = input.reason}
                  : first ? *std::exchange(first, std::nullopt)
                          : *crew.next(tick));
      ++taken_;
      if (!refused) ++standing_.documents;
      standing_.bytes += input.size;
      show(crew);
    }
  }

  void check_rules(const Outcome& outcome) const {
    if (outcome.state != Outcome::State::bad_rules) return;
    nlp::RuleSet::load(rules_folder_);  // says it better, with the line itself
    throw WrongUse(outcome.reason);
  }

  void show(const Crew& crew) {
    standing_.pages = crew.pages_read();
    standing_.provisions = report_.provisions();
    bar_.show(standing_);
  }

  // The run begins with the first thing that changes.
  std::int64_t this_run() {
    if (report_.run == 0) {
      report_.run = store_->begin_run({.program = PROVISO_VERSION,
                                       .fingerprint = fingerprint_,
                                       .versions = library_versions(),
                                       .command = command_text(options_)});
    }
    return report_.run;
  }

  void take(const Input& input, const Outcome& outcome) {
    check_rules(outcome);
    const store::FileState file{absolute(input.path), outcome.size, input.modified, outcome.sha256};
    if (outcome.state == Outcome::State::refused) return refuse(input, file, outcome.code, outcome.reason);
    if (outcome.state == Outcome::State::unchanged) return keep(file);
    if (read_.contains(file.sha256)) return note_duplicate(file);
    try {
      store_document(file, outcome);
    } catch (const BadMessage& error) {
      refuse(input, file, RefusalCode::bad_message, std::string("its worker sent nonsense: ") + error.what());
    } catch (const store::StoreError& error) {
      if (error.code() != "contradiction") throw;
      refuse(input, file, RefusalCode::bad_message,
             "its worker sent rows that contradict each other or the store");
    }
  }

  void store_document(const store::FileState& file, const Outcome& outcome) {
    const store::DocumentRows rows = unpack_rows(outcome.rows);
    store_->put({file, outcome.document, rows, this_run(), ocr_mode(options_.ocr)});
    read_.insert(file.sha256);
    ++report_.read;
    report_.pages += static_cast<long long>(rows.pages.size());
    report_.count(rows);
  }

  void keep(const store::FileState& file) {
    if (!before_.has(file)) store_->put_unchanged(file, this_run());
    ++report_.unchanged;
  }

  void note_duplicate(const store::FileState& file) {
    store_->put_unchanged(file, this_run());
    ++report_.duplicates;
  }

  void refuse(const Input& input, const store::FileState& file, RefusalCode code, const std::string& reason) {
    bar_.wipe();
    say("proviso: " + input.path + ": " + reason);
    report_.refused.push_back({input.path, std::string(name(code)), reason});
    store::Refusal refusal{file, code, reason, 0};
    if (before_.has(refusal)) return;
    refusal.run = this_run();
    store_->put_refused(refusal);
  }

  // Ends the run as far as the disk still allows; where it does not, the run has no end and shows so.
  void break_off(std::size_t inputs, const std::string& why) {
    try {
      finish(inputs, why);
    } catch (const store::StoreError&) {
      bar_.wipe();
    }
  }

  void finish(std::size_t inputs, const std::string& stopped) {
    bar_.wipe();
    if (report_.run == 0) return;
    store::RunCounts counts;
    counts.files = static_cast<std::int64_t>(inputs);
    counts.read = report_.read;
    counts.unchanged = report_.unchanged + report_.duplicates;
    counts.refused = static_cast<std::int64_t>(report_.refused.size());
    counts.pages = report_.pages;
    counts.provisions = report_.provisions();
    store_->end_run(report_.run, counts, stopped);
  }

  const IngestOptions& options_;
  ProgressBar bar_;
  Standing standing_;
  const Interrupts interrupts_;
  std::string db_;
  std::string rules_folder_;
  std::string fingerprint_;
  std::optional<store::Store> store_;  // none until there is one to write to
  Before before_;
  std::set<std::string> read_;  // hashes of the documents stored by this run
  IngestReport report_;
  std::size_t taken_ = 0;  // of the inputs
};

}  // namespace

int ingest(const Everywhere& everywhere, const IngestOptions& options, const Console& console) {
  const IngestReport report = Ingest(everywhere, options, console).run();
  if (console.json) {
    print(report_json(report));
  } else if (!console.quiet) {
    print(report_text(report));
  }
  return report.refused.empty() ? Status::done : Status::look;
}

}  // namespace proviso::app
