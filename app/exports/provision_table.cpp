#include "app/exports/provision_table.h"

namespace proviso::app {

namespace {

using store::ProvisionRecord;

TableValue text(std::string value) {
  if (value.empty()) return {};
  return value;
}

TableValue text(std::string_view value) { return text(std::string(value)); }

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string all;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!all.empty()) all += between;
    all += part;
  }
  return all;
}

using Figure = nlp::Figure;
using Article = nlp::Article;
using Recommendation = nlp::Recommendation;

// What `read` says of the fields of a provision that is a What; nothing of another.
template <class What, class Read>
auto of(Read read) {
  return [read](const ProvisionRecord& provision) {
    const What* what = std::get_if<What>(&provision.what);
    return what == nullptr ? TableValue() : TableValue(read(*what));
  };
}

// Of one member, text or name of a value.
template <class What>
auto of(std::string What::*member) {
  return of<What>([member](const What& what) { return text(what.*member); });
}

auto whole(std::string ProvisionRecord::*member) {
  return [member](const ProvisionRecord& provision) { return text(provision.*member); };
}

auto of_document(std::string store::DocumentName::*member) {
  return [member](const ProvisionRecord& provision) { return text(provision.document.*member); };
}

auto of_cites(std::string store::CitationRecord::*member) {
  return [member](const ProvisionRecord& provision) {
    std::vector<std::string> parts;
    for (const store::CitationRecord& cite : provision.cites) parts.push_back(cite.*member);
    return text(joined(parts, "; "));
  };
}

// "confirmed (A. Person); corrected value=1250 (A. Person)"
TableValue reviews_of(const ProvisionRecord& provision) {
  std::vector<std::string> parts;
  for (const store::ReviewRecord& record : provision.reviews) {
    const store::Review& review = record.review;
    parts.push_back(review.verdict + (review.field.empty() ? "" : " " + review.field + "=" + review.value) +
                    " (" + review.by + ")");
  }
  return text(joined(parts, "; "));
}

TableValue country_of(const ProvisionRecord& provision) {
  if (const auto* article = std::get_if<Article>(&provision.what)) return text(article->country);
  if (const auto* urged = std::get_if<Recommendation>(&provision.what)) {
    return text(joined(urged->country, "; "));
  }
  return {};
}

const std::vector<TableColumn> kColumns = {
    {"id", 20, "", whole(&ProvisionRecord::id)},
    {"kind", 15, "", whole(&ProvisionRecord::kind)},
    {"file", 28, "", of_document(&store::DocumentName::file)},
    {"title", 40, "", of_document(&store::DocumentName::title)},
    {"page", 6, "", [](const ProvisionRecord& p) { return TableValue(static_cast<double>(p.page)); }},
    {"page_label", 10, "", whole(&ProvisionRecord::page_label)},
    {"section", 40, "", [](const ProvisionRecord& p) { return text(joined(p.section, " › ")); }},
    {"quote", 60, "", whole(&ProvisionRecord::quote)},
    {"value", 12, "figure", of<Figure>([](const Figure& w) { return w.value; })},
    {"value_to", 12, "figure",
     of<Figure>([](const Figure& w) { return w.value_to ? TableValue(*w.value_to) : TableValue(); })},
    {"measure", 9, "figure", of<Figure>([](const Figure& w) { return text(nlp::name(w.measure)); })},
    {"currency", 9, "figure", of(&Figure::currency)},
    {"qualifier", 9, "figure", of<Figure>([](const Figure& w) { return text(nlp::name(w.qualifier)); })},
    {"time", 16, "figure", of(&Figure::time)},
    {"place", 10, "figure", of<Figure>([](const Figure& w) { return text(joined(w.place, "; ")); })},
    {"counted", 40, "figure", of(&Figure::counted)},
    {"unsure", 14, "figure", of<Figure>([](const Figure& w) { return text(nlp::name(w.unsure)); })},
    {"act", 14, "article", of<Article>([](const Article& w) { return text(nlp::name(w.act)); })},
    {"act_name", 40, "article", of(&Article::act_name)},
    {"article", 10, "article", of(&Article::article)},
    {"part", 6, "article", of(&Article::part)},
    {"point", 6, "article", of(&Article::point)},
    {"canonical", 26, "article", of<Article>([](const Article& w) { return text(nlp::canonical(w)); })},
    {"addressee", 30, "recommendation", of(&Recommendation::addressee)},
    {"modality", 14, "recommendation",
     of<Recommendation>([](const Recommendation& w) { return text(nlp::name(w.modality)); })},
    {"source", 10, "recommendation",
     of<Recommendation>([](const Recommendation& w) { return text(joined(w.source, "; ")); })},
    {"country", 10, "not figure", country_of},
    {"context", 60, "", whole(&ProvisionRecord::context)},
    {"cites", 10, "", of_cites(&store::CitationRecord::marker)},
    {"notes", 40, "", of_cites(&store::CitationRecord::text)},
    {"references", 40, "", of_cites(&store::CitationRecord::reference)},
    {"urls", 30, "", of_cites(&store::CitationRecord::url)},
    {"language", 9, "", whole(&ProvisionRecord::language)},
    {"rule", 24, "", whole(&ProvisionRecord::rule)},
    {"run", 6, "", [](const ProvisionRecord& p) { return TableValue(static_cast<double>(p.run)); }},
    {"sha256", 66, "", of_document(&store::DocumentName::sha256)},
    {"reviews", 40, "", reviews_of},
};

}  // namespace

const std::vector<TableColumn>& table_columns() { return kColumns; }

std::vector<TableColumn> table_columns_of(std::string_view kind) {
  std::vector<TableColumn> columns;
  for (const TableColumn& column : kColumns) {
    const bool has =
        column.kind.empty() || column.kind == kind || (column.kind == "not figure" && kind != "figure");
    if (has) columns.push_back(column);
  }
  return columns;
}

}  // namespace proviso::app
