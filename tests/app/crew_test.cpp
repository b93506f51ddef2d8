#include "app/workers/crew.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "extract/packed.h"
#include "program.h"

namespace proviso::app {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Task read_task(const std::string& path) {
  Task task;
  task.kind = Task::Kind::read;
  task.path = path;
  return task;
}

std::vector<Outcome> outcomes(const CrewOptions& options, const std::vector<Task>& tasks) {
  Crew crew(options, tasks);
  std::vector<Outcome> result;
  while (std::optional<Outcome> outcome = crew.next()) result.push_back(std::move(*outcome));
  return result;
}

std::vector<std::string> reasons(const CrewOptions& options, std::size_t tasks) {
  std::vector<std::string> result;
  const Folder folder;
  const std::string file = folder.write("any.pdf", pdf_with({"Words."}));
  for (const Outcome& outcome : outcomes(options, std::vector<Task>(tasks, read_task(file)))) {
    result.push_back(std::string(name(outcome.code)) + ": " + outcome.reason);
  }
  return result;
}

// A crew whose workers are a shell script: standard input is the channel, both ways.
struct Scripted {
  Folder folder;
  CrewOptions options;

  explicit Scripted(const std::string& script) {
    options.program = folder.write("worker", "#!/bin/sh\n" + script + "\n");
    ::chmod(options.program.c_str(), 0755);
  }
};

// kind 1, length 4: shut in, all three ways
const std::string kReady = "printf '\\001\\004\\000\\000\\000\\001\\001\\001\\000' >&0\n";

CrewOptions real_workers(unsigned jobs) {
  CrewOptions options;
  options.program = PROVISO_BINARY_DIR "/proviso";
  options.jobs = jobs;
  return options;
}

TEST(Crew, ACrashCostsOneDocumentAndIsNamed) {
  Scripted scripted(kReady + "kill -11 $$");
  EXPECT_THAT(reasons(scripted.options, 2),
              ElementsAre("crashed: its reader crashed (signal 11) while opening the file",
                          "crashed: its reader crashed (signal 11) while opening the file"));
}

TEST(Crew, ADocumentIsTriedAgainWhenSomebodyKillsItsReader) {
  for (const std::string& before : {std::string(), kReady}) {
    Scripted scripted("[ -e \"$0.killed\" ] && exec " PROVISO_BINARY_DIR
                      "/proviso \"$@\"\n: >\"$0.killed\"\n" +
                      before + "kill -9 $$");
    const std::string file = scripted.folder.write("any.pdf", pdf_with({"Words."}));
    const std::vector<Outcome> all = outcomes(scripted.options, {read_task(file)});
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].state, Outcome::State::done) << all[0].reason;
  }
  Scripted always(kReady + "kill -9 $$");
  EXPECT_THAT(reasons(always.options, 1),
              ElementsAre("crashed: its reader crashed (signal 9) while opening the file"));
}

TEST(Crew, WhatAWorkerPrintsIsSeenUnderASanitizerOnly) {
  Scripted scripted("echo a report >&2\n" + kReady + "kill -11 $$");
  ::testing::internal::CaptureStderr();
  reasons(scripted.options, 1);
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  EXPECT_THAT(::testing::internal::GetCapturedStderr(), HasSubstr("a report\n"));
#else
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
#endif
}

TEST(Crew, AHangCostsOneDocumentAndIsNamed) {
  Scripted scripted(kReady + "exec sleep 1000");
  scripted.options.limits.seconds_silent = 0.5;
  EXPECT_THAT(reasons(scripted.options, 1),
              ElementsAre("too-slow: did nothing for 0.5 s while opening the file"));
}

// Never ends and never speaks.
const std::string kBusy = "while :; do :; done";

TEST(Crew, TimeIsThatOfTheProcessor) {
  Scripted scripted(kReady + kBusy);
  scripted.options.limits.seconds = 0.25;
  EXPECT_THAT(reasons(scripted.options, 1),
              ElementsAre("too-slow: took longer than 0.25 s while opening the file"));
}

TEST(Crew, PagesThatWereReadGiveTimeAndAreNamed) {
  // progress (kind 3): reading, 2 pages done of 5
  Scripted scripted(kReady + "printf '\\003\\003\\000\\000\\000\\001\\002\\005' >&0\n" + kBusy);
  scripted.options.limits.seconds = 0.25;
  scripted.options.limits.seconds_a_page = 0.125;
  EXPECT_THAT(reasons(scripted.options, 1),
              ElementsAre("too-slow: took longer than 0.5 s while reading page 3"));
  scripted.options.limits.seconds_still = 0.2;
  EXPECT_THAT(reasons(scripted.options, 1),
              ElementsAre("too-slow: did not get on for 0.2 s while reading page 3"));
}

TEST(Crew, AFreshWorkerAndAUsedOneReadTheSame) {
  const Folder folder;
  const std::string file = folder.write("any.pdf", pdf_with({"Words."}));
  CrewOptions options = real_workers(1);
  options.documents = 1;
  const std::vector<Outcome> fresh = outcomes(options, std::vector<Task>(3, read_task(file)));
  options.documents = 100;
  const std::vector<Outcome> used = outcomes(options, std::vector<Task>(3, read_task(file)));
  for (std::size_t i = 0; i < 3; ++i) {
    ASSERT_EQ(fresh[i].state, Outcome::State::done) << fresh[i].reason;
    EXPECT_EQ(fresh[i].document, used[i].document) << "a fresh worker and a used one read the same";
  }
}

TEST(Crew, NonsenseFromAWorkerCostsOneDocument) {
  for (const std::string nonsense :
       {"\\011\\000\\000\\000\\000", "\\004\\377\\377\\377\\377", "\\004\\001\\000\\000\\000\\000"}) {
    Scripted scripted(kReady + "printf '" + nonsense + "' >&0\nexec sleep 1000");
    EXPECT_THAT(reasons(scripted.options, 1), ElementsAre(HasSubstr("bad-message: its worker sent nonsense")))
        << nonsense;
  }
}

TEST(Crew, WorkersThatNeverBeginAreAFailure) {
  const Folder folder;
  const Task task = read_task(folder.write("any.pdf", pdf_with({"Words."})));
  CrewOptions options;
  options.program = "/bin/true";
  EXPECT_THROW(outcomes(options, {task}), std::runtime_error);
  options.program = "/no/such/program";
  EXPECT_THROW(outcomes(options, {task}), std::runtime_error);
}

TEST(Crew, OutcomesComeInTheOrderOfTheTasks) {
  const Folder folder;
  std::vector<Task> tasks;
  for (int i = 0; i < 150; ++i) {
    const std::string name = "file" + std::to_string(i);
    tasks.push_back(
        read_task(folder.write(name, "%PDF-1.7 and no more " + name + std::string((i * 37) % 150, ' '))));
  }
  const std::vector<Outcome> one = outcomes(real_workers(1), tasks);
  const std::vector<Outcome> three = outcomes(real_workers(3), tasks);
  ASSERT_EQ(one.size(), tasks.size());
  ASSERT_EQ(three.size(), tasks.size());
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    EXPECT_EQ(one[i].sha256, three[i].sha256);
    EXPECT_EQ(one[i].size, std::filesystem::file_size(tasks[i].path));
  }
}

TEST(Crew, ReadsADocumentAndGoesOnAfterARefusedOne) {
  const Folder folder;
  const std::vector<Outcome> result = outcomes(
      real_workers(1),
      {read_task(folder / "missing.pdf"), read_task(folder.write("a.pdf", pdf_with({"Plain words."})))});
  ASSERT_EQ(result.size(), 2u);
  EXPECT_EQ(result[0].code, store::RefusalCode::missing);
  ASSERT_EQ(result[1].state, Outcome::State::done) << result[1].reason;
  EXPECT_EQ(extract::unpack(result[1].document).text, "Plain words.");
}

TEST(Crew, KnownDocumentsArePassedOver) {
  const Folder folder;
  const std::string file = folder.write("a.pdf", pdf_with({"Plain words."}));
  Task task = read_task(file);
  CrewOptions options = real_workers(1);
  options.known = {outcomes(options, {task}).at(0).sha256};
  task.kind = Task::Kind::find;
  EXPECT_EQ(outcomes(options, {task}).at(0).state, Outcome::State::unchanged);
}

TEST(Crew, ARefusalThatStillHoldsIsNotTriedAgain) {
  const Folder folder;
  Task task = read_task(folder.write("a.pdf", pdf_with({"Plain words."})));
  task.kind = Task::Kind::look;
  CrewOptions options;
  options.program = "/no/such/program";  // no worker is needed
  const std::string hash = outcomes(options, {task}).at(0).sha256;
  options.refused[hash] = {store::RefusalCode::crashed, "as before"};
  task.kind = Task::Kind::find;
  EXPECT_EQ(outcomes(options, {task}).at(0).reason, "as before");
}

TEST(Crew, MayBeLeftBeforeTheEnd) {
  Scripted scripted(kReady + "exec sleep 1000");
  const Crew crew(scripted.options, {read_task("a.pdf"), read_task("b.pdf")});
}

}  // namespace
}  // namespace proviso::app
