#include "extract/page/poppler_open.h"

#include <poppler/Error.h>
#include <poppler/ErrorCodes.h>
#include <poppler/GlobalParams.h>
#include <poppler/PDFDoc.h>
#include <poppler/Stream.h>
#include <poppler/XRef.h>

#include "extract/read.h"

namespace proviso::extract {
namespace {

// Signatures of files that are often named .pdf by mistake.
struct Signature {
  std::string_view bytes, name;
};
constexpr Signature signatures[] = {
    {"\x89PNG", "a PNG picture"},
    {"\xFF\xD8\xFF", "a JPEG picture"},
    {"GIF8", "a GIF picture"},
    {"II*\0", "a TIFF picture"},
    {"MM\0*", "a TIFF picture"},
    {"PK\x03\x04", "a ZIP archive (or a DOCX, XLSX, ODT file)"},
    {"\x1F\x8B", "a gzip archive"},
    {"Rar!", "a RAR archive"},
    {"7z\xBC\xAF", "a 7-Zip archive"},
    {"{\\rtf", "an RTF document"},
    {"%!PS", "a PostScript file"},
    {"\xD0\xCF\x11\xE0", "an old Microsoft Office document"},
    {"<!DOCTYPE html", "an HTML page"},
    {"<!doctype html", "an HTML page"},
    {"<html", "an HTML page"},
    {"<HTML", "an HTML page"},
    {"<?xml", "an XML file"},
    {"SQLite format 3", "an SQLite database"},
    {"\x7F"
     "ELF",
     "a program"},
};

constexpr std::size_t header_reach =
    1024;  // bytes: a PDF's header stands in the first ones (ISO 32000-1, H.3)
constexpr std::size_t trailer_reach = 2048;  // bytes: and its end mark in the last ones

[[noreturn]] void refuse(std::string code, const std::string& message) {
  throw UnreadableFile(std::move(code), message);
}

void check_header(std::string_view bytes) {
  if (bytes.empty()) refuse("empty", "the file is empty");
  if (bytes.substr(0, header_reach).find("%PDF-") != bytes.npos) return;
  for (const Signature& signature : signatures) {
    if (bytes.starts_with(signature.bytes)) {
      refuse("not-a-pdf", "not a PDF but " + std::string(signature.name));
    }
  }
  refuse("not-a-pdf", "not a PDF: no %PDF- header in its first 1024 bytes");
}

bool is_truncated(std::string_view bytes) {
  const std::size_t from = bytes.size() > trailer_reach ? bytes.size() - trailer_reach : 0;
  return bytes.substr(from).find("%%EOF") == bytes.npos;
}

void set_up_poppler() {
  if (globalParams) return;
  globalParams = std::make_unique<GlobalParams>();
  setErrorCallback([](ErrorCategory, Goffset, const char*) {});
}

// Takes the output intents (colour profiles of a printing press; ISO 32000-1, 14.11.5) out of the document's
// catalogue in memory. Poppler would build a colour transform from them for every page, which can cost many
// times what the text does; neither words nor the pictures that show them need it.
void forget_output_intents(XRef& xref) {
  constexpr const char* key = "OutputIntents";
  Object catalog = xref.getCatalog();
  if (!catalog.isDict() || catalog.dictLookupNF(key).isNull()) return;
  catalog.dictRemove(key);
  xref.setModifiedObject(&catalog, xref.getRoot());
}

}  // namespace

std::unique_ptr<PDFDoc> open_pdf(std::string_view bytes) {
  check_header(bytes);
  set_up_poppler();
  auto* stream = new MemStream(bytes.data(), 0, static_cast<Goffset>(bytes.size()), Object(objNull));
  auto pdf = std::make_unique<PDFDoc>(stream);  // owns the stream
  if (!pdf->isOk()) {
    if (pdf->getErrorCode() == errEncrypted) {
      refuse("password", "protected by a password; remove the protection and try again");
    }
    if (is_truncated(bytes))
      refuse("truncated", "truncated: the end of the PDF is missing; fetch the file again");
    refuse("damaged", "damaged: Poppler cannot find the PDF's pages");
  }
  if (pdf->getNumPages() < 1) {
    if (is_truncated(bytes))
      refuse("truncated", "truncated: the end of the PDF is missing; fetch the file again");
    refuse("no-pages", "the PDF has no pages");
  }
  forget_output_intents(*pdf->getXRef());
  return pdf;
}

}  // namespace proviso::extract
