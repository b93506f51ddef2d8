// One page for a browser that shows a provision on its paper, with the chain it hangs on. It needs nothing
// else: the pictures are in it, it loads nothing and runs nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/output/chain.h"
#include "app/workers/messages.h"

namespace proviso::app {

// A page of the document as it is shown.
struct PagePicture {
  int number = 1;
  std::string png = {};
  std::vector<Frame::Role> roles = {};  // what is framed on it
};

std::string trace_html(const Chain& chain, const std::vector<PagePicture>& pages);

// `text` for the content of an element or a quoted attribute: no character of it can end either. Control
// characters, and those that turn the direction of reading, show as U+FFFD.
std::string escaped_html(std::string_view text);

// RFC 4648, with padding.
std::string base64(std::string_view bytes);

}  // namespace proviso::app
