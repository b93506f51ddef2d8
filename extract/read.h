// The door to the room: a PDF's bytes go in, a Document comes out.
#pragma once

#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "extract/document.h"

namespace proviso::extract {

enum class OcrMode { automatic, never, always };

struct ReadOptions {
  OcrMode ocr = OcrMode::automatic;  // automatic: pages without text or with a bad text layer
  // Called, if set, before the first page with (0, pages) and after each page with (pages done, pages).
  std::function<void(int done, int pages)> progress = {};
  std::string sha256 = {};  // of the bytes, if the caller knows it; else it is computed
};

// A file that cannot be read at all. `code` is a short stable word for machines: "not-a-pdf",
// "empty", "truncated", "password", "damaged", "no-pages"; what() is one line for people.
class UnreadableFile : public std::runtime_error {
 public:
  UnreadableFile(std::string code, const std::string& message)
      : std::runtime_error(message), code_(std::move(code)) {}
  const std::string& code() const { return code_; }

 private:
  std::string code_;
};

// Reads the PDF in `bytes`, which stay the caller's and must outlive the call. Throws UnreadableFile;
// anything less than that is a page grade or a warning of the document. Not thread-safe (Poppler has
// process-wide state); hostile files may crash or hang Poppler, so callers read in a worker process.
Document read_pdf(std::string_view bytes, const ReadOptions& options = {});

}  // namespace proviso::extract
