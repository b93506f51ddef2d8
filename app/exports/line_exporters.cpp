// The formats that are written line by line: JSON Lines and CSV.
#include "app/exports/exporter.h"
#include "app/exports/provision_table.h"
#include "app/output/csv.h"
#include "app/output/provision_output.h"

namespace proviso::app {

namespace {

// Gathers lines for a sink that should not be called for each of them.
class Lines {
 public:
  explicit Lines(Sink sink) : sink_(std::move(sink)) {}

  void add(std::string_view line) {
    constexpr std::size_t enough = 1 << 16;  // bytes for one write
    waiting_ += line;
    if (waiting_.size() >= enough) flush();
  }

  void flush() {
    sink_(waiting_);
    waiting_.clear();
  }

 private:
  Sink sink_;
  std::string waiting_;
};

class JsonlExporter : public Exporter {
 public:
  explicit JsonlExporter(Sink sink) : lines_(std::move(sink)) {}
  void add(const store::ProvisionRecord& provision) override { lines_.add(provision_line(provision)); }
  void finish() override { lines_.flush(); }

 private:
  Lines lines_;
};

std::string csv_value(const TableValue& value) {
  if (const double* number = std::get_if<double>(&value)) return csv_number(*number);
  const std::string* text = std::get_if<std::string>(&value);
  return text == nullptr ? "" : csv_text(*text);
}

class CsvExporter : public Exporter {
 public:
  explicit CsvExporter(Sink sink) : lines_(std::move(sink)) {
    line([](const TableColumn& column) { return std::string(column.name); });
  }
  void add(const store::ProvisionRecord& provision) override {
    line([&](const TableColumn& column) { return csv_value(column.value(provision)); });
  }
  void finish() override { lines_.flush(); }

 private:
  template <class Field>
  void line(Field field) {
    std::string line;
    for (const TableColumn& column : table_columns()) {
      if (&column != &table_columns().front()) line += ',';
      line += field(column);
    }
    lines_.add(line + "\r\n");
  }

  Lines lines_;
};

}  // namespace

std::unique_ptr<Exporter> jsonl_exporter(Sink sink) {
  return std::make_unique<JsonlExporter>(std::move(sink));
}

std::unique_ptr<Exporter> csv_exporter(Sink sink) { return std::make_unique<CsvExporter>(std::move(sink)); }

}  // namespace proviso::app
