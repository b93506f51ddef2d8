// Where the PDF of a document is now.
#pragma once

#include <string>

namespace proviso::app {

// The file that was at `path` when it was read. With `root`, a folder to which it was moved: the longest end
// of `path` that names a file there, so that "/a/b/c.pdf" is root/b/c.pdf rather than root/c.pdf; `path`
// itself if there is none.
std::string file_now(const std::string& path, const std::string& root);

}  // namespace proviso::app
