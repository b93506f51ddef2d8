#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "app/output/comparison_output.h"
#include "app/output/provision_output.h"
#include "app/output/terminal_text.h"

namespace proviso::app {

namespace {

std::string joined(const std::vector<std::string>& texts, std::string_view between) {
  std::string result;
  for (const std::string& text : texts) result += (result.empty() ? "" : std::string(between)) + text;
  return result;
}

// The part `excerpt` of `text` with the marks in bold (or between * * without colours), "…" where it is cut.
std::string marked(const Console& console, std::string_view text, const std::vector<store::ByteRange>& marks,
                   store::ByteRange excerpt) {
  std::string result = excerpt.begin > 0 ? "…" : "";
  std::size_t at = excerpt.begin;
  for (const store::ByteRange& mark : marks) {
    if (mark.begin < at || mark.end > excerpt.end) continue;
    result += for_terminal_line(text.substr(at, mark.begin - at));
    const std::string word = for_terminal_line(text.substr(mark.begin, mark.end - mark.begin));
    result += console.colour ? bold(console, word) : "*" + word + "*";
    at = mark.end;
  }
  result += for_terminal_line(text.substr(at, excerpt.end - at));
  return excerpt.end < text.size() ? result + "…" : result;
}

std::string document_text(const store::DocumentName& document) {
  return document.title.empty() ? document.file : document.file + " — " + document.title;
}

// A number as people write it, without a fraction where it has none.
std::string number_text(double value) {
  if (std::nearbyint(value) == value && std::abs(value) < 1e15) return grouped(static_cast<long long>(value));
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.10g", value);
  return buffer.data();
}

// "name  value", nothing for an empty value.
std::string field(std::string_view name, std::string_view value) {
  if (value.empty()) return "";
  constexpr std::size_t width = 12;
  std::string label(name);
  label.resize(std::max(width, label.size() + 1), ' ');
  return label + for_terminal_line(value) + "\n";
}

std::string value_text(const nlp::Figure& figure) {
  std::string value = number_text(figure.value);
  if (figure.value_to) value += " to " + number_text(*figure.value_to);
  if (figure.measure == nlp::Measure::percent) value += " %";
  if (!figure.currency.empty()) value += " " + figure.currency;
  return value;
}

// What else the value may be where the mark in its digits may be read in two ways.
std::string doubt_text(const nlp::Figure& figure) {
  if (figure.unsure != nlp::Doubt::decimal_mark) return {};
  const bool thousands = std::nearbyint(figure.value) == figure.value && std::abs(figure.value) >= 1000;
  return "may be " + number_text(thousands ? figure.value / 1000 : figure.value * 1000) +
         ": nothing tells whether its mark is of thousands or of decimals";
}

std::string fields(const nlp::Figure& figure) {
  return field("value", value_text(figure)) + field("unsure", doubt_text(figure)) +
         field("measure", nlp::name(figure.measure)) + field("qualifier", nlp::name(figure.qualifier)) +
         field("counted", figure.counted) + field("time", figure.time) +
         field("place", joined(figure.place, ", "));
}

std::string fields(const nlp::Article& article) {
  return field("article", nlp::canonical(article)) + field("part", article.part) +
         field("point", article.point) +
         field("act", article.act_name.empty() ? std::string(nlp::name(article.act)) : article.act_name);
}

std::string fields(const nlp::Recommendation& recommendation) {
  return field("addressee", recommendation.addressee) +
         field("country", joined(recommendation.country, ", ")) +
         field("modality", nlp::name(recommendation.modality)) +
         field("source", joined(recommendation.source, ", "));
}

std::string cite_text(const Console& console, const store::CitationRecord& cite) {
  std::string text = field("rests on", "[" + cite.marker + "] " + cite.text +
                                           (cite.page > 0 ? " (p. " + std::to_string(cite.page) + ")" : ""));
  const std::string indent(12, ' ');
  if (!cite.reference.empty() && cite.reference != cite.text) {
    text += for_terminal(folded(cite.reference, console.width > 32 ? console.width - 12 : 20, indent));
  }
  if (!cite.url.empty()) text += indent + for_terminal_line(cite.url) + "\n";
  return text;
}

std::string box_text(const store::PlacedBox& box) {
  std::array<char, 96> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "p. %d: %.1f %.1f %.1f %.1f", box.page,
                static_cast<double>(box.box.x0), static_cast<double>(box.box.top),
                static_cast<double>(box.box.x1), static_cast<double>(box.box.bottom));
  return buffer.data();
}

std::string quoted(const Console& console, std::string_view text) {
  std::string lines = for_terminal(folded(text, console.width > 32 ? console.width - 2 : 30, "  "));
  return bold(console, lines);
}

// Does the sentence say more than the quote? One that only has a number or a bracket before it does not.
bool adds_to(std::string_view quote, std::string_view context) {
  return context.size() > quote.size() && context.size() - quote.size() > quote.size() / 10;
}

std::string hit_text(const Console& console, const store::Hit& hit, std::size_t rank) {
  const std::string place = page_text(hit.page, hit.page_label);
  std::string text = std::to_string(rank) + ". " + bold(console, hit.kind) + "  " +
                     for_terminal_line(document_text(hit.document)) + ", " + for_terminal_line(place) + "  " +
                     dim(console, hit.id) + "\n";
  if (!hit.section.empty())
    text += "   " + dim(console, for_terminal_line(joined(hit.section, " › "))) + "\n";
  text += "   " + marked(console, hit.text, hit.marks, hit.excerpt) + "\n";
  if (adds_to(hit.text, hit.context)) {
    text += "   " + dim(console, "in: ") +
            marked(console, hit.context, hit.context_marks, hit.context_excerpt) + "\n";
  }
  if (!hit.through.empty()) {
    text += "   " + dim(console, "through: " + for_terminal_line(joined(hit.through, ", "))) + "\n";
  }
  return text;
}

// What words of the query were taken for, with the labels in the other languages that people here read.
std::string understood_text(const std::vector<store::Understood>& understood) {
  std::string text;
  for (const store::Understood& one : understood) {
    std::string labels;
    for (const auto& [language, label] : one.labels) {
      if (language == "en" || language == "ru" || language == "uk") {
        labels += (labels.empty() ? "" : ", ") + label;
      }
    }
    text += (text.empty() ? "" : "; ") + one.words + " is " + one.topic +
            (labels.empty() ? "" : " (" + labels + ")");
  }
  return text.empty() ? text : field("concepts", text + "; --exact looks for the words alone");
}

std::string counts_text(std::string_view name, const std::vector<store::Count>& counts) {
  constexpr std::size_t most = 8;
  if (counts.empty()) return "";
  std::string text;
  for (std::size_t i = 0; i < counts.size() && i < most; ++i) {
    text += (i == 0 ? "" : ", ") + counts[i].value + " " + grouped(static_cast<long long>(counts[i].count));
  }
  if (counts.size() > most)
    text += ", and " + grouped(static_cast<long long>(counts.size() - most)) + " more";
  return field(name, text);
}

std::string facets_text(const store::Facets& facets) {
  std::vector<store::Count> documents;
  for (const auto& [document, count] : facets.documents) documents.push_back({document.file, count});
  return counts_text("kinds", facets.kinds) + counts_text("countries", facets.countries) +
         counts_text("languages", facets.languages) + counts_text("years", facets.years) +
         counts_text("acts", facets.acts) + counts_text("topics", facets.concepts) +
         counts_text("documents", documents);
}

std::string place_fields(const store::DocumentName& document, int page, const std::string& label,
                         const std::vector<std::string>& section, const std::string& language) {
  return field("document", document_text(document)) + field("page", page_text(page, label)) +
         field("section", joined(section, " › ")) + field("language", language);
}

}  // namespace

std::string page_text(int page, std::string_view label) {
  std::string text = "p. " + std::to_string(page);
  if (!label.empty() && label != std::to_string(page)) text += " (printed " + std::string(label) + ")";
  return text;
}

std::string figure_text(const nlp::Figure& figure) {
  std::string qualifier(nlp::name(figure.qualifier));
  if (qualifier == "exact" || qualifier == "between") return value_text(figure);
  std::replace(qualifier.begin(), qualifier.end(), '_', ' ');
  return qualifier + " " + value_text(figure);
}

std::string provision_text(const Console& console, const store::ProvisionRecord& provision) {
  std::string text =
      bold(console, provision.kind) + "  " + provision.id + "\n\n" + quoted(console, provision.quote) + "\n";
  if (provision.context != provision.quote) text += field("context", provision.context);
  text += place_fields(provision.document, provision.page, provision.page_label, provision.section,
                       provision.language);
  text += std::visit([](const auto& what) { return fields(what); }, provision.what);
  for (const store::CitationRecord& cite : provision.cites) text += cite_text(console, cite);
  text += field("rule", provision.rule);
  for (const store::PlacedBox& box : provision.boxes) text += field("box", box_text(box));
  text += field("file", provision.document.path) + field("sha256", provision.document.sha256);
  return text + field("run", std::to_string(provision.run));
}

std::string passage_text(const Console& console, const store::PassageRecord& passage) {
  return bold(console, "passage") + "  " + passage.id + "\n\n" + quoted(console, passage.text) + "\n" +
         place_fields(passage.document, passage.page, passage.page_label, passage.section, passage.language) +
         field("block", passage.block) + field("file", passage.document.path) +
         field("sha256", passage.document.sha256);
}

std::string answer_text(const Console& console, const store::Question& question,
                        const store::Answer& answer) {
  if (answer.total == 0) return "";
  std::string text;
  for (std::size_t i = 0; i < answer.hits.size(); ++i) {
    text += hit_text(console, answer.hits[i], question.offset + i + 1) + "\n";
  }
  const auto first = static_cast<long long>(question.offset + 1);
  const auto last = static_cast<long long>(question.offset + answer.hits.size());
  if (console.quiet) return text;
  text += answer.hits.empty() ? "No results from " + grouped(first) + " on"
                              : "Results " + grouped(first) + " to " + grouped(last);
  return text + " of " + grouped(static_cast<long long>(answer.total)) + "\n" +
         understood_text(answer.understood) + facets_text(answer.facets);
}

std::string runs_text(const Console& console, const std::vector<store::RunRecord>& runs) {
  std::string text;
  for (const store::RunRecord& run : runs) {
    const store::RunCounts& counts = run.counts;
    text += bold(console, "run " + std::to_string(run.id)) + "  " + run.began;
    if (run.ended.empty()) {
      text += ", interrupted (or it still runs)\n";
    } else {
      text += " to " + run.ended + (run.pruned ? ", pruned" : "") + "\n  " +
              counted(counts.read, "document") + " read, " + grouped(counts.found) + " searched again (" +
              counted(counts.pages, "page") + ", " + counted(counts.provisions, "provision") + "), " +
              grouped(counts.unchanged) + " unchanged, " + grouped(counts.refused) + " refused\n";
      if (!run.stopped.empty()) {
        text += "  stopped early, of " + counted(counts.files, "file") + ": " +
                for_terminal_line(run.stopped) + "\n";
      }
    }
    text += "  proviso " + for_terminal_line(run.start.program) + ", reading " +
            for_terminal_line(run.start.reading.substr(0, 8)) + ", finding " +
            for_terminal_line(run.start.finding.substr(0, 8)) + ", rules " +
            for_terminal_line(run.start.fingerprint.substr(0, 12)) + ": " +
            for_terminal_line(shortened(run.start.command, 200)) + "\n";
  }
  return text;
}

}  // namespace proviso::app
