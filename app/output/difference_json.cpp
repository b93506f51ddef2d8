#include "app/output/difference_output.h"
#include "app/output/json.h"

namespace proviso::app {

namespace {

Json past_json(const std::optional<store::PastProvision>& provision) {
  if (!provision) return nullptr;
  Json fields = Json::object();
  for (const auto& [name, value] : store::fields_of(*provision)) fields[name] = text_or_null(value);
  return {{"id", provision->id},     {"kind", provision->kind},   {"sha256", provision->sha256},
          {"page", provision->page}, {"quote", provision->quote}, {"fields", std::move(fields)}};
}

}  // namespace

std::string difference_json(const store::Difference& difference) {
  Json changes = Json::array();
  for (const store::Change& change : difference.changes) {
    Json fields = Json::array();
    for (const store::FieldChange& field : change.fields) {
      fields.push_back({{"field", field.name},
                        {"before", text_or_null(field.before)},
                        {"after", text_or_null(field.after)}});
    }
    changes.push_back({{"change", !change.before  ? "gained"
                                  : !change.after ? "lost"
                                                  : "changed"},
                       {"cause", name(change.cause)},
                       {"detail", change.detail},
                       {"file", change.path},
                       {"fields", std::move(fields)},
                       {"before", past_json(change.before)},
                       {"after", past_json(change.after)}});
  }
  return line_of({{"before", difference.before},
                  {"after", difference.after},
                  {"same", difference.same},
                  {"moved", difference.moved},
                  {"changes", std::move(changes)}}) +
         "\n";
}

}  // namespace proviso::app
