// What a file is, by its first bytes: whether it may be a PDF at all.
#pragma once

#include <cstddef>
#include <string_view>

namespace proviso::extract {

// A PDF's header, "%PDF-", stands in the first so many bytes (ISO 32000-1, annex H.3).
inline constexpr std::size_t header_reach = 1024;

// Throws UnreadableFile (extract/read.h; "empty", "not-a-pdf") unless `head`, at least the first header_reach
// bytes of a file or all of a shorter one, can be the beginning of a PDF. The message names what it is
// instead, where that is known. An archive or a picture is none even with a PDF inside.
void check_header(std::string_view head);

}  // namespace proviso::extract
