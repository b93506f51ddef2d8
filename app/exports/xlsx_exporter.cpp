// Excel workbooks, by libxlsxwriter: the only file that knows it.
#include <unistd.h>
#include <xlsxwriter.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>

#include "app/exports/exporter.h"
#include "app/exports/page_link.h"
#include "app/exports/provision_table.h"
#include "app/output/console.h"

namespace proviso::app {

namespace {

// A name for a file of our own beside the system's temporary files; gone with the object.
class TemporaryFile {
 public:
  TemporaryFile() {
    name_ = (std::filesystem::temp_directory_path() / "proviso-export-XXXXXX").string();
    const int file = ::mkstemp(name_.data());
    if (file < 0) throw DiskFailure(name_ + ": cannot be written: " + std::strerror(errno));
    ::close(file);
  }
  ~TemporaryFile() { ::unlink(name_.c_str()); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  const std::string& name() const { return name_; }

 private:
  std::string name_;
};

// At most so many characters, on a character's end: more than Excel takes in a cell would be refused whole.
std::string fitting(const std::string& text) {
  constexpr std::size_t most = 32'767 / 2;  // Excel counts UTF-16 units
  std::size_t characters = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) continue;
    if (++characters == most) return text.substr(0, at) + "…";
  }
  return text;
}

void check(lxw_error error) {
  if (error == LXW_NO_ERROR) return;
  if (error == LXW_ERROR_MEMORY_MALLOC_FAILED) throw std::bad_alloc();
  throw DiskFailure(std::string("the workbook cannot be written: ") + lxw_strerror(error) +
                    "; check the space left for temporary files ($TMPDIR)");
}

// The rows of one kind; a further sheet is begun when one is full.
class Sheets {
 public:
  Sheets(lxw_workbook* book, lxw_format* head, lxw_format* link, std::string kind, std::string name)
      : book_(book), head_(head), link_(link), name_(std::move(name)), columns_(table_columns_of(kind)) {
    begin();
  }

  void add(const store::ProvisionRecord& provision) {
    constexpr lxw_row_t most = 65'000;  // rows a sheet: Excel takes 65,530 links
    if (row_ == most) begin();
    ++row_;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      put(static_cast<lxw_col_t>(i), columns_[i], provision);
    }
  }

  void finish() { filter(); }

 private:
  void begin() {
    if (sheet_ != nullptr) filter();
    const std::string name = ++count_ == 1 ? name_ : name_ + " " + std::to_string(count_);
    sheet_ = workbook_add_worksheet(book_, name.c_str());
    if (sheet_ == nullptr) throw std::bad_alloc();
    row_ = 0;
    worksheet_freeze_panes(sheet_, 1, 0);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      worksheet_set_column(sheet_, column, column, columns_[i].width, nullptr);
      check(worksheet_write_string(sheet_, 0, column, std::string(columns_[i].name).c_str(), head_));
    }
  }

  void filter() { worksheet_autofilter(sheet_, 0, 0, row_, static_cast<lxw_col_t>(columns_.size() - 1)); }

  void put(lxw_col_t at, const TableColumn& column, const store::ProvisionRecord& provision) {
    const TableValue value = column.value(provision);
    if (column.name == "page") {
      // The link first, then the number in its place, which keeps the link. A path too long for Excel is
      // none.
      const std::string target = page_link(provision.document.path, provision.page);
      worksheet_write_url(sheet_, row_, at, target.c_str(), link_);
      check(worksheet_write_number(sheet_, row_, at, std::get<double>(value), link_));
    } else if (const double* number = std::get_if<double>(&value)) {
      check(worksheet_write_number(sheet_, row_, at, *number, nullptr));
    } else if (const std::string* text = std::get_if<std::string>(&value)) {
      check(worksheet_write_string(sheet_, row_, at, fitting(*text).c_str(), nullptr));
    }
  }

  lxw_workbook* book_;
  lxw_format* head_;
  lxw_format* link_;
  std::string name_;
  std::vector<TableColumn> columns_;
  lxw_worksheet* sheet_ = nullptr;
  lxw_row_t row_ = 0;
  int count_ = 0;
};

class XlsxExporter : public Exporter {
 public:
  explicit XlsxExporter(Sink sink) : sink_(std::move(sink)) {
    lxw_workbook_options options = {};
    options.constant_memory = LXW_TRUE;
    book_ = workbook_new_opt(file_.name().c_str(), &options);
    if (book_ == nullptr) throw std::bad_alloc();
    lxw_doc_properties properties = {};
    std::array<char, 22> title{"Provisions of reports"};
    properties.title = title.data();
    properties.created = 946'684'800;  // 2000-01-01: the same provisions are the same file on every day
    check(workbook_set_properties(book_, &properties));
    lxw_format* head = workbook_add_format(book_);
    format_set_bold(head);
    lxw_format* link = workbook_get_default_url_format(book_);
    for (const auto& [kind, name] : {std::pair("figure", "Figures"), std::pair("article", "Articles"),
                                     std::pair("recommendation", "Recommendations")}) {
      sheets_.emplace(kind, Sheets(book_, head, link, kind, name));
    }
  }

  // Where the export is broken off the library can only write the book, to a file that goes.
  ~XlsxExporter() override {
    if (book_ != nullptr) workbook_close(book_);
  }

  void add(const store::ProvisionRecord& provision) override { sheets_.at(provision.kind).add(provision); }

  void finish() override {
    for (auto& [kind, sheets] : sheets_) sheets.finish();
    check(workbook_close(std::exchange(book_, nullptr)));
    std::ifstream in(file_.name(), std::ios::binary);
    std::array<char, 1 << 16> bytes{};
    while (in.read(bytes.data(), bytes.size()), in.gcount() > 0) {
      sink_({bytes.data(), static_cast<std::size_t>(in.gcount())});
    }
  }

 private:
  Sink sink_;
  const TemporaryFile file_;
  lxw_workbook* book_ = nullptr;
  std::map<std::string, Sheets, std::less<>> sheets_;
};

}  // namespace

std::unique_ptr<Exporter> xlsx_exporter(Sink sink) { return std::make_unique<XlsxExporter>(std::move(sink)); }

}  // namespace proviso::app
