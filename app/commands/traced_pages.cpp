#include "app/commands/traced_pages.h"

#include <algorithm>
#include <optional>

#include "extract/packed.h"

namespace proviso::app {

namespace {

class Framing {
 public:
  Framing(const store::Store& store, const std::string& sha256, int first) {
    pages_.push_back({first, {}});
    if (const auto packed = store.packed(sha256)) document_ = extract::unpack(*packed);
  }

  void add(int page, const extract::Box& box, Frame::Role role) {
    auto found = std::find_if(pages_.begin(), pages_.end(),
                              [&](const TracedPage& traced) { return traced.number == page; });
    if (found == pages_.end()) found = pages_.insert(pages_.end(), {page, {}});
    const bool is_known = std::any_of(found->frames.begin(), found->frames.end(), [&](const Frame& frame) {
      return frame.box == box && frame.role == role;
    });
    if (!is_known) found->frames.push_back({box, role});
  }

  void add(extract::Span span, Frame::Role role) {
    if (!document_ || span.empty() || span.end > document_->text.size()) return;
    for (const extract::PageBox& box : extract::boxes_of(*document_, span)) {
      add(document_->pages.at(box.page).number, box.box, role);
    }
  }

  // A call that is no part of the text: its own box.
  void add_call(const store::CitationRecord& cite) {
    if (!cite.call.empty()) return add(cite.call, Frame::Role::call);
    if (!document_) return;
    for (const extract::Note& note : document_->notes) {
      for (const extract::Call& call : note.calls) {
        if (call.at == cite.call.begin && note.marker == cite.marker) {
          add(document_->pages.at(call.page).number, call.box, Frame::Role::call);
        }
      }
    }
  }

  std::vector<TracedPage> take() {
    std::sort(pages_.begin() + 1, pages_.end(),
              [](const TracedPage& a, const TracedPage& b) { return a.number < b.number; });
    return std::move(pages_);
  }

 private:
  std::optional<extract::Document> document_;
  std::vector<TracedPage> pages_;
};

}  // namespace

std::vector<TracedPage> traced_pages(const store::Store& store, const store::ProvisionRecord& provision) {
  Framing framing(store, provision.document.sha256, provision.page);
  for (const store::PlacedBox& box : provision.boxes) {
    framing.add(box.page, box.box, Frame::Role::statement);
  }
  for (const store::CitationRecord& cite : provision.cites) {
    framing.add_call(cite);
    framing.add(cite.note, Frame::Role::note);
    framing.add(cite.reference_span, Frame::Role::reference);
  }
  return framing.take();
}

std::vector<TracedPage> traced_pages(const store::Store& store, const store::PassageRecord& passage) {
  Framing framing(store, passage.document.sha256, passage.page);
  framing.add(passage.where, Frame::Role::statement);
  return framing.take();
}

}  // namespace proviso::app
