#include "app/arguments/command_line.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <exception>
#include <functional>
#include <sstream>
#include <string>
#include <string_view>
#include <thread>

#include "app/arguments/flag_values.h"
#include "app/arguments/misuse.h"
#include "app/commands/commands.h"
#include "app/interrupts.h"
#include "app/versions.h"
#include "app/workers/worker.h"
#include "nlp/rules.h"
#include "store/errors.h"

namespace proviso::app {

namespace {

std::string default_store() {
  const char* named = std::getenv("PROVISO_DB");
  return named != nullptr && *named != '\0' ? named : "proviso.db";
}

// Builds the command line over one set of option structs; remembers the chosen command's work.
class CommandLine {
 public:
  CommandLine() {
    app_.description(
        "Reads reports in PDF and finds the figures, articles and recommendations in them, each with its "
        "place on the page.");
    app_.set_version_flag("--version", version_text(PROVISO_VERSION));
    app_.set_help_all_flag("--help-all", "Show the help of every command");
    app_.require_subcommand(1);
    add_everywhere(app_);
    add_ingest();
    add_search();
    add_show();
    add_trace();
    add_compare();
    add_conflicts();
    add_export();
    add_verify();
    add_read();
    add_rules();
    add_runs();
    add_diff();
    add_status();
    add_documents();
    add_review();
    add_score();
    app_.footer(
        "Exit status: 0 done; 1 done, with something to look at; 2 wrong use; 3 the store or disk failed; "
        "130 interrupted (128 and the signal).");
  }

  int parse_and_run(int argc, char** argv) {
    try {
      app_.parse(argc, argv);
    } catch (const CLI::Success& shown) {  // --help, --version
      std::ostringstream text;
      app_.exit(shown, text, text);
      print(text.str());
      return Status::done;
    } catch (const CLI::ParseError& error) {
      throw WrongUse(misuse(app_, error));
    }
    if (everywhere_.db.empty()) everywhere_.db = default_store();
    return work_(this_console(everywhere_.json, everywhere_.quiet));
  }

 private:
  using Work = std::function<int(const Console&)>;

  CLI::App& command(CLI::App& parent, const std::string& name, const std::string& says, Work work) {
    CLI::App& command = *parent.add_subcommand(name, says);
    command.set_version_flag("--version", version_text(PROVISO_VERSION));
    add_everywhere(command);
    if (work) command.callback([this, work = std::move(work)] { work_ = work; });
    return command;
  }

  void add_everywhere(CLI::App& app) {
    const std::string group = "Everywhere";
    app.add_option("--db", everywhere_.db, "The store (default: $PROVISO_DB, else proviso.db)")
        ->type_name("FILE")
        ->check(not_empty("a file"))
        ->group(group);
    app.add_option("--rules", everywhere_.rules,
                   "The folder of rules (default: $PROVISO_RULES, else the program's own)")
        ->type_name("DIR")
        ->check(not_empty("a folder"))
        ->group(group);
    app.add_flag("--json", everywhere_.json, "Output for machines on stdout")->group(group);
    app.add_flag("--quiet", everywhere_.quiet, "No progress and no summary")->group(group);
  }

  void add_jobs(CLI::App& app, unsigned& jobs) {
    jobs = std::max(1U, std::thread::hardware_concurrency());
    app.add_option("--jobs", jobs, "Worker processes (default: one for each processor)")
        ->type_name("N")
        ->check(whole_number(1, 256));
  }

  void add_ocr(CLI::App& app, std::string& ocr) {
    app.add_option("--ocr", ocr, "Recognise pages that have no usable text: auto, never, always")
        ->type_name("WHEN")
        ->check(one_of({"auto", "never", "always"}));
  }

  void add_document_filters(CLI::App& app, store::Filters& filters) {
    app.add_option("--doc", filters.documents,
                   "A file's name or path, or the first 6 or more digits of its SHA-256")
        ->type_name("DOC")
        ->check(not_empty("a document"));
    app.add_option("--lang", filters.languages, "ISO 639 code, such as ru")
        ->type_name("CODE")
        ->check(two_letters("ru"))
        ->delimiter(',');
  }

  void add_filters(CLI::App& app, store::Filters& filters, const std::vector<std::string>& kinds) {
    app.add_option("--kind", filters.kinds, "Only these kinds")
        ->type_name("KIND")
        ->check(one_of(kinds))
        ->delimiter(',');
    app.add_option("--country", filters.countries, "ISO 3166 code, such as KZ")
        ->type_name("CODE")
        ->check(two_letters("KZ"))
        ->delimiter(',');
    add_document_filters(app, filters);
    app.add_option("--year", filters.years, "What the figure refers to, such as 2018")
        ->type_name("YEAR")
        ->check(whole_number(1, 9999, "a year such as 2018"))
        ->delimiter(',');
  }

  void add_ingest() {
    CLI::App& app = command(app_, "ingest", "Read PDFs (files or folders, recursively) into the store",
                            [this](const Console& console) { return ingest(everywhere_, ingest_, console); });
    app.add_option("PATH", ingest_.paths, "PDF files, or folders of them")
        ->required()
        ->check(not_empty("a file or folder"));
    app.footer(
        "Folders are walked to the bottom for files called *.pdf. Links inside them are not followed, on "
        "purpose: a link may lead out of the folder, or in circles. They are named as refused; a link that "
        "is "
        "named itself is read.");
    add_jobs(app, ingest_.jobs);
    add_ocr(app, ingest_.ocr);
    app.add_flag("--force", ingest_.force, "Also read again what is in the store already, unchanged");
    app.add_flag("--dry-run", ingest_.dry_run,
                 "Store nothing, only say what would be done with each file and why");
    app.add_option("--time-limit", ingest_.time_limit,
                   "Seconds a document may take; each page adds a thirtieth, a fifth unless --ocr never")
        ->capture_default_str()
        ->type_name("SECONDS")
        ->check(decimal_number(1e-6, 1e6, "a number of seconds from 0.000001 to 1,000,000"));
    app.add_option("--memory-limit", ingest_.memory_limit, "MB a worker may use, from 64; 0 for no limit")
        ->capture_default_str()
        ->type_name("MB")
        ->check(limit_or_none(64, 1 << 20));
  }

  void add_search() {
    CLI::App& app =
        command(app_, "search", "Ranked provisions and passages, each with its place",
                [this](const Console& console) { return search(everywhere_, question_, console); });
    app.add_option(
           "QUERY", question_.query,
           "Words; \"a phrase\"; begin*; AND, OR, NOT, -word, ( ), NEAR/5; fields: country:KZ, kind:, lang:, "
           "doc:, act:, article:, concept:, measure:, currency:, value>1000, year:2015..2018, page:7")
        ->required();
    add_filters(app, question_.filters, {"figure", "article", "recommendation", "passage"});
    question_.limit = 10;
    app.add_option("--limit", question_.limit, "At most so many results")
        ->capture_default_str()
        ->type_name("N")
        ->check(whole_number(1, 10000));
    app.add_option("--offset", question_.offset, "Leave out the first N results")
        ->capture_default_str()
        ->type_name("N")
        ->check(whole_number(0, 1'000'000'000));
    app.add_flag("--exact", question_.exact, "Words as written: not their other forms, nor other languages");
  }

  void add_show() {
    CLI::App& app =
        command(app_, "show", "One provision whole: quote, context, fields, citations, rule, boxes, run",
                [this](const Console& console) { return show(everywhere_, show_id_, console); });
    app.add_option("ID", show_id_, "As search prints it: f-…, a-… or r-…")
        ->required()
        ->check(not_empty("an id"));
  }

  void add_trace() {
    CLI::App& app = command(app_, "trace", "The page's picture with statement, note call and note boxed",
                            [this](const Console& console) { return trace(everywhere_, trace_, console); });
    app.add_option("ID", trace_.id, "As search prints it")->required()->check(not_empty("an id"));
    app.add_option("-o,--output", trace_.output, "PNG file to write (with --html alone: the HTML file)")
        ->check(not_empty("a file"))
        ->type_name("OUT.png");
    app.add_option_function<std::string>(
           "--html",
           [this](const std::string& file) {
             trace_.html = true;
             trace_.html_file = file;
           },
           "Write one HTML page with the pictures, the quote and its whole chain; it needs no network")
        ->expected(0, 1)
        ->default_str("")
        ->type_name("OUT.html");
    app.add_option("--dpi", trace_.dpi, "Pixels an inch")
        ->capture_default_str()
        ->check(decimal_number(30, 400, "a number from 30 to 400"));
    add_root(app, trace_.root);
  }

  void add_root(CLI::App& app, std::string& root) {
    app.add_option("--root", root, "Folder in which the PDFs lie now, if they were moved with the store")
        ->type_name("DIR")
        ->check(not_empty("a folder"));
  }

  void add_compare() {
    CLI::App& app = command(
        app_, "compare", "Countries side by side, or a series of figures; each cell with its citations",
        [this](const Console& console) { return compare(everywhere_, compare_, console); });
    const auto add = [&](const char* flag, std::vector<std::string>& what, const char* says,
                         const char* type) {
      app.add_option(flag, what, says)
          ->type_name(type)
          ->delimiter(',')
          ->check(not_empty("something to compare"));
    };
    add("--article", compare_.articles, "Country by article, such as 127.1", "NUMBER");
    app.add_option("--act", compare_.acts, "Country by article of such acts")
        ->type_name("ACT")
        ->delimiter(',')
        ->check(one_of({"criminal_code", "other_code", "law", "treaty"}));
    add("--topic", compare_.topics, "Country by topic: concepts of the thesaurus, or terms of any language",
        "TOPIC");
    add("--figure", compare_.figures, "Place by time: figures that count this, such as 'entry bans'",
        "WORDS");
    app.add_option("--countries", compare_.filters.countries, "Only these rows, in this order, such as RU,KZ")
        ->type_name("CODES")
        ->delimiter(',')
        ->check(two_letters("KZ"));
    add_document_filters(app, compare_.filters);
    app.add_option("--year", compare_.filters.years, "What the figure refers to, such as 2018")
        ->type_name("YEAR")
        ->check(whole_number(1, 9999, "a year such as 2018"))
        ->delimiter(',');
    app.add_option("--format", compare_.format, "text or csv")
        ->capture_default_str()
        ->check(one_of({"text", "csv"}));
  }

  void add_conflicts() {
    CLI::App& app =
        command(app_, "conflicts",
                "Figures that speak of the same thing, place and time and differ; tables whose "
                "totals are not the sum of their parts",
                [this](const Console& console) { return conflicts(everywhere_, conflicts_, console); });
    app.add_option("--country", conflicts_.filters.countries, "ISO 3166 code, such as KZ")
        ->type_name("CODE")
        ->check(two_letters("KZ"))
        ->delimiter(',');
    add_document_filters(app, conflicts_.filters);
    app.add_flag("--all", conflicts_.all, "Also those that agree when rounded");
    app.add_option("--format", conflicts_.format, "text or csv")
        ->capture_default_str()
        ->check(one_of({"text", "csv"}));
  }

  void add_export() {
    CLI::App& app =
        command(app_, "export", "Provisions as JSON Lines, CSV, Excel workbook or Web Annotations",
                [this](const Console& console) { return export_provisions(everywhere_, export_, console); });
    add_filters(app, export_.filters, {"figure", "article", "recommendation"});
    app.add_option("--format", export_.format, "jsonl, csv, xlsx, annotations (W3C)")
        ->capture_default_str()
        ->type_name("FORMAT")
        ->check(one_of({"jsonl", "csv", "xlsx", "annotations"}));
    app.add_option("-o,--output", export_.output, "File to write (default: stdout)")
        ->type_name("FILE")
        ->check(not_empty("a file"));
  }

  void add_verify() {
    CLI::App& app = command(app_, "verify", "Read every source PDF again: hash, quotes, boxes",
                            [this](const Console& console) { return verify(everywhere_, verify_, console); });
    add_jobs(app, verify_.jobs);
    add_root(app, verify_.root);
  }

  void add_read() {
    CLI::App& app = command(app_, "read", "What the reading stage sees: blocks, tables, notes, page grades",
                            [this](const Console& console) { return read(everywhere_, read_, console); });
    app.add_option("FILE", read_.file, "A PDF file")->required()->check(not_empty("a file"));
    app.add_option("--page", read_.page, "Only this page, from 1")
        ->type_name("N")
        ->check(whole_number(1, 10'000'000));
    app.add_option("--format", read_.format, "text (default), json, or csv for one table")
        ->check(one_of({"text", "json", "csv"}));
    app.add_option("--table", read_.table, "With --format csv: which table, from 1 (of the page with --page)")
        ->type_name("N")
        ->check(whole_number(1, 10'000'000));
    app.add_option("--draw", read_.draw,
                   "With --page: write a picture of the page with its blocks, tables and notes")
        ->type_name("OUT.png")
        ->check(not_empty("a file"));
    add_ocr(app, read_.ocr);
  }

  void add_rules() {
    CLI::App& rules = command(app_, "rules", "Look at the rules and try them", nullptr);
    rules.require_subcommand(1);
    command(rules, "test", "Every rule against its own examples",
            [this](const Console& console) { return rules_test(everywhere_, console); });
    CLI::App& lint = command(
        rules, "lint", "What is likely to be a mistake in the rule files",
        [this](const Console& console) { return rules_lint(everywhere_, lint_in_reports_, console); });
    lint.add_flag("--reports", lint_in_reports_,
                  "Also rules that match nothing, or always give way, in the reports of the store");
    command(rules, "list", "Every rule with what it says",
            [this](const Console& console) { return rules_list(everywhere_, console); });
    CLI::App& explain =
        command(rules, "explain", "Which rule matched what in a text, and which nearly did",
                [this](const Console& console) {
                  return rules_explain(everywhere_, explain_text_, explain_language_, console);
                });
    explain.add_option("--lang", explain_language_, "The text's language, if it is too short to show it");
    explain.add_option("TEXT", explain_text_, "A sentence, or several")
        ->required()
        ->check(not_empty("a sentence"));
  }

  void add_runs() {
    CLI::App& app = command(app_, "runs", "The runs that filled the store", nullptr);
    app.callback([this, &app] {  // a command's work is set after that of the commands below it
      if (app.get_subcommands().empty())
        work_ = [this](const Console& console) { return runs(everywhere_, console); };
    });
    CLI::App& prune =
        command(app, "prune", "Give up what was there at the end of older runs, and the room it takes",
                [this](const Console& console) { return prune_runs(everywhere_, prune_, console); });
    prune.add_option("RUN", prune_.runs, "Numbers of runs")->check(whole_number(1, 1'000'000'000));
    prune.add_option("--keep", prune_.keep, "All but so many of the newest")
        ->type_name("N")
        ->check(whole_number(1, 1'000'000'000));
  }

  void add_diff() {
    CLI::App& app = command(app_, "diff", "What a later run gained, lost and changed, and why",
                            [this](const Console& console) { return diff(everywhere_, diff_, console); });
    for (auto [name, run] : {std::pair("BEFORE", &diff_.before), std::pair("AFTER", &diff_.after)}) {
      app.add_option(name, *run, "The number of a run")->required()->check(whole_number(1, 1'000'000'000));
    }
    app.add_option("--format", diff_.format, "text (default), json, or csv: a list to review")
        ->check(one_of({"text", "json", "csv"}));
    app.add_option("--limit", diff_.limit, "In text at most so many of each group; 0 for all")
        ->capture_default_str()
        ->type_name("N")
        ->check(whole_number(0, 1'000'000'000));
  }

  void add_status() {
    command(app_, "status",
            "What became of every file: accepted, accepted with warnings, or rejected and why",
            [this](const Console& console) { return status(everywhere_, console); });
    CLI::App& app =
        command(app_, "doctor", "Check the store to the bottom: file, references, index, search columns",
                [this](const Console& console) { return doctor(everywhere_, rebuild_, console); });
    app.add_flag("--rebuild", rebuild_, "Make the full-text index anew from the stored texts first");
    app.footer("Exit status: 0 the store is whole; 3 it is not, and what is wrong is listed.");
  }

  void add_documents() {
    command(app_, "documents", "The documents of the store, and which may be one report in several forms",
            [this](const Console& console) { return documents(everywhere_, console); });
    command(app_, "store", "How big the store is, and why",
            [this](const Console& console) { return store_size(everywhere_, console); });
  }

  void add_review() {
    CLI::App& app =
        command(app_, "review", "Say what you think of a provision; without a verdict, list what was said",
                [this](const Console& console) { return review(everywhere_, review_, console); });
    app.add_option("ID", review_.id, "As search prints it: f-…, a-… or r-…")->check(not_empty("an id"));
    app.add_flag("--confirm", review_.confirm, "The page says so");
    app.add_flag("--reject", review_.reject, "It should not have been found");
    app.add_option("--correct", review_.corrections, "A field should be otherwise, such as value=1250")
        ->type_name("FIELD=VALUE")
        ->expected(1)
        ->take_all();
    app.add_option("--by", review_.by, "Who says so")->type_name("NAME")->check(not_empty("a name"));
    app.add_option("--note", review_.note, "Why")->type_name("TEXT");
    app.footer(
        "A review never changes what was found. It stays with the words as long as a re-run finds them.");
  }

  void add_score() {
    CLI::App& app =
        command(app_, "score", "Precision, recall and F1 against annotations",
                [this](const Console& console) { return score_store(everywhere_, score_, console); });
    app.add_option("GOLD", score_.gold, "Annotations, one JSON object a line")
        ->required()
        ->check(not_empty("a file"));
    app.add_flag("--by-doc", score_.by_document, "Each document by itself too");
    app.add_flag("--by-rule", score_.by_rule, "What each rule found, and how much of it is right");
    app.add_option("--errors", score_.errors,
                   "List so many mistakes of each kind, each with the command that shows it")
        ->capture_default_str()
        ->type_name("N")
        ->check(whole_number(0, 1'000'000'000));
  }

  CLI::App app_{"", "proviso"};
  Everywhere everywhere_;
  IngestOptions ingest_;
  store::Question question_;
  std::string show_id_;
  bool rebuild_ = false;  // of doctor
  TraceOptions trace_;
  CompareOptions compare_;
  ConflictsOptions conflicts_;
  ExportOptions export_;
  VerifyOptions verify_;
  ReadOptions read_;
  bool lint_in_reports_ = false;
  std::string explain_text_;
  std::string explain_language_;
  ScoreOptions score_;
  PruneOptions prune_;
  DiffOptions diff_;
  ReviewOptions review_;
  Work work_;
};

int fail(int status, const std::string& what) {
  say("proviso: " + what);
  return status;
}

// Two spaces before each line.
void say_indented(const std::string& text) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) say("  " + line);
}

}  // namespace

int run(int argc, char** argv) {
  keep_standard_streams();
  try {
    // Not for people, so not in --help: the crew starts the program so.
    if (argc == 2 && std::string_view(argv[1]) == "worker") return serve_parent();
    CommandLine line;
    return line.parse_and_run(argc, argv);
  } catch (const WrongUse& error) {
    return fail(Status::wrong_use, error.what());
  } catch (const nlp::BadRules& error) {
    fail(Status::wrong_use, error.problem());
    say_indented(error.line());
    return Status::wrong_use;
  } catch (const store::BadQuery& error) {
    fail(Status::wrong_use, error.what());
    say_indented(error.drawn());
    return Status::wrong_use;
  } catch (const Interrupted& interrupt) {
    return fail(128 + interrupt.signal(), interrupt.what());
  } catch (const std::bad_alloc&) {
    return fail(Status::failed, "there is not enough memory");
  } catch (const std::exception& error) {
    return fail(Status::failed, error.what());
  }
}

}  // namespace proviso::app
