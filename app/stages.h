// The two stages of the program whose work a store keeps: reading a PDF, and finding provisions in what was
// read.
//
// A stage is named by its sources and the libraries that it uses. What the same stage made of the same input
// (the file's bytes; the text that was read and the rules) need not be made again; a change elsewhere in the
// program makes nothing stale.
#pragma once

#include <string>

namespace proviso::app {

// Hashes of the sources of each stage, 16 hex digits; app/stage_names.cmake writes them when the program is
// built.
extern const char* const reading_sources;
extern const char* const finding_sources;

// "0123456789abcdef, Poppler 22.12.0, ICU 72.1": for the record of a run, and to compare.
std::string reading_stage();
std::string finding_stage();

}  // namespace proviso::app
