// What older runs knew: the states of each document, and the provisions that are no longer there.
//
// A provision has been there, just so, from the run `since` on; one that is gone was there until the run that
// ended its last state. So what was there at the end of any run can be told, and only what changes is kept.
#pragma once

#include <cstdint>
#include <string>

#include "extract/read.h"
#include "store/rows/connection.h"

namespace proviso::store {

// How the provisions of a document came about: a row of the table states.
struct DocumentState {
  std::int64_t id = 0;
  std::int64_t run = 0, read_in = 0;
  std::int64_t since = 0;
  extract::OcrMode ocr = extract::OcrMode::automatic;
};

// The present state of a document, by its row.
DocumentState present_state(const Connection& connection, std::int64_t document);

// Begins a state; gives it its id and, where a later run has changed the document already (two at once), its
// beginning.
void begin_state(const Connection& connection, DocumentState& state, const std::string& sha256,
                 const std::string& path, std::size_t provisions);

// Ends the present state of `document` with `run`, and copies its provisions to the past.
void end_state(const Connection& connection, std::int64_t document, std::int64_t run);

// After a document got new provisions: those that are just as they were in its state `before` have been there
// all along, and are not of the past.
void take_back(const Connection& connection, std::int64_t document, const DocumentState& before);

}  // namespace proviso::store
