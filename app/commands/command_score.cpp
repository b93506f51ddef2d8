// proviso score GOLD.jsonl...
#include <set>

#include "app/commands/commands.h"
#include "app/scoring/score_files.h"
#include "store/store.h"

namespace proviso::app {

namespace {

void take_fields(const nlp::Figure& figure, Scored& record) {
  record.value = figure.value;
  record.value_to = figure.value_to;
  record.measure = nlp::name(figure.measure);
  record.currency = figure.currency;
  record.qualifier = nlp::name(figure.qualifier);
  record.time = figure.time;
  record.place = {figure.place.begin(), figure.place.end()};
}

void take_fields(const nlp::Article& article, Scored& record) {
  record.act = nlp::name(article.act);
  record.country = article.country;
  record.article = article.article;
  record.part = article.part;
  record.point = article.point;
}

void take_fields(const nlp::Recommendation& recommendation, Scored& record) {
  record.modality = nlp::name(recommendation.modality);
}

Scored scored(const store::ProvisionRecord& provision) {
  Scored record;
  record.document = provision.document.file;
  record.kind = provision.kind;
  record.page = provision.page;
  record.quote = provision.quote;
  record.id = provision.id;
  record.rule = provision.rule;
  for (const store::CitationRecord& cite : provision.cites) record.cites.push_back(cite.marker);
  std::visit([&](const auto& what) { take_fields(what, record); }, provision.what);
  return record;
}

// Names annotated documents that the store lacks: all that is annotated of them counts as missed.
bool all_are_there(const Gold& gold, const store::Store& store) {
  std::set<std::string> there;
  for (const store::DocumentRecord& document : store.documents()) there.insert(document.name.file);
  bool all = true;
  for (const std::string& document : gold.documents) {
    if (there.contains(document)) continue;
    say("proviso: " + document + ": is annotated, but " + store.path() +
        " has no such document; ingest it first");
    all = false;
  }
  return all;
}

}  // namespace

int score_store(const Everywhere& everywhere, const ScoreOptions& options, const Console& console) {
  const Gold gold = read_gold(options.gold);
  const store::Store store = store::Store::open_to_read(everywhere.db);
  const bool all = all_are_there(gold, store);
  std::vector<Scored> predictions;
  store.each_provision({}, [&](const store::ProvisionRecord& provision) {
    if (gold.documents.contains(provision.document.file)) predictions.push_back(scored(provision));
  });
  const Score result = score(gold, predictions);
  ScoreExtras extras{.errors = options.errors, .by_rule = options.by_rule, .paths = {}};
  for (const store::DocumentRecord& document : store.documents())
    extras.paths.emplace(document.name.file, document.files.front().path);
  print(console.json ? score_json(result, options.by_document, extras)
                     : score_text(result, options.by_document) + (options.by_rule ? rules_text(result) : "") +
                           mistakes_text(result, extras));
  return all ? Status::done : Status::look;
}

}  // namespace proviso::app
