// proviso ingest PATH...
#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "app/commands/commands.h"
#include "app/commands/ingest_plan.h"
#include "app/commands/known_files.h"
#include "app/commands/standing_refusals.h"
#include "app/interrupts.h"
#include "app/output/ingest_report.h"
#include "app/output/progress_bar.h"
#include "app/rules_folder.h"
#include "app/stages.h"
#include "app/versions.h"
#include "app/workers/crew.h"
#include "app/workers/intake.h"
#include "app/workers/packed_rows.h"
#include "nlp/rules.h"
#include "nlp/thesaurus.h"
#include "store/store.h"

namespace proviso::app {

namespace {

bool is_there(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::exists(path, ignored);
}

std::vector<Task> tasks_of(const std::vector<Input>& inputs, extract::OcrMode ocr) {
  std::vector<Task> tasks;
  for (const Input& input : inputs) {
    if (input.code.has_value()) continue;
    Task task;
    task.path = input.path;
    task.links = input.named ? Links::follow : Links::refuse;
    task.ocr = ocr;
    tasks.push_back(std::move(task));
  }
  return tasks;
}

std::string command_text(const IngestOptions& options) {
  std::string text = "ingest";
  if (options.force) text += " --force";
  if (options.ocr != "auto") text += " --ocr " + options.ocr;
  const IngestOptions usual;
  if (options.time_limit != usual.time_limit) text += " --time-limit " + std::to_string(options.time_limit);
  if (options.memory_limit != usual.memory_limit) {
    text += " --memory-limit " + std::to_string(options.memory_limit);
  }
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
        start_{.program = PROVISO_VERSION,
               .fingerprint = nlp::RuleSet::fingerprint_of(rules_folder_),
               .reading = reading_stage(),
               .finding = finding_stage(),
               .versions = library_versions(),
               .command = command_text(options)} {
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
    before_ = KnownFiles(*store_);
  }

  CrewOptions crew_options() const {
    CrewOptions crew_options;
    crew_options.jobs = options_.jobs;
    crew_options.rules = rules_folder_;
    crew_options.limits.seconds = options_.time_limit;
    crew_options.limits.seconds_still = std::min(crew_options.limits.seconds_still, options_.time_limit);
    crew_options.limits.seconds_a_page = options_.time_limit / (options_.ocr == "never" ? 30 : 5);
    crew_options.limits.memory = std::uint64_t{options_.memory_limit} << 20;
    crew_options.tell_rules = !store_ || store_->rules(start_.fingerprint).empty();
    if (options_.force || !store_) return crew_options;
    store::KnownDocuments known = store_->known(start_, ocr_mode(options_.ocr));
    crew_options.known = std::move(known.unchanged);
    crew_options.read = std::move(known.read);
    crew_options.refused = standing_refusals(*store_, start_, options_);
    // By a connection of its own: the crew asks from its own thread, while this one writes.
    crew_options.read_form = [db = db_,
                              forms = std::shared_ptr<store::Store>()](const std::string& sha256) mutable {
      if (!forms) forms = std::make_shared<store::Store>(store::Store::open_to_read(db));
      return forms->packed(sha256).value_or("");
    };
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
    // A new store is made when the rules are known to be readable: a worker that has found something has
    // tried.
    std::optional<Outcome> first = crew.next(tick);
    if (first) check_rules(*first);
    const bool tried = first && first->state == Outcome::State::done;
    if (!tried && !store_) nlp::RuleSet::load(rules_folder_);
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
    note_vanished();
    warn_of(crew);
  }

  // A machine that does not shut workers in is named once.
  void warn_of(Crew& crew) {
    const std::optional<Confinement> held = crew.confinement();
    if (!held || what_is_missing(*held).empty()) return;
    bar_.wipe();
    say("proviso: " + what_is_missing(*held));
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
      const std::vector<store::RunRecord> before = store_->runs();
      if (before.empty() || before.back().start.fingerprint != start_.fingerprint) {
        store_->put_thesaurus(nlp::load_thesaurus(rules_folder_));
      }
      report_.run = store_->begin_run(start_);
    }
    return report_.run;
  }

  void take(const Input& input, const Outcome& outcome) {
    check_rules(outcome);
    const store::FileState file{absolute(input.path), outcome.size, outcome.modified, outcome.sha256};
    if (!outcome.rules.empty()) store_->put_rules(start_.fingerprint, outcome.rules);
    if (outcome.state == Outcome::State::refused) return refuse(input, file, outcome.code, outcome.reason);
    if (read_.contains(file.sha256)) return note_duplicate(file);
    if (outcome.state == Outcome::State::unchanged) return keep(file);
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
    const std::string before = before_.hash_at(file.path);
    if (!before.empty() && before != file.sha256) note(file.path, "changed");
    if (outcome.found_again) {
      note_place(file);
      store_->put_found({file, rows, this_run()});
      ++report_.found;
    } else {
      if (const auto other = before_.same_text(std::string(rows.text_digest), file.sha256)) {
        note(file.path, "same-text", *other);
      }
      store_->put({file, outcome.document, rows, this_run(), ocr_mode(options_.ocr)});
      before_.add_text(std::string(rows.text_digest), file);
      ++report_.read;
    }
    read_.emplace(file.sha256, file.path);
    report_.pages += static_cast<long long>(rows.pages.size());
    report_.count(rows);
  }

  void keep(const store::FileState& file) {
    const auto [first, is_first] = kept_.emplace(file.sha256, file.path);
    const bool is_copy = !is_first && before_.hash_at(file.path) != file.sha256;
    if (is_copy) note(file.path, "same-bytes", first->second);
    const std::string moved_from = is_copy ? "" : note_place(file);
    if (!before_.has(file)) store_->put_unchanged(file, this_run(), moved_from);
    ++report_.unchanged;
  }

  void note_duplicate(const store::FileState& file) {
    if (before_.hash_at(file.path) != file.sha256) note(file.path, "same-bytes", read_.at(file.sha256));
    store_->put_unchanged(file, this_run());
    ++report_.duplicates;
  }

  // Says where else the bytes of a known document were; gives the path that it has left, empty for none.
  std::string note_place(const store::FileState& file) {
    if (const auto copy = before_.copy_of(file)) {
      note(file.path, "same-bytes", *copy);
    } else if (const auto place = before_.moved_from(file); place && left_.insert(*place).second) {
      note(file.path, "renamed", *place);
      return *place;
    }
    return "";
  }

  void note_vanished() {
    for (const std::string& path : before_.vanished(options_.paths, left_)) {
      note(path, "vanished");
      store_->put_vanished(path, this_run());
    }
  }

  void note(const std::string& path, const std::string& what, const std::string& other = "") {
    report_.notes.push_back({path, what, other});
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
    counts.found = report_.found;
    counts.unchanged = report_.unchanged + report_.duplicates;
    counts.refused = static_cast<std::int64_t>(report_.refused.size());
    counts.pages = report_.pages;
    counts.provisions = report_.provisions();
    store_->end_run(report_.run, counts, stopped);
    if (stopped.empty()) store_->settle_index();
  }

  const IngestOptions& options_;
  ProgressBar bar_;
  Standing standing_;
  const Interrupts interrupts_;
  std::string db_;
  std::string rules_folder_;
  store::RunStart start_;
  std::optional<store::Store> store_;  // none until there is one to write to
  KnownFiles before_;
  std::map<std::string, std::string> read_;  // documents stored by this run: by their hash the path
  std::map<std::string, std::string> kept_;  // likewise those that are unchanged
  std::set<std::string> left_;               // paths given up for new ones
  IngestReport report_;
  std::size_t taken_ = 0;  // of the inputs
};

}  // namespace

int ingest(const Everywhere& everywhere, const IngestOptions& options, const Console& console) {
  if (options.dry_run) return plan_ingest(everywhere, options, console);
  const IngestReport report = Ingest(everywhere, options, console).run();
  if (console.json) {
    print(report_json(report));
  } else if (!console.quiet) {
    print(report_text(report));
  }
  const bool vanished = std::any_of(report.notes.begin(), report.notes.end(),
                                    [](const FileNote& note) { return note.what == "vanished"; });
  return report.refused.empty() && !vanished ? Status::done : Status::look;
}

}  // namespace proviso::app
