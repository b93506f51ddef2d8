#include "app/workers/packed_findings.h"

#include <algorithm>
#include <tuple>

namespace proviso::app {

namespace {

using extract::Document;
using extract::Span;

void write_span(ByteWriter& out, Span span) {
  out.number(span.begin);
  out.number(span.end);
}

void write_texts(ByteWriter& out, const std::vector<std::string>& texts) {
  out.number(texts.size());
  for (const std::string& text : texts) out.text(text);
}

template <typename Enumeration>
void write_name(ByteWriter& out, Enumeration value) {
  out.number(static_cast<std::uint64_t>(value));
}

void write_what(ByteWriter& out, const nlp::Figure& figure) {
  out.real(figure.value);
  out.flag(figure.value_to.has_value());
  if (figure.value_to) out.real(*figure.value_to);
  write_name(out, figure.measure);
  out.text(figure.currency);
  write_name(out, figure.qualifier);
  out.text(figure.time);
  write_texts(out, figure.place);
  out.text(figure.counted);
}

void write_what(ByteWriter& out, const nlp::Article& article) {
  write_name(out, article.act);
  for (const std::string* field :
       {&article.act_name, &article.country, &article.article, &article.part, &article.point}) {
    out.text(*field);
  }
}

void write_what(ByteWriter& out, const nlp::Recommendation& recommendation) {
  out.text(recommendation.addressee);
  write_texts(out, recommendation.country);
  write_name(out, recommendation.modality);
}

void write_provision(ByteWriter& out, const nlp::Provision& provision) {
  out.number(provision.what.index());
  std::visit([&](const auto& what) { write_what(out, what); }, provision.what);
  write_span(out, provision.where);
  write_span(out, provision.context);
  out.number(provision.block);
  out.text(provision.rule);
  out.text(provision.language);
  out.number(provision.cites.size());
  for (const nlp::Citation& citation : provision.cites) {
    out.text(citation.marker);
    write_span(out, citation.call);
    write_span(out, citation.note);
    write_span(out, citation.reference);
    out.text(citation.url);
  }
}

// Reads findings about one document.
class FindingsReader {
 public:
  FindingsReader(std::string_view bytes, const Document& document) : in_(bytes), document_(document) {}

  nlp::Findings read() {
    nlp::Findings findings;
    findings.language = in_.text();
    findings.languages = texts();
    if (findings.languages.size() != document_.blocks.size()) {
      throw BadMessage("the findings have not one language for each block");
    }
    const std::size_t count = in_.count();
    for (std::size_t i = 0; i < count; ++i) {
      findings.provisions.push_back(provision());
      if (i > 0) check_order(findings.provisions[i - 1], findings.provisions[i]);
    }
    in_.expect_end();
    return findings;
  }

 private:
  std::vector<std::string> texts() {
    std::vector<std::string> result(in_.count());
    for (std::string& text : result) text = in_.text();
    return result;
  }

  template <typename Enumeration>
  Enumeration named(Enumeration last) {
    return static_cast<Enumeration>(in_.number_up_to(static_cast<std::uint64_t>(last)));
  }

  std::uint32_t offset() {
    const auto value = static_cast<std::uint32_t>(in_.number_up_to(document_.text.size()));
    if (value < document_.text.size() && (document_.text[value] & 0xC0) == 0x80) {
      throw BadMessage("a span of the findings splits a character");
    }
    return value;
  }

  Span span() {
    Span result;
    result.begin = offset();
    result.end = offset();
    if (result.begin > result.end) throw BadMessage("a span of the findings ends before it begins");
    return result;
  }

  nlp::Figure figure() {
    nlp::Figure result;
    result.value = in_.real();
    if (in_.flag()) result.value_to = in_.real();
    result.measure = named(nlp::Measure::money);
    result.currency = in_.text();
    result.qualifier = named(nlp::Qualifier::between);
    result.time = in_.text();
    result.place = texts();
    result.counted = in_.text();
    return result;
  }

  nlp::Article article() {
    nlp::Article result;
    result.act = named(nlp::Act::treaty);
    for (std::string* field :
         {&result.act_name, &result.country, &result.article, &result.part, &result.point}) {
      *field = in_.text();
    }
    return result;
  }

  nlp::Recommendation recommendation() {
    nlp::Recommendation result;
    result.addressee = in_.text();
    result.country = texts();
    result.modality = named(nlp::Modality::other);
    return result;
  }

  nlp::Citation citation() {
    nlp::Citation result;
    result.marker = in_.text();
    result.call = span();
    result.note = span();
    result.reference = span();
    result.url = in_.text();
    return result;
  }

  nlp::Provision provision() {
    nlp::Provision result;
    switch (in_.number_up_to(2)) {
      case 0:
        result.what = figure();
        break;
      case 1:
        result.what = article();
        break;
      default:
        result.what = recommendation();
        break;
    }
    result.where = span();
    result.context = span();
    if (document_.blocks.empty()) throw BadMessage("the findings speak of a document without text");
    result.block = static_cast<std::uint32_t>(in_.number_up_to(document_.blocks.size() - 1));
    if (result.where.empty() || !document_.blocks[result.block].span.contains(result.where)) {
      throw BadMessage("a quote of the findings lies outside its block");
    }
    result.rule = in_.text();
    result.language = in_.text();
    const std::size_t cites = in_.count();
    for (std::size_t i = 0; i < cites; ++i) result.cites.push_back(citation());
    return result;
  }

  static void check_order(const nlp::Provision& before, const nlp::Provision& after) {
    const auto key = [](const nlp::Provision& p) {
      return std::tuple(p.where.begin, p.where.end, p.what.index());
    };
    if (key(after) < key(before)) throw BadMessage("the findings are not in order");
  }

  ByteReader in_;
  const Document& document_;
};

}  // namespace

std::string pack_findings(const nlp::Findings& findings) {
  ByteWriter out;
  out.text(findings.language);
  write_texts(out, findings.languages);
  out.number(findings.provisions.size());
  for (const nlp::Provision& provision : findings.provisions) write_provision(out, provision);
  return out.take();
}

nlp::Findings unpack_findings(std::string_view bytes, const extract::Document& document) {
  return FindingsReader(bytes, document).read();
}

}  // namespace proviso::app
