// Every read, write, sync, open and allocation of the store's work fails once, each in a store of its own:
// what then is said is one clean line, what was stored before is there and whole, and the work can be done
// again.
//
// Allocations are many: each of the first 300, then one in so many that 300 more are tried, or all of them if
// PROVISO_ALL_FAULTS is set.
#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>
#include <new>

#include "extract/packed.h"
#include "tests/faults/failing_malloc.h"
#include "tests/faults/failing_vfs.h"
#include "tests/store/samples.h"

namespace proviso::store {
namespace {

// Rows are made before anything may fail: the parent gets them ready.
struct Prepared {
  explicit Prepared(const Sample& made) : sample(made), packed(extract::pack(sample.document)) {
    add_terms(small_thesaurus(), words.concepts());
    rows = rows_of(sample.document, sample.findings, words);
  }
  Prepared(const Prepared&) = delete;

  Sample sample;
  std::string packed;
  IndexedWords words;
  DocumentRows rows;
};

struct Work {
  Work() : english(store::english()), russian(store::russian()), changed(corrected()) {}

  static Sample corrected() {
    Sample made = store::english();
    std::get<nlp::Figure>(made.findings.provisions[0].what).value = 413;
    return made;
  }

  Prepared english, russian, changed;
  nlp::Thesaurus thesaurus = small_thesaurus();
};

// What a store answers: all of it, and three searches.
std::string answers(const Store& store) {
  std::string said;
  store.each_provision({}, [&](const ProvisionRecord& record) {
    said += record.id + " " + record.document.file + " " + record.quote + "\n";
  });
  for (const char* query : {"shelters", "труд", "victims NOT courts"}) {
    const Answer answer = store.search({.query = query});
    said += std::to_string(answer.total);
    for (const Hit& hit : answer.hits) said += " " + hit.id + " " + hit.text;
    for (const Count& count : answer.facets.countries) said += " " + count.value;
    said += "\n";
  }
  return said;
}

// Two documents, one of them twice, and everything around them. `stored` counts what was confirmed.
std::string work_on(const std::string& file, const Work& work, std::size_t& stored) {
  Store store = Store::create_or_open(file);
  const std::int64_t run = store.begin_run({.program = "1", .fingerprint = "f"});
  store.put_thesaurus(work.thesaurus);
  for (const Prepared* next : {&work.english, &work.russian}) {
    store.put({.file = next->sample.file, .packed = next->packed, .rows = next->rows, .run = run});
    stored = std::max<std::size_t>(stored, next == &work.english ? 1 : 2);
  }
  store.put_found({.file = work.changed.sample.file, .rows = work.changed.rows, .run = run});
  store.end_run(run, {.files = 2, .read = 2});
  store.settle_index(0);
  std::string said = answers(store);
  if (answers(Store::open_to_read(file)) != said) said += "another reader is told something else\n";
  return said;
}

// Before any store of this program is opened.
const bool installed = (install_failing_vfs(), true);

class EveryNth : public ::testing::Test {
 protected:
  EveryNth() {
    std::size_t stored = 0;
    const Folder folder;
    expected_ = work_on(folder.file("a.db"), work_, stored);
  }

  // Does the work with something armed that fails, then looks at what is left. Empty if all is well.
  std::string tried(const std::function<void()>& arm, const std::function<void()>& disarm) {
    const Folder folder;
    const std::string file = folder.file("a.db");
    std::size_t stored = 0;
    std::string wrong, said;
    said.reserve(1000);
    arm();
    try {
      said = work_on(file, work_, stored);
      disarm();
      if (said != expected_) wrong += "a silent wrong answer: " + said + "\n";
    } catch (const StoreError& error) {
      disarm();
      wrong += unclean(error, file);
    } catch (const std::bad_alloc&) {
      disarm();
    } catch (const std::exception& error) {
      disarm();
      wrong += std::string("no clean message: ") + error.what() + "\n";
    }
    return wrong + left_wrong(file, stored);
  }

  static std::string unclean(const StoreError& error, const std::string& file) {
    const std::string said = error.what();
    const bool clean = said.find('\n') == std::string::npos && said.find(file) != std::string::npos &&
                       error.code() != "failed" && error.code() != "contradiction";
    return clean ? "" : "no clean message: " + error.code() + ": " + said + "\n";
  }

  std::string left_wrong(const std::string& file, std::size_t stored) {
    std::string wrong;
    try {
      const Store store = Store::open_to_read(file);
      for (const Damage& damage : Store::create_or_open(file).examine()) wrong += damage.what + "\n";
      const std::vector<DocumentRecord> documents = store.documents();
      if (documents.size() < stored) wrong += "a document is lost\n";
      for (const DocumentRecord& document : documents) {
        if (document.figures + document.articles + document.recommendations !=
            (document.name.file == "obzor-ru.pdf" ? 2 : 3)) {
          wrong += "half a document\n";
        }
      }
    } catch (const StoreError& error) {
      if (error.code() != "missing" || stored > 0) wrong += error.code() + ": " + error.what() + "\n";
    }
    try {
      std::size_t again = 0;
      if (work_on(file, work_, again) != expected_) wrong += "the work cannot be finished\n";
    } catch (const std::exception& error) {
      wrong += std::string("the work cannot be done again: ") + error.what() + "\n";
    }
    return wrong;
  }

  Work work_;
  std::string expected_;
};

TEST_F(EveryNth, CallOfTheFileSystem) {
  for (const Call kind : {Call::read, Call::write, Call::sync, Call::open}) {
    std::size_t calls = 0;
    EXPECT_EQ(tried([&] { fail_call(kind, 0); }, [&] { calls = calls_counted(kind); }), "");
    ASSERT_GT(calls, 1);
    for (std::size_t nth = 1; nth <= calls; ++nth) {
      EXPECT_EQ(tried([&] { fail_call(kind, nth); }, [&] { fail_call(kind, 0); }), "")
          << call_names[static_cast<int>(kind)] << " " << nth;
    }
    std::printf("PASS  every %s fails once: %zu times, the store is whole\n",
                call_names[static_cast<int>(kind)], calls);
  }
}

TEST_F(EveryNth, Allocation) {
  if (!has_failing_malloc) GTEST_SKIP() << "a sanitizer has a heap of its own";
  std::size_t allocations = 0, tries = 0;
  const auto stop = [&] {
    allocations = std::max(allocations, allocations_counted());
    stop_counting_allocations();
  };
  EXPECT_EQ(tried([] { fail_allocation(0); }, stop), "");
  constexpr std::size_t each = 300;
  ASSERT_GT(allocations, each);
  const bool all = std::getenv("PROVISO_ALL_FAULTS") != nullptr;
  const std::size_t step = all ? 1 : allocations / each + 1, last = allocations;
  for (std::size_t nth = 1; nth <= last; nth += nth < each ? 1 : step, ++tries) {
    EXPECT_EQ(tried([&] { fail_allocation(nth); }, stop), "") << "allocation " << nth;
  }
  std::printf("PASS  an allocation fails: %zu of %zu tried, the store is whole\n", tries, last);
}

}  // namespace
}  // namespace proviso::store
