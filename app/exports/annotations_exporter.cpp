// W3C Web Annotations.
#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>

#include "app/exports/exporter.h"
#include "app/output/json.h"
#include "app/output/provision_output.h"
#include "extract/packed.h"

namespace proviso::app {

namespace {

// The text of a document with its characters counted: selectors count code points, spans bytes.
class CountedText {
 public:
  explicit CountedText(std::string text) : text_(std::move(text)) {
    for (std::size_t at = 0; at <= text_.size(); at += step) counts_.push_back(counted(at));
  }

  std::size_t characters_before(std::size_t offset) const {
    const std::size_t mark = offset / step;
    return counts_[mark] + starts(mark * step, offset);
  }

  // At most `most` characters before and behind the span.
  std::string_view before(extract::Span span, std::size_t most) const {
    std::size_t begin = span.begin;
    for (std::size_t i = 0; i < most && begin > 0; ++i) {
      do --begin;
      while (begin > 0 && continues(begin));
    }
    return std::string_view(text_).substr(begin, span.begin - begin);
  }
  std::string_view behind(extract::Span span, std::size_t most) const {
    std::size_t end = span.end;
    for (std::size_t i = 0; i < most && end < text_.size(); ++i) {
      do ++end;
      while (end < text_.size() && continues(end));
    }
    return std::string_view(text_).substr(span.end, end - span.end);
  }

 private:
  static constexpr std::size_t step = 4096;

  bool continues(std::size_t at) const { return (static_cast<unsigned char>(text_[at]) & 0xC0) == 0x80; }
  std::size_t starts(std::size_t from, std::size_t to) const {
    return static_cast<std::size_t>(std::count_if(
        text_.begin() + static_cast<std::ptrdiff_t>(from), text_.begin() + static_cast<std::ptrdiff_t>(to),
        [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
  }
  std::size_t counted(std::size_t at) const {
    return counts_.empty() ? 0 : counts_.back() + starts(at - step, at);
  }

  std::string text_;
  std::vector<std::size_t> counts_;  // of characters before each multiple of `step`
};

std::string points(float value) {
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%g", tenths(static_cast<double>(value)));
  return buffer.data();
}

// One selector for each page that the quote touches: "page=6&viewrect=left,top,width,height".
void add_fragments(Json& selectors, const store::ProvisionRecord& provision) {
  for (auto box = provision.boxes.begin(); box != provision.boxes.end();) {
    const int page = box->page;
    extract::Box all = box->box;
    for (; box != provision.boxes.end() && box->page == page; ++box) extract::unite(all, box->box);
    selectors.push_back(
        {{"type", "FragmentSelector"},
         {"conformsTo", "http://tools.ietf.org/rfc/rfc3778"},
         {"value", "page=" + std::to_string(page) + "&viewrect=" + points(all.x0) + "," + points(all.top) +
                       "," + points(all.width()) + "," + points(all.height())}});
  }
}

Json source_json(const store::DocumentName& document) {
  Json source = {{"id", "urn:sha256:" + document.sha256}, {"type", "Text"}, {"format", "application/pdf"}};
  if (!document.language.empty() && document.language != "und") source["language"] = document.language;
  source["label"] = document.title.empty() ? document.file : document.title;
  return source;
}

Json bodies_json(const store::ProvisionRecord& provision) {
  return Json::array({{{"type", "TextualBody"}, {"purpose", "classifying"}, {"value", provision.kind}},
                      {{"type", "TextualBody"},
                       {"purpose", "describing"},
                       {"format", "application/json"},
                       {"value", fields_json(provision)}}});
}

class AnnotationsExporter : public Exporter {
 public:
  AnnotationsExporter(Sink sink, const store::Store& store) : sink_(std::move(sink)), store_(store) {
    sink_(
        "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"urn:proviso:export\","
        "\"type\":\"AnnotationPage\",\"items\":[");
  }

  void add(const store::ProvisionRecord& provision) override {
    open(provision.document.sha256);
    Json selectors = Json::array();
    selectors.push_back({{"type", "TextQuoteSelector"},
                         {"exact", provision.quote},
                         {"prefix", text_->before(provision.where, around)},
                         {"suffix", text_->behind(provision.where, around)}});
    selectors.push_back({{"type", "TextPositionSelector"},
                         {"start", text_->characters_before(provision.where.begin)},
                         {"end", text_->characters_before(provision.where.end)}});
    add_fragments(selectors, provision);
    const Json annotation = {{"id", "urn:proviso:" + provision.id},
                             {"type", "Annotation"},
                             {"motivation", "identifying"},
                             {"body", bodies_json(provision)},
                             {"target",
                              {{"type", "SpecificResource"},
                               {"source", source_json(provision.document)},
                               {"selector", std::move(selectors)}}}};
    sink_((any_ ? ",\n" : "\n") + line_of(annotation));
    any_ = true;
  }

  void finish() override { sink_("\n]}\n"); }

 private:
  static constexpr std::size_t around = 32;  // characters before and behind a quote

  void open(const std::string& sha256) {
    if (sha256 == opened_) return;
    text_.emplace(extract::unpack(store_.packed(sha256).value_or("")).text);
    opened_ = sha256;
  }

  Sink sink_;
  const store::Store& store_;
  std::string opened_;  // hash of the document that text_ is of
  std::optional<CountedText> text_;
  bool any_ = false;
};

}  // namespace

std::unique_ptr<Exporter> annotations_exporter(Sink sink, const store::Store& store) {
  return std::make_unique<AnnotationsExporter>(std::move(sink), store);
}

}  // namespace proviso::app
