#include "extract/file_kind.h"

#include <algorithm>
#include <string>

#include "extract/read.h"

namespace proviso::extract {
namespace {

using namespace std::string_view_literals;

// Signatures of files that are often named .pdf by mistake. `sure`: nothing that begins so can be a PDF,
// whatever follows; the others may be a few lines that got in front of one.
struct Signature {
  std::string_view bytes, name;
  bool sure = true;
};
constexpr Signature signatures[] = {
    {"\x89PNG"sv, "a PNG picture"},
    {"\xFF\xD8\xFF"sv, "a JPEG picture"},
    {"GIF8"sv, "a GIF picture"},
    {"II*\0"sv, "a TIFF picture"},
    {"MM\0*"sv, "a TIFF picture"},
    {"AT&TFORM"sv, "a DjVu document"},
    {"PK\x03\x04"sv, "a ZIP archive (or a DOCX, XLSX, ODT, EPUB file)"},
    {"PK\x05\x06"sv, "an empty ZIP archive"},
    {"\x1F\x8B"sv, "a gzip archive"},
    {"BZh"sv, "a bzip2 archive"},
    {"\xFD"
     "7zXZ\0"sv,
     "an xz archive"},
    {"Rar!"sv, "a RAR archive"},
    {"7z\xBC\xAF"sv, "a 7-Zip archive"},
    {"{\\rtf"sv, "an RTF document"},
    {"%!PS"sv, "a PostScript file"},
    {"\xD0\xCF\x11\xE0"sv, "an old Microsoft Office document"},
    {"SQLite format 3"sv, "an SQLite database"},
    {"\x7F"
     "ELF"sv,
     "a program"},
    {"MZ"sv, "a Windows program", false},
    {"version https://git-lfs"sv, "a Git LFS pointer: the file itself was not fetched"},
    {"<!doctype html"sv, "an HTML page", false},
    {"<html"sv, "an HTML page", false},
    {"<?xml"sv, "an XML file", false},
    {"JVBERi0"sv, "a PDF in Base64: decode it first"},
    {"\xFF\xFE"sv, "a text in UTF-16", false},
    {"\xFE\xFF"sv, "a text in UTF-16", false},
};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool begins_with(std::string_view bytes, std::string_view signature) {
  return bytes.size() >= signature.size() && std::equal(signature.begin(), signature.end(), bytes.begin(),
                                                        [](char a, char b) { return lower(a) == lower(b); });
}

// Web pages may begin with a byte order mark and white space.
std::string_view without_lead(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  return head.substr(std::min(head.find_first_not_of(" \t\r\n"), head.size()));
}

const Signature* signature_of(std::string_view head) {
  for (const std::string_view start : {head, without_lead(head)}) {
    for (const Signature& signature : signatures) {
      if (begins_with(start, signature.bytes)) return &signature;
    }
  }
  return nullptr;
}

bool all_zero(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char c) { return c == '\0'; });
}

}  // namespace

void check_header(std::string_view head) {
  if (head.empty()) throw UnreadableFile("empty", "the file is empty");
  const Signature* signature = signature_of(head);
  const bool has_header = head.substr(0, header_reach).find("%PDF-") != head.npos;
  if (has_header && (signature == nullptr || !signature->sure)) return;
  if (signature != nullptr)
    throw UnreadableFile("not-a-pdf", "not a PDF but " + std::string(signature->name));
  if (all_zero(head)) {
    throw UnreadableFile("not-a-pdf",
                         "not a PDF: it begins with nothing but zero bytes; fetch the file again");
  }
  throw UnreadableFile("not-a-pdf", "not a PDF: no %PDF- header in its first 1024 bytes");
}

}  // namespace proviso::extract
