// The formats of `proviso export`: provisions go in one by one, bytes come out.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "store/store.h"

namespace proviso::app {

// Takes the bytes of an export in their order; throws DiskFailure where they cannot be written.
using Sink = std::function<void(std::string_view)>;

// One export under way. The same provisions in the same order give the same bytes.
class Exporter {
 public:
  Exporter() = default;
  virtual ~Exporter() = default;
  Exporter(const Exporter&) = delete;
  Exporter& operator=(const Exporter&) = delete;

  virtual void add(const store::ProvisionRecord& provision) = 0;
  virtual void finish() = 0;  // once, after the last; what was not written yet goes to the sink
};

// JSON Lines: provision_line() of app/output/provision_output.h.
std::unique_ptr<Exporter> jsonl_exporter(Sink sink);

// One table of all kinds, RFC 4180, UTF-8: the columns of provision_table.h. Safe to open in a spreadsheet.
std::unique_ptr<Exporter> csv_exporter(Sink sink);

// An Excel workbook with a sheet for each kind. Numbers are numbers; the number of a page links to that page
// of the PDF where it lay when it was read. Written at the end, from temporary files.
std::unique_ptr<Exporter> xlsx_exporter(Sink sink);

// W3C Web Annotation (https://www.w3.org/TR/annotation-model/): one AnnotationPage in JSON-LD. Each provision
// is selected by its quote, by its characters in the document's text, and by its rectangle on the page (RFC
// 3778), on the document "urn:sha256:<hash>". `store` gives the texts and must outlive the exporter.
std::unique_ptr<Exporter> annotations_exporter(Sink sink, const store::Store& store);

}  // namespace proviso::app
