// What the parent and its workers say to each other. A frame is one byte (the kind), four bytes (the
// length of the payload, low byte first) and the payload.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/workers/bytes.h"
#include "app/workers/confinement.h"
#include "app/workers/file_copy.h"
#include "extract/document.h"
#include "extract/read.h"
#include "store/records.h"

namespace proviso::app {

enum class MessageKind : std::uint8_t {
  setup,     // parent -> worker, once: Setup
  ready,     // worker -> parent, once: Confinement
  task,      // parent -> worker: Task; the descriptor of its FileCopy comes with the first byte
  progress,  // worker -> parent, any number for a task: Progress
  outcome,   // worker -> parent, one for a task: Outcome
};

// A longer payload is refused, in bytes. Of what a worker says of a document, and of a picture:
inline constexpr std::uint32_t longest_reading = 64U << 20;
inline constexpr std::uint32_t longest_picture = 192U << 20;
// Of what its parent says, which may send a whole read form:
inline constexpr std::uint32_t longest_order = 512U << 20;

struct Setup {
  std::string rules;               // folder; loaded when the first document is to be searched
  std::uint64_t memory_limit = 0;  // bytes that the worker may allocate; 0: no limit
  bool tell_rules = false;         // the first outcome of a task that finds is to name the rules
};

// A box to be framed in a picture, in the colour of what stands in it.
struct Frame {
  enum class Role : std::uint8_t { statement, call, note, reference };
  extract::Box box;
  Role role = Role::statement;
};

struct Task {
  // find: read it and find its provisions; look: only its hash; picture: a page with boxes; reading_picture:
  // a page with what was read of it
  enum class Kind : std::uint8_t { find, read, look, picture, reading_picture };
  Kind kind = Kind::find;
  std::string path;  // of the crew alone, as the next: a worker gets the bytes, not the file
  Links links = Links::follow;
  extract::OcrMode ocr = extract::OcrMode::automatic;
  std::string sha256;         // to the crew: if not empty the file must be this one; to a worker: it is
  std::string form;           // to a worker: find in this read form of the document; empty: read it
  int page = 1;               // pictures: from 1
  double dpi = 110;           // pictures
  std::vector<Frame> frames;  // pictures
};

// How far a worker is with its task.
struct Progress {
  enum class Stage : std::uint8_t { opening, reading, finding, drawing };
  Stage stage = Stage::opening;
  int page = 0, pages = 0;  // reading: pages done, pages in all
};

struct Outcome {
  // bad_rules: no fault of the file, the rules cannot be loaded for the reason given.
  enum class State : std::uint8_t { done, unchanged, bad_rules, refused };
  State state = State::refused;
  // The next three are known to the crew, which made the copy, and are not sent: of the file's bytes, empty
  // if they could not be read; their number; seconds since 1970, UTC, when the file was last written to.
  std::string sha256 = {};
  std::uint64_t size = 0;
  std::int64_t modified = 0;
  store::RefusalCode code = store::RefusalCode::failed;  // refused
  std::string reason = {};                               // refused, bad_rules
  std::string document = {};                             // done: packed (extract/packed.h); not of a picture
  bool found_again = false;                    // done: in the read form that there was; `document` is empty
  std::string rows = {};                       // done: packed (app/workers/packed_rows.h); find only
  std::vector<store::RuleVersion> rules = {};  // done, once, where Setup asks for it
  std::string picture = {};                    // done: PNG; pictures only
};

// An outcome that refuses the document.
Outcome refused(store::RefusalCode code, std::string reason);

std::string pack(const Setup& setup);
std::string pack(const Confinement& confinement);
std::string pack(const Task& task);
std::string pack(const Progress& progress);
std::string pack(const Outcome& outcome);

// Throw BadMessage.
Setup unpack_setup(std::string_view bytes);
Confinement unpack_confinement(std::string_view bytes);
Task unpack_task(std::string_view bytes);
Progress unpack_progress(std::string_view bytes);
Outcome unpack_outcome(std::string_view bytes);

struct Message {
  MessageKind kind = MessageKind::ready;
  std::string payload;
};

// Frame and payload as bytes to send.
std::string framed(MessageKind kind, std::string_view payload);

// The first whole message in `buffer`, taken out of it; nullopt if more bytes are needed. Throws BadMessage
// for an unknown kind or a payload of more than `longest` bytes.
std::optional<Message> take_message(std::string& buffer, std::uint32_t longest);

}  // namespace proviso::app
