#include "extract/page/poppler_open.h"

#include <poppler/Error.h>
#include <poppler/ErrorCodes.h>
#include <poppler/GlobalParams.h>
#include <poppler/PDFDoc.h>
#include <poppler/Stream.h>
#include <poppler/XRef.h>

#include "extract/file_kind.h"
#include "extract/read.h"

namespace proviso::extract {
namespace {

constexpr std::size_t trailer_reach = 2048;  // bytes: a PDF's end mark stands in the last ones

[[noreturn]] void refuse(std::string code, const std::string& message) {
  throw UnreadableFile(std::move(code), message);
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

// Does the file say how it is encrypted, in a way that Poppler does not understand? It takes such a file for
// one that is not encrypted and would read ciphertext.
bool has_broken_encryption(PDFDoc& pdf) {
  Object* trailer = pdf.getXRef()->getTrailerDict();
  return trailer->isDict() && trailer->dictLookup("Encrypt").isDict() && !pdf.isEncrypted();
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
  if (has_broken_encryption(*pdf))
    refuse("damaged", "damaged: it is encrypted in a way that cannot be undone; fetch the file again");
  if (pdf->getNumPages() < 1) {
    if (is_truncated(bytes))
      refuse("truncated", "truncated: the end of the PDF is missing; fetch the file again");
    refuse("no-pages", "the PDF has no pages");
  }
  forget_output_intents(*pdf->getXRef());
  return pdf;
}

}  // namespace proviso::extract
