#include "app/output/json.h"
#include "app/output/store_output.h"

namespace proviso::app {

namespace {

std::string_view name(store::Likeness::Kind kind) {
  switch (kind) {
    case store::Likeness::Kind::same_text:
      return "same-text";
    case store::Likeness::Kind::edition:
      return "edition";
    case store::Likeness::Kind::translation:
      break;
  }
  return "translation";
}

Json files_json(const std::vector<store::FileState>& files) {
  Json list = Json::array();
  for (const store::FileState& file : files) {
    list.push_back({{"path", file.path},
                    {"size", file.size},
                    {"vanished_in_run", file.vanished == 0 ? Json(nullptr) : Json(file.vanished)}});
  }
  return list;
}

Json record_json(const store::DocumentRecord& document) {
  return {{"sha256", document.name.sha256},
          {"file", document.name.file},
          {"title", text_or_null(document.name.title)},
          {"language", text_or_null(document.name.language)},
          {"pages", document.pages},
          {"passages", document.passages},
          {"figures", document.figures},
          {"articles", document.articles},
          {"recommendations", document.recommendations},
          {"read_in_run", document.read_in},
          {"found_in_run", document.run},
          {"files", files_json(document.files)},
          {"warnings", document.warnings}};
}

}  // namespace

std::string documents_json(const std::vector<store::DocumentRecord>& documents,
                           const std::vector<store::Likeness>& alike) {
  Json list = Json::array();
  for (const store::DocumentRecord& document : documents) list.push_back(record_json(document));
  Json proposals = Json::array();
  for (const store::Likeness& likeness : alike) {
    proposals.push_back({{"proposal", name(likeness.kind)},
                         {"first", likeness.first},
                         {"second", likeness.second},
                         {"share", likeness.share},
                         {"common", likeness.common}});
  }
  return line_of({{"documents", std::move(list)}, {"proposals", std::move(proposals)}}) + "\n";
}

std::string size_json(const std::string& path, const store::StoreSize& size) {
  Json parts = Json::array();
  for (const store::SizePart& part : size.parts) {
    parts.push_back({{"what", part.what}, {"why", part.why}, {"bytes", part.bytes}});
  }
  return line_of({{"store", path}, {"bytes", size.bytes}, {"parts", std::move(parts)}}) + "\n";
}

}  // namespace proviso::app
