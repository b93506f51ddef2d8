#include "app/output/chain.h"
#include "app/output/figure_json.h"
#include "app/output/json.h"
#include "app/output/provision_output.h"

namespace proviso::app {

Json figure_json(const nlp::Figure& figure) {
  return {{"value", number(figure.value)},
          {"value_to", figure.value_to ? number(*figure.value_to) : Json(nullptr)},
          {"measure", nlp::name(figure.measure)},
          {"currency", text_or_null(figure.currency)},
          {"qualifier", nlp::name(figure.qualifier)},
          {"time", text_or_null(figure.time)},
          {"place", figure.place},
          {"counted", text_or_null(figure.counted)},
          {"unsure", text_or_null(nlp::name(figure.unsure))}};
}

namespace {

Json document_json(const store::DocumentName& document) {
  return {{"sha256", document.sha256},
          {"file", document.file},
          {"title", text_or_null(document.title)},
          {"language", text_or_null(document.language)}};
}

Json what_json(const nlp::Figure& figure) { return figure_json(figure); }

Json what_json(const nlp::Article& article) {
  return {{"act", nlp::name(article.act)},
          {"act_name", text_or_null(article.act_name)},
          {"country", text_or_null(article.country)},
          {"article", article.article},
          {"part", text_or_null(article.part)},
          {"point", text_or_null(article.point)},
          {"canonical", nlp::canonical(article)}};
}

Json what_json(const nlp::Recommendation& recommendation) {
  return {{"addressee", text_or_null(recommendation.addressee)},
          {"country", recommendation.country},
          {"modality", nlp::name(recommendation.modality)},
          {"source", recommendation.source}};
}

Json boxes_json(const std::vector<store::PlacedBox>& boxes) {
  Json json = Json::array();
  for (const store::PlacedBox& box : boxes) json.push_back(box_json(box.page, box.box));
  return json;
}

Json cites_json(const std::vector<store::CitationRecord>& cites) {
  Json json = Json::array();
  for (const store::CitationRecord& cite : cites) {
    json.push_back({{"marker", cite.marker},
                    {"text", text_or_null(cite.text)},
                    {"page", cite.page},
                    {"reference", text_or_null(cite.reference)},
                    {"url", text_or_null(cite.url)}});
  }
  return json;
}

Json reviews_json(const store::ProvisionRecord& provision) {
  Json json = Json::array();
  for (const store::ReviewRecord& review : provision.reviews) {
    json.push_back({{"verdict", review.review.verdict},
                    {"field", text_or_null(review.review.field)},
                    {"value", text_or_null(review.review.value)},
                    {"by", review.review.by},
                    {"note", text_or_null(review.review.note)},
                    {"at", review.at},
                    {"outdated", is_outdated(provision, review)}});
  }
  return json;
}

Json marks_json(const std::vector<store::ByteRange>& marks, std::string_view text) {
  Json json = Json::array();
  for (const store::ByteRange& mark : marks) json.push_back(text.substr(mark.begin, mark.end - mark.begin));
  return json;
}

Json hit_json(const store::Hit& hit, std::size_t rank) {
  return {{"rank", rank},
          {"id", hit.id},
          {"kind", hit.kind},
          {"score", hit.score},
          {"document", document_json(hit.document)},
          {"page", hit.page},
          {"page_label", text_or_null(hit.page_label)},
          {"section", hit.section},
          {"language", text_or_null(hit.language)},
          {"countries", hit.countries},
          {"quote", hit.text},
          {"matched", marks_json(hit.marks, hit.text)},
          {"through", hit.through},
          {"context", text_or_null(hit.context)}};
}

Json counts_json(const std::vector<store::Count>& counts) {
  Json json = Json::object();
  for (const store::Count& count : counts) json[count.value] = count.count;
  return json;
}

Json facets_json(const store::Facets& facets) {
  Json documents = Json::array();
  for (const auto& [document, count] : facets.documents) {
    documents.push_back({{"document", document_json(document)}, {"count", count}});
  }
  return {{"kind", counts_json(facets.kinds)},         {"country", counts_json(facets.countries)},
          {"language", counts_json(facets.languages)}, {"year", counts_json(facets.years)},
          {"act", counts_json(facets.acts)},           {"concept", counts_json(facets.concepts)},
          {"document", std::move(documents)}};
}

}  // namespace

namespace {

Json provision_json(const store::ProvisionRecord& provision) {
  Json json = {{"id", provision.id},
               {"kind", provision.kind},
               {"document", document_json(provision.document)},
               {"page", provision.page},
               {"page_label", text_or_null(provision.page_label)},
               {"section", provision.section},
               {"quote", provision.quote},
               {"context", provision.context},
               {"boxes", boxes_json(provision.boxes)}};
  json[provision.kind] = std::visit([](const auto& what) { return what_json(what); }, provision.what);
  json["cites"] = cites_json(provision.cites);
  json["language"] = text_or_null(provision.language);
  json["rule"] = provision.rule;
  json["run"] = provision.run;
  json["reviews"] = reviews_json(provision);
  return json;
}

Json run_json(const std::optional<store::RunRecord>& run) {
  if (!run) return nullptr;
  return {{"run", run->id},
          {"began", run->began},
          {"program", run->start.program},
          {"rules", run->start.fingerprint},
          {"versions", run->start.versions}};
}

}  // namespace

std::string provision_line(const store::ProvisionRecord& provision) {
  return line_of(provision_json(provision)) + "\n";
}

std::string chain_line(const Chain& chain) {
  Json json = provision_json(chain.provision);
  const auto rule_part = [&](std::string store::RuleVersion::*part) {
    return chain.rule ? text_or_null((*chain.rule).*part) : Json(nullptr);
  };
  json["chain"] = {{"rule",
                    {{"name", chain.provision.rule},
                     {"version", rule_part(&store::RuleVersion::version)},
                     {"place", rule_part(&store::RuleVersion::place)}}},
                   {"found", run_json(chain.found)},
                   {"read", run_json(chain.read)},
                   {"unchanged_since_run", chain.provision.since}};
  return line_of(json) + "\n";
}

std::string fields_json(const store::ProvisionRecord& provision) {
  return line_of(std::visit([](const auto& what) { return what_json(what); }, provision.what));
}

std::string passage_line(const store::PassageRecord& passage) {
  return line_of({{"id", passage.id},
                  {"kind", "passage"},
                  {"block", passage.block},
                  {"document", document_json(passage.document)},
                  {"page", passage.page},
                  {"page_label", text_or_null(passage.page_label)},
                  {"section", passage.section},
                  {"quote", passage.text},
                  {"language", text_or_null(passage.language)}}) +
         "\n";
}

std::string answer_json(const store::Question& question, const store::Answer& answer) {
  Json results = Json::array();
  for (std::size_t i = 0; i < answer.hits.size(); ++i) {
    results.push_back(hit_json(answer.hits[i], question.offset + i + 1));
  }
  Json understood = Json::array();
  for (const store::Understood& one : answer.understood) {
    Json labels = Json::object();
    for (const auto& [language, label] : one.labels) labels[language] = label;
    understood.push_back({{"concept", one.topic}, {"words", one.words}, {"labels", std::move(labels)}});
  }
  return line_of({{"query", question.query},
                  {"total", answer.total},
                  {"concepts", std::move(understood)},
                  {"results", std::move(results)},
                  {"facets", facets_json(answer.facets)}}) +
         "\n";
}

std::string runs_json(const std::vector<store::RunRecord>& runs) {
  Json list = Json::array();
  for (const store::RunRecord& run : runs) {
    list.push_back({{"run", run.id},
                    {"began", run.began},
                    {"ended", text_or_null(run.ended)},
                    {"stopped", text_or_null(run.stopped)},
                    {"program", run.start.program},
                    {"rules", run.start.fingerprint},
                    {"versions", run.start.versions},
                    {"command", run.start.command},
                    {"files", run.counts.files},
                    {"read", run.counts.read},
                    {"found_again", run.counts.found},
                    {"unchanged", run.counts.unchanged},
                    {"refused", run.counts.refused},
                    {"pages", run.counts.pages},
                    {"provisions", run.counts.provisions},
                    {"reading", run.start.reading},
                    {"finding", run.start.finding},
                    {"pruned", run.pruned}});
  }
  return line_of(Json::object({{"runs", std::move(list)}})) + "\n";
}

}  // namespace proviso::app
