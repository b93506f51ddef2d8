#include "store/rows/rows.h"

#include "store/rows/columns.h"

namespace proviso::store {

namespace {

extract::Span span_at(const Statement& row, int column) {
  return {static_cast<std::uint32_t>(row.integer(column)),
          static_cast<std::uint32_t>(row.integer(column + 1))};
}

std::optional<double> real_or_none(const Statement& row, int column) {
  if (row.null(column)) return std::nullopt;
  return row.real(column);
}

nlp::Figure figure_at(const Statement& row, int column, std::vector<std::string> countries) {
  return {.value = row.real(column),
          .value_to = real_or_none(row, column + 1),
          .measure = nlp::measure_named(row.text(column + 2)).value_or(nlp::Measure::count),
          .currency = row.string(column + 3),
          .qualifier = nlp::qualifier_named(row.text(column + 4)).value_or(nlp::Qualifier::exact),
          .time = row.string(column + 5),
          .place = std::move(countries),
          .counted = row.string(column + 6),
          .unsure = nlp::doubt_named(row.text(column + 7))};
}

nlp::Article article_at(const Statement& row, int column) {
  return {.act = nlp::act_named(row.text(column)).value_or(nlp::Act::law),
          .act_name = row.string(column + 1),
          .country = row.string(column + 2),
          .article = row.string(column + 3),
          .part = row.string(column + 4),
          .point = row.string(column + 5)};
}

constexpr const char* kProvision =
    "SELECT p.text_id, p.kind, p.document, p.page, q.section, t.quote, t.context, p.\"begin\", p.\"end\", "
    "p.context_begin, p.context_end, p.boxes, p.language, p.rule, q.\"begin\", d.run, p.countries, "
    "p.value, p.value_to, p.measure, p.currency, p.qualifier, p.time, p.counted, p.unsure, "
    "p.act, p.act_name, p.country, p.article, p.part, p.point, p.addressee, p.modality, p.source, p.since "
    "FROM provisions p JOIN documents d ON d.id = p.document JOIN passages q ON q.id = p.passage "
    "JOIN provision_texts t ON t.id = p.id "
    "WHERE p.id = ?";

}  // namespace

RowReader::RowReader(const Connection& connection)
    : provision_(connection, kProvision),
      passage_(connection,
               "SELECT document, block, page, section, text, \"begin\", \"end\", language "
               "FROM passages WHERE id = ?"),
      document_(connection, "SELECT sha256, file, path, title, language FROM documents WHERE id = ?"),
      cites_(connection,
             "SELECT marker, text, page, reference, url, call_begin, call_end, note_begin, note_end, "
             "reference_begin, reference_end FROM citations WHERE provision = ? ORDER BY position"),
      section_(connection, "SELECT path FROM sections WHERE id = ?"),
      label_(connection, "SELECT label FROM pages WHERE document = ? AND number = ?"),
      reviews_(connection,
               "SELECT " + std::string(review_columns) + " FROM reviews WHERE provision = ? ORDER BY id"),
      any_reviews_(connection.number("SELECT EXISTS (SELECT 1 FROM reviews)") != 0) {}

ProvisionRecord RowReader::provision(std::int64_t number) {
  Statement& row = provision_;
  row.first(number);
  ProvisionRecord record;
  record.id = row.string(0);
  record.kind = row.string(1);
  record.document = document(row.integer(2));
  record.page = static_cast<int>(row.integer(3));
  record.page_label = page_label(row.integer(2), record.page);
  record.section = section(row.integer(4));
  record.quote = row.string(5);
  record.context = row.string(6);
  record.where = span_at(row, 7);
  record.context_span = span_at(row, 9);
  record.boxes = boxes_from(row.text(11));
  record.language = row.string(12);
  record.rule = row.string(13);
  record.passage = passage_id(record.document.sha256, row.integer(14));
  record.run = row.integer(15);
  record.since = row.integer(34);
  record.what =
      what_at(row, record.kind, {.countries = 16, .figure = 17, .article = 25, .recommendation = 31});
  row.reset();
  record.cites = cites(number);
  if (any_reviews_) record.reviews = reviews(record.id);
  return record;
}

PassageRecord RowReader::passage(std::int64_t number) {
  Statement& row = passage_;
  row.first(number);
  PassageRecord record;
  record.document = document(row.integer(0));
  record.id = passage_id(record.document.sha256, row.integer(5));
  record.block = row.string(1);
  record.page = static_cast<int>(row.integer(2));
  record.page_label = page_label(row.integer(0), record.page);
  record.section = section(row.integer(3));
  record.text = row.string(4);
  record.where = span_at(row, 5);
  record.language = row.string(7);
  row.reset();
  return record;
}

DocumentName RowReader::document(std::int64_t number) {
  document_.first(number);
  DocumentName name = {document_.string(0), document_.string(1), document_.string(2), document_.string(3),
                       document_.string(4)};
  document_.reset();
  return name;
}

std::vector<CitationRecord> RowReader::cites(std::int64_t provision) {
  std::vector<CitationRecord> cites;
  for (bool more = cites_.first(provision); more; more = cites_.next()) {
    cites.push_back({cites_.string(0), cites_.string(1), static_cast<int>(cites_.integer(2)),
                     cites_.string(3), cites_.string(4), span_at(cites_, 5), span_at(cites_, 7),
                     span_at(cites_, 9)});
  }
  cites_.reset();
  return cites;
}

std::vector<ReviewRecord> RowReader::reviews(const std::string& id) {
  std::vector<ReviewRecord> all;
  for (bool more = reviews_.first(id); more; more = reviews_.next()) all.push_back(review_at(reviews_));
  reviews_.reset();
  return all;
}

ReviewRecord review_at(const Statement& row) {
  return {.id = row.integer(0),
          .review = {row.string(1), row.string(2), row.string(3), row.string(4), row.string(5)},
          .at = row.string(6),
          .provision = row.string(7),
          .made_of = row.string(8),
          .sha256 = row.string(9),
          .path = row.string(10),
          .kind = row.string(11),
          .quote = row.string(12),
          .fields = row.string(13)};
}

std::vector<std::string> RowReader::section(std::int64_t number) {
  std::vector<std::string> path;
  if (section_.first(number)) path = split(section_.text(0), '\n');
  section_.reset();
  return path;
}

std::string RowReader::page_label(std::int64_t document, int page) {
  std::string label;
  if (label_.first(document, page)) label = label_.string(0);
  label_.reset();
  return label;
}

std::variant<nlp::Figure, nlp::Article, nlp::Recommendation> what_at(const Statement& row,
                                                                     std::string_view kind,
                                                                     const WhatColumns& columns) {
  std::vector<std::string> countries = split(row.text(columns.countries), ' ');
  if (kind == "figure") return figure_at(row, columns.figure, std::move(countries));
  if (kind == "article") return article_at(row, columns.article);
  return nlp::Recommendation{
      .addressee = row.string(columns.recommendation),
      .country = std::move(countries),
      .modality = nlp::modality_named(row.text(columns.recommendation + 1)).value_or(nlp::Modality::other),
      .source = split(row.text(columns.recommendation + 2), ' ')};
}

std::string passage_id(std::string_view sha256, std::int64_t begin) {
  return "p-" + std::string(sha256.substr(0, 12)) + "-" + std::to_string(begin);
}

}  // namespace proviso::store
