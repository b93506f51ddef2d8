#include "app/workers/messages.h"

#include <utility>

namespace proviso::app {

namespace {

constexpr std::size_t frame_size = 5;

template <typename Enumeration>
Enumeration named(ByteReader& in, Enumeration last) {
  return static_cast<Enumeration>(in.number_up_to(static_cast<std::uint64_t>(last)));
}

constexpr std::size_t longest_reason = 4096;  // bytes

// Lengths of documents, in pages: more than any file can hold.
constexpr int most_pages = 1 << 24;

}  // namespace

Outcome refused(store::RefusalCode code, std::string reason) {
  Outcome outcome;
  outcome.code = code;
  outcome.reason = std::move(reason);
  return outcome;
}

std::string pack(const Setup& setup) {
  ByteWriter out;
  out.text(setup.rules);
  out.number(setup.memory_limit);
  out.flag(setup.tell_rules);
  return out.take();
}

Setup unpack_setup(std::string_view bytes) {
  ByteReader in(bytes);
  Setup setup;
  setup.rules = in.bytes();
  setup.memory_limit = in.number();
  setup.tell_rules = in.flag();
  in.expect_end();
  return setup;
}

std::string pack(const Confinement& confinement) {
  ByteWriter out;
  for (const bool held :
       {confinement.no_new_privileges, confinement.system_calls, confinement.files, confinement.sanitized}) {
    out.flag(held);
  }
  return out.take();
}

Confinement unpack_confinement(std::string_view bytes) {
  ByteReader in(bytes);
  Confinement confinement;
  for (bool* held : {&confinement.no_new_privileges, &confinement.system_calls, &confinement.files,
                     &confinement.sanitized}) {
    *held = in.flag();
  }
  in.expect_end();
  return confinement;
}

std::string pack(const Task& task) {
  ByteWriter out;
  out.number(static_cast<std::uint64_t>(task.kind));
  out.number(static_cast<std::uint64_t>(task.ocr));
  out.text(task.sha256);
  out.text(task.form);
  out.number(static_cast<std::uint64_t>(task.page));
  out.real(task.dpi);
  out.number(task.frames.size());
  for (const Frame& frame : task.frames) {
    for (const float edge : {frame.box.x0, frame.box.top, frame.box.x1, frame.box.bottom}) out.real(edge);
    out.number(static_cast<std::uint64_t>(frame.role));
  }
  return out.take();
}

Task unpack_task(std::string_view bytes) {
  ByteReader in(bytes);
  Task task;
  task.kind = named(in, Task::Kind::reading_picture);
  task.ocr = named(in, extract::OcrMode::always);
  task.sha256 = in.text();
  task.form = in.bytes();
  task.page = in.whole(most_pages);
  task.dpi = in.real();
  task.frames.resize(in.count());
  for (Frame& frame : task.frames) {
    extract::Box& box = frame.box;
    for (float* edge : {&box.x0, &box.top, &box.x1, &box.bottom}) *edge = static_cast<float>(in.real());
    frame.role = named(in, Frame::Role::reference);
  }
  in.expect_end();
  return task;
}

std::string pack(const Progress& progress) {
  ByteWriter out;
  out.number(static_cast<std::uint64_t>(progress.stage));
  out.number(static_cast<std::uint64_t>(progress.page));
  out.number(static_cast<std::uint64_t>(progress.pages));
  return out.take();
}

Progress unpack_progress(std::string_view bytes) {
  ByteReader in(bytes);
  Progress progress;
  progress.stage = named(in, Progress::Stage::drawing);
  progress.page = in.whole(most_pages);
  progress.pages = in.whole(most_pages);
  in.expect_end();
  return progress;
}

std::string pack(const Outcome& outcome) {
  ByteWriter out;
  out.number(static_cast<std::uint64_t>(outcome.state));
  out.number(static_cast<std::uint64_t>(outcome.code));
  for (const std::string* text : {&outcome.reason, &outcome.document, &outcome.rows, &outcome.picture}) {
    out.text(*text);
  }
  out.flag(outcome.found_again);
  out.number(outcome.rules.size());
  for (const store::RuleVersion& rule : outcome.rules) {
    for (const std::string* text : {&rule.name, &rule.version, &rule.place}) out.text(*text);
  }
  return out.take();
}

Outcome unpack_outcome(std::string_view bytes) {
  ByteReader in(bytes);
  Outcome outcome;
  outcome.state = named(in, Outcome::State::refused);
  if (outcome.state == Outcome::State::unchanged) throw BadMessage("it decides what is not its own");
  outcome.code = named(in, store::RefusalCode::failed);
  outcome.reason = in.text();
  if (outcome.reason.size() > longest_reason) throw BadMessage("a reason is too long");
  outcome.document = in.bytes();
  outcome.rows = in.bytes();
  outcome.picture = in.bytes();
  outcome.found_again = in.flag();
  for (std::size_t left = in.count(); left > 0; --left) {
    store::RuleVersion rule;
    for (std::string* text : {&rule.name, &rule.version, &rule.place}) *text = in.text();
    outcome.rules.push_back(std::move(rule));
  }
  in.expect_end();
  const bool says_nothing = outcome.document.empty() && outcome.rows.empty() && outcome.picture.empty();
  if (outcome.state == Outcome::State::done && says_nothing) throw BadMessage("it is done with nothing");
  return outcome;
}

std::string framed(MessageKind kind, std::string_view payload) {
  std::string bytes;
  bytes.reserve(frame_size + payload.size());
  bytes += static_cast<char>(kind);
  for (int shift = 0; shift < 32; shift += 8) bytes += static_cast<char>((payload.size() >> shift) & 0xFF);
  bytes += payload;
  return bytes;
}

std::optional<Message> take_message(std::string& buffer, std::uint32_t longest) {
  if (buffer.size() < frame_size) return std::nullopt;
  const auto byte = [&](std::size_t at) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(buffer[at]));
  };
  if (byte(0) > static_cast<std::uint32_t>(MessageKind::outcome))
    throw BadMessage("a message of no known kind");
  const std::uint32_t length = byte(1) | byte(2) << 8 | byte(3) << 16 | byte(4) << 24;
  if (length > longest) throw BadMessage("a message is too long");
  if (buffer.size() - frame_size < length) return std::nullopt;
  Message message{static_cast<MessageKind>(byte(0)), ""};
  if (buffer.size() == frame_size + length) {  // as is usual: a long payload is not held twice
    buffer.erase(0, frame_size);
    message.payload = std::exchange(buffer, "");
  } else {
    message.payload = buffer.substr(frame_size, length);
    buffer.erase(0, frame_size + length);
  }
  return message;
}

}  // namespace proviso::app
