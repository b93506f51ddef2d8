#include "extract/content/poppler_streams.h"

#include <libdeflate.h>
#include <poppler/Object.h>

#include <algorithm>
#include <memory>

namespace proviso::extract {
namespace {

// Is /FlateDecode the only filter, and without a predictor?
bool is_plainly_deflated(Dict& dictionary) {
  const Object filter = dictionary.lookup("Filter");
  const bool deflated = filter.isName("FlateDecode") || (filter.isArray() && filter.arrayGetLength() == 1 &&
                                                         filter.arrayGet(0).isName("FlateDecode"));
  if (!deflated) return false;
  return dictionary.lookup("DecodeParms").isNull();
}

// The encoded bytes where they stand in `file`; empty if they do not stand there as they are (encrypted).
std::string_view encoded(Stream& stream, std::string_view file) {
  Stream* inner = stream.getNextStream();
  if (inner == nullptr || inner->getBaseStream() != inner) return {};
  BaseStream* base = inner->getBaseStream();
  const Goffset start = base->getStart(), length = base->getLength();
  if (start < 0 || length <= 0 || start > static_cast<Goffset>(file.size())) return {};
  return file.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(length));
}

bool inflate(std::string_view deflated, std::string& content) {
  static const std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> decompressor(
      libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
  if (!decompressor) return false;
  constexpr std::size_t usual_gain = 6;  // text content shrinks to about a fifth
  const std::size_t before = content.size();
  for (std::size_t room = deflated.size() * usual_gain + 1024; before + room <= most_content; room *= 4) {
    content.resize(before + room);
    std::size_t read = 0, written = 0;
    const auto result = libdeflate_zlib_decompress_ex(decompressor.get(), deflated.data(), deflated.size(),
                                                      content.data() + before, room, &read, &written);
    if (result == LIBDEFLATE_SUCCESS) {
      content.resize(before + written);
      return true;
    }
    if (result != LIBDEFLATE_INSUFFICIENT_SPACE) break;
  }
  content.resize(before);
  return false;
}

bool decode_with_poppler(Stream& stream, std::string& content) {
  stream.reset();
  constexpr int piece = 1 << 15;
  for (;;) {
    const std::size_t before = content.size();
    if (before + piece > most_content) return false;
    content.resize(before + piece);
    const int count = stream.doGetChars(piece, reinterpret_cast<unsigned char*>(content.data() + before));
    content.resize(before + static_cast<std::size_t>(std::max(count, 0)));
    if (count <= 0) break;
  }
  stream.close();
  return true;
}

}  // namespace

bool append_content(Object& stream, std::string_view file, std::string& content) {
  if (is_plainly_deflated(*stream.streamGetDict()) && inflate(encoded(*stream.getStream(), file), content))
    return true;
  return decode_with_poppler(*stream.getStream(), content);
}

}  // namespace proviso::extract
