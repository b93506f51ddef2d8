// Why a file gave no document.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace proviso::store {

enum class RefusalCode : std::uint8_t {
  missing,
  no_permission,
  unreadable,  // the system cannot read it
  link,        // inside a folder
  not_a_file,  // a folder, pipe, socket, device
  no_pdfs,     // a folder without any
  too_big,
  changing,   // it is being written while it is read
  not_a_pdf,  // this and the next five are those of extract::UnreadableFile
  empty,
  truncated,
  password,
  damaged,
  no_pages,
  changed,          // it is no longer the file that was stored
  too_slow,         // its reading was ended
  too_much_memory,  // likewise
  too_much_output,  // likewise: what was found in it is more than is taken
  crashed,          // its reading ended by itself
  bad_message,      // its reading ended in nonsense
  failed,           // its reading failed in a way that has no name
};

// The word that users see and stores keep, "too-slow"; and back, nullopt for no such word.
std::string_view name(RefusalCode code);
std::optional<RefusalCode> refusal_code_named(std::string_view word);

// Whether nothing new is known of the bytes at a path: the file is gone, or its reading was broken off. What
// was stored of it may still be true.
bool says_nothing_of_bytes(RefusalCode code);

}  // namespace proviso::store
