#include "app/workers/worker.h"

#include <fcntl.h>
#include <malloc.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <new>
#include <optional>
#include <utility>

#include "app/workers/confinement.h"
#include "app/workers/frame_colours.h"
#include "app/workers/intake.h"
#include "app/workers/messages.h"
#include "app/workers/packed_rows.h"
#include "extract/packed.h"
#include "extract/picture.h"
#include "extract/read.h"
#include "extract/reading_picture.h"
#include "extract/sha256.h"
#include "nlp/find.h"
#include "nlp/rules.h"
#include "nlp/rules/rule_versions.h"

namespace proviso::app {

namespace {

// The line to the parent. There is one for each process, because a library that gives up calls exit()
// from anywhere and the parent must still hear why.
int channel = -1;
bool busy = false;
std::uint64_t memory_limit = 0;

void send_message(MessageKind kind, std::string_view payload) {
  const std::string message = framed(kind, payload);
  std::string_view rest = message;
  while (!rest.empty()) {
    const ssize_t count = ::send(channel, rest.data(), rest.size(), MSG_NOSIGNAL);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) std::_Exit(0);  // nobody listens any more
    rest.remove_prefix(static_cast<std::size_t>(count));
  }
}

// The descriptor that came last; -1 if it was taken, or none came.
int sent_file = -1;

void keep_descriptor(msghdr& message) {
  for (cmsghdr* part = CMSG_FIRSTHDR(&message); part != nullptr; part = CMSG_NXTHDR(&message, part)) {
    if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS) continue;
    std::memcpy(&sent_file, CMSG_DATA(part), sizeof sent_file);
  }
}

std::optional<Message> next_message() {
  static std::string received;
  for (;;) {
    if (std::optional<Message> message = take_message(received, longest_order)) return message;
    std::array<char, 1 << 16> buffer{};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
    iovec part{buffer.data(), buffer.size()};
    msghdr header{};
    header.msg_iov = &part;
    header.msg_iovlen = 1;
    header.msg_control = control.data();
    header.msg_controllen = control.size();
    const ssize_t count = ::recvmsg(channel, &header, MSG_CMSG_CLOEXEC);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return std::nullopt;
    keep_descriptor(header);
    received.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

Outcome needed_too_much() {
  return refused(RefusalCode::too_much_memory,
                 "needed more than " + std::to_string(memory_limit >> 20) + " MB of memory");
}

// Poppler's allocator ends the process with exit(1) when memory is short; nothing else calls exit() while
// a document is open.
void explain_exit() {
  if (!busy) return;
  busy = false;
  send_message(MessageKind::outcome, pack(needed_too_much()));
}

void limit(int resource, std::uint64_t most) {
  const rlimit limit{most, most};
  ::setrlimit(static_cast<__rlimit_resource_t>(resource), &limit);
}

// Writes no file, leaves no core, opens few files and starts nothing.
void limit_everything(std::uint64_t memory) {
  memory_limit = memory;
  limit(RLIMIT_CORE, 0);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)  // these reserve terabytes for themselves
  std::signal(SIGXFSZ, SIG_IGN);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_NOFILE, 64);
  limit(RLIMIT_NPROC, 0);
  if (memory == 0) return;
  limit(RLIMIT_DATA, memory);
  // Memory that is shared is no data: a bound above all that the program and the mapped file may take.
  limit(RLIMIT_AS, memory + largest_file + (std::uint64_t{1} << 30));
#endif
}

// Takes the channel off standard input, so that nothing a library prints or reads disturbs it.
void settle() {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  channel = ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
  const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  ::dup2(nothing, STDIN_FILENO);
  ::close(nothing);
  std::atexit(explain_exit);
}

void tell(Progress::Stage stage, int page = 0, int pages = 0) {
  send_message(MessageKind::progress, pack(Progress{stage, page, pages}));
}

// Tells of pages at most twenty times a second, but always of the first and the last.
class PageTeller {
 public:
  void operator()(int done, int pages) {
    const auto now = std::chrono::steady_clock::now();
    if (done != 0 && done != pages && now - last_ < std::chrono::milliseconds(50)) return;
    last_ = now;
    tell(Progress::Stage::reading, done, pages);
  }

 private:
  std::chrono::steady_clock::time_point last_;
};

struct Worker {
  std::string rules_folder;
  std::optional<nlp::RuleSet> rules;  // loaded when the first document asks for them
  bool tell_rules = false;
  store::IndexedWords words;
};

void draw(const Task& task, std::string_view bytes, Outcome& outcome) {
  tell(Progress::Stage::drawing);
  extract::Picture picture = extract::render_page(bytes, task.page, task.dpi);
  for (const Frame& frame : task.frames) {
    extract::draw_box(picture, frame.box, colour_of(frame.role), 2, 0.18);
  }
  outcome.picture = extract::png(picture);
}

extract::ReadOptions read_options(const Task& task) {
  extract::ReadOptions options;
  options.ocr = task.ocr;
  options.progress = PageTeller{};
  options.sha256 = task.sha256;
  return options;
}

void draw_reading(const Task& task, std::string_view bytes, Outcome& outcome) {
  tell(Progress::Stage::reading);
  const extract::Document document = extract::read_pdf(bytes, read_options(task));
  const auto page = static_cast<std::uint32_t>(task.page - 1);
  tell(Progress::Stage::drawing);
  extract::Picture picture =
      extract::render_page(bytes, task.page, task.dpi);  // says if there is no such page
  extract::draw_reading(picture, document, page);
  outcome.picture = extract::png(picture);
}

// No fault of the file.
class BadRulesFolder : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

void load_rules(Worker& worker) {
  if (worker.rules) return;
  try {
    worker.rules = nlp::RuleSet::load(worker.rules_folder);
    store::add_terms(worker.rules->thesaurus(), worker.words.concepts());
  } catch (const nlp::BadRules& error) {
    throw BadRulesFolder(error.problem());
  }
}

// The read form that came with the task; nullopt if there is none, or it is damaged: the file itself still
// says what it says.
std::optional<extract::Document> sent_form(const Task& task) {
  if (task.form.empty()) return std::nullopt;
  try {
    extract::Document document = extract::unpack(task.form);
    if (document.sha256 == task.sha256) return document;
  } catch (const extract::BadPackedDocument&) {
  }
  return std::nullopt;
}

void tell_rules(Worker& worker, Outcome& outcome) {
  if (!std::exchange(worker.tell_rules, false)) return;
  for (nlp::RuleVersion& rule : nlp::rule_versions(*worker.rules)) {
    outcome.rules.push_back({std::move(rule.name), std::move(rule.version), rule.place.text()});
  }
}

nlp::Findings find_in(Worker& worker, const extract::Document& document) {
  const auto pages = static_cast<int>(document.pages.size());
  tell(Progress::Stage::finding, pages, pages);
  return nlp::find(document, *worker.rules);
}

void add_rows(Worker& worker, const extract::Document& document, const nlp::Findings& findings,
              Outcome& outcome) {
  outcome.rows = pack_rows(store::rows_of(document, findings, worker.words));
  tell_rules(worker, outcome);
}

void read(Worker& worker, const Task& task, std::string_view bytes, Outcome& outcome) {
  tell(Progress::Stage::reading);
  std::optional<extract::Document> document = extract::read_pdf(bytes, read_options(task));
  outcome.document = extract::pack(*document);
  if (task.kind != Task::Kind::find) return;
  const nlp::Findings findings = find_in(worker, *document);
  document.reset();  // a long report is not held twice
  // Rows are those of the document as it is stored: what they say of boxes is what it says.
  add_rows(worker, extract::unpack(outcome.document), findings, outcome);
}

// Finds in what was read before, if it is there.
bool find_again(Worker& worker, const Task& task, Outcome& outcome) {
  const std::optional<extract::Document> document = sent_form(task);
  if (!document) return false;
  outcome.found_again = true;
  add_rows(worker, *document, find_in(worker, *document), outcome);
  return true;
}

void check_length(const Outcome& outcome) {
  if (outcome.document.size() + outcome.rows.size() < longest_reading - (1U << 20)) return;
  throw Refused(RefusalCode::too_much_output, "holds more text than is taken of one file (" +
                                                  std::to_string(longest_reading >> 20) + " MB)");
}

void carry_out(Worker& worker, const Task& task, Outcome& outcome) {
  const MappedCopy copy(std::exchange(sent_file, -1));
  switch (task.kind) {
    case Task::Kind::picture:
      draw(task, copy.bytes(), outcome);
      break;
    case Task::Kind::reading_picture:
      draw_reading(task, copy.bytes(), outcome);
      break;
    case Task::Kind::find:
      load_rules(worker);
      if (find_again(worker, task, outcome)) break;
      [[fallthrough]];
    case Task::Kind::read:
      read(worker, task, copy.bytes(), outcome);
      break;
    case Task::Kind::look:  // the crew's own
      break;
  }
  check_length(outcome);
  outcome.state = Outcome::State::done;
}

// Carries out a task; what goes wrong with it is its outcome. `spent` is set where memory ran out: the
// process should not go on after that.
Outcome outcome_of(Worker& worker, const Task& task, bool& spent) {
  Outcome outcome;
  try {
    carry_out(worker, task, outcome);
    return outcome;
  } catch (const Refused& error) {
    outcome = refused(error.code(), error.what());
  } catch (const BadRulesFolder& error) {
    outcome = refused(RefusalCode::failed, error.what());
    outcome.state = Outcome::State::bad_rules;
  } catch (const extract::UnreadableFile& error) {
    outcome = refused(store::refusal_code_named(error.code()).value_or(RefusalCode::damaged), error.what());
  } catch (const std::bad_alloc&) {
    spent = true;
    outcome = needed_too_much();
  } catch (const std::exception& error) {
    outcome = refused(RefusalCode::failed, std::string("its reader failed: ") + error.what());
  }
  return outcome;
}

// What a long document leaves free in between goes back to the system: a worker serves many, and the holes
// that each leaves would add up. Looking costs more than it gives after short ones.
void give_back_memory() {
  constexpr std::size_t worth_it = std::size_t{32} << 20;
  if (::mallinfo2().fordblks > worth_it) ::malloc_trim(0);
}

// Gives how the process is shut in.
Confinement set_up(Worker& worker, const Setup& setup) {
  limit_everything(setup.memory_limit);
  worker.rules_folder = setup.rules;
  worker.tell_rules = setup.tell_rules;
  return confine(readable_places(setup.rules));
}

}  // namespace

int serve_parent() {
  settle();
  const std::optional<Message> first = next_message();
  if (!first || first->kind != MessageKind::setup) return 2;
  Worker worker;
  const Confinement held = set_up(worker, unpack_setup(first->payload));
  send_message(MessageKind::ready, pack(held));
  while (const std::optional<Message> message = next_message()) {
    bool spent = false;
    busy = true;
    const Outcome outcome = outcome_of(worker, unpack_task(message->payload), spent);
    busy = false;
    send_message(MessageKind::outcome, pack(outcome));
    give_back_memory();
    if (spent) return 0;
  }
  return 0;
}

}  // namespace proviso::app
