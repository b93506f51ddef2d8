#include "store/document_rows.h"

#include <algorithm>
#include <limits>
#include <type_traits>
#include <unordered_map>
#include <unordered_set>

#include "extract/sha256.h"
#include "store/rows/columns.h"
#include "store/rows/passages.h"
#include "store/rows/search_columns.h"

namespace proviso::store {

namespace {

using extract::Document;
using extract::Span;

std::vector<std::string> countries_of(const nlp::Provision& provision) {
  if (const auto* figure = std::get_if<nlp::Figure>(&provision.what)) return figure->place;
  if (const auto* recommendation = std::get_if<nlp::Recommendation>(&provision.what))
    return recommendation->country;
  const std::string& country = std::get<nlp::Article>(provision.what).country;
  return country.empty() ? std::vector<std::string>() : std::vector{country};
}

// The next two say in C++ what the view provisions_indexed says in SQL (store/rows/schema.cpp).

std::string_view indexed_context(std::string_view context, std::string_view quote) {
  return context == quote ? std::string_view() : context.substr(0, context.find('\n'));
}

bool adds_to_quote(std::string_view counted, std::string_view quote) {
  return !counted.empty() && quote.find(counted) == std::string_view::npos;
}

template <class Number>
Number at_most(std::size_t value) {
  return static_cast<Number>(std::min<std::size_t>(value, std::numeric_limits<Number>::max()));
}

RowKind kind_of(const nlp::Provision& provision) { return static_cast<RowKind>(provision.what.index()); }
static_assert(std::is_same_v<std::variant_alternative_t<1, decltype(nlp::Provision::what)>, nlp::Article>);

// The search columns of one table while they are made.
class Columns {
 public:
  Columns() { columns_.texts.emplace_back(); }

  std::uint32_t text(std::string_view text) {
    if (text.empty()) return 0;
    const auto [known, is_new] = texts_.try_emplace(text, static_cast<std::uint32_t>(columns_.texts.size()));
    if (is_new) columns_.texts.emplace_back(text);
    return known->second;
  }
  void add(const SearchRow& row) { columns_.rows.push_back(row); }
  std::uint32_t figure(double value, double value_to) {
    columns_.figures.push_back({value, value_to});
    return static_cast<std::uint32_t>(columns_.figures.size());
  }
  std::string packed() const { return pack(columns_); }

 private:
  SearchColumns columns_;
  std::unordered_map<std::string_view, std::uint32_t> texts_;  // views of the rows, which outlive this
};

// One document on its way into rows.
class Making {
 public:
  Making(const Document& document, const nlp::Findings& findings, IndexedWords& words)
      : document_(document), findings_(findings), maker_(words) {
    rows_.title = document.title;
    rows_.language = findings.language;
    rows_.text = document.text;
    if (!document.text.empty()) rows_.text_digest = kept(extract::sha256_hex(document.text).substr(0, 32));
    rows_.pages = document.pages;
    rows_.warnings.assign(document.warnings.begin(), document.warnings.end());
    rows_.words.emplace_back();
    indexed_.emplace_back();
  }

  void passages() {
    const std::vector<Passage> passages = passages_of(document_);
    rows_.passages.reserve(passages.size());
    std::size_t next = 0;  // provision; both are in order of the text
    for (const Passage& passage : passages) {
      PassageRow row;
      row.language = passage.first_block < findings_.languages.size()
                         ? std::string_view(findings_.languages[passage.first_block])
                         : rows_.language;
      row.countries = kept(countries_in(passage.span, next));
      row.block = passage.block;
      row.page = page_of(passage.span);
      row.section = section_of(passage.first_block);
      row.where = passage.span;
      row.words = words_of(rows_.text_of(passage.span));
      row.about = words_of(heading_of(row.section));
      row.concepts = kept(names_of(indexed_[row.words].concepts));
      add_columns(row);
      rows_.passages.push_back(row);
    }
    rows_.passage_columns = kept(passage_columns_.packed());
  }

  void provisions() {
    for (const nlp::Provision& provision : findings_.provisions) {
      std::string id = nlp::provision_id(document_, provision);
      if (!ids_.insert(id).second) continue;  // the same statement, found by two rules: the first has it
      rows_.provisions.push_back(row_of(provision, std::move(id)));
      add_columns(rows_.provisions.back(), kind_of(provision));
    }
    rows_.provision_columns = kept(provision_columns_.packed());
  }

  DocumentRows take() { return std::move(rows_); }

 private:
  std::string_view kept(std::string text) {
    return text.empty() ? std::string_view() : rows_.made.emplace_back(std::move(text));
  }

  int page_of(Span span) const {
    const std::uint32_t index = extract::page_of(document_, span);
    return index < document_.pages.size() ? document_.pages[index].number : 1;
  }

  // The section of the headings above `block`; none at the top.
  std::uint32_t section_of(std::uint32_t block) {
    const std::uint32_t heading =
        block < document_.blocks.size() ? document_.blocks[block].heading : extract::none;
    if (heading == extract::none) return extract::none;
    if (const auto known = sections_.find(heading); known != sections_.end()) return known->second;
    std::vector<std::string> path;
    for (const std::uint32_t above : extract::heading_path(document_, block)) {
      path.emplace_back(extract::text_of(document_, document_.blocks[above].span));
    }
    const auto index = static_cast<std::uint32_t>(rows_.sections.size());
    SectionRow& section = rows_.sections.emplace_back();
    section.heading = kept(path.back());
    section.path = kept(joined(path, '\n'));
    section.concepts = kept(names_of(indexed_[words_of(section.heading)].concepts));
    return sections_[heading] = index;
  }

  std::string_view heading_of(std::uint32_t section) const {
    return section == extract::none ? std::string_view() : rows_.sections[section].heading;
  }

  // Countries of the provisions that begin in `span`, sorted; `next` moves on behind them.
  std::string countries_in(Span span, std::size_t& next) const {
    std::vector<std::string> all;
    const std::vector<nlp::Provision>& provisions = findings_.provisions;
    while (next < provisions.size() && provisions[next].where.begin < span.begin) ++next;
    for (; next < provisions.size() && provisions[next].where.begin < span.end; ++next) {
      for (std::string& country : countries_of(provisions[next])) all.push_back(std::move(country));
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return joined(all, ' ');
  }

  std::uint32_t passage_of(Span span) const {
    auto after = std::upper_bound(
        rows_.passages.begin(), rows_.passages.end(), span.begin,
        [](std::uint32_t at, const PassageRow& passage) { return at < passage.where.begin; });
    if (after == rows_.passages.begin() || !(--after)->where.contains(span.begin)) return extract::none;
    return static_cast<std::uint32_t>(after - rows_.passages.begin());
  }

  // The index of the words of `text`, which outlives the rows.
  std::uint32_t words_of(std::string_view text) {
    if (text.empty()) return 0;
    const auto [known, is_new] = words_.try_emplace(text, 0);
    if (!is_new) return known->second;
    if (IndexedWords::Indexed made = maker_.of(text); !made.words.empty()) {
      known->second = static_cast<std::uint32_t>(rows_.words.size());
      rows_.words.push_back(kept(std::move(made.words)));
      indexed_.push_back(std::move(made));
    }
    return known->second;
  }

  ProvisionRow row_of(const nlp::Provision& provision, std::string id) {
    ProvisionRow row;
    row.kind = nlp::kind_name(provision);
    row.language = provision.language;
    row.id = kept(std::move(id));
    row.rule = provision.rule;
    row.countries = kept(joined(countries_of(provision), ' '));
    row.boxes = kept(boxes_text(document_, extract::boxes_of(document_, provision.where)));
    row.passage = passage_of(provision.where);
    row.section = section_of(provision.block);
    row.page = page_of(provision.where);
    row.where = provision.where;
    row.context = provision.context;
    std::visit([&](const auto& what) { fill(row, what); }, provision.what);
    for (const nlp::Citation& cite : provision.cites) {
      const Span place = !cite.note.empty()        ? cite.note
                         : !cite.reference.empty() ? cite.reference
                                                   : cite.call;
      row.cites.push_back({cite.marker, cite.url, page_of(place), cite.call, cite.note, cite.reference});
    }
    const std::string_view quote = rows_.text_of(row.where);
    row.quote_words = words_of(quote);
    row.context_words = words_of(indexed_context(rows_.text_of(row.context), quote));
    std::string_view about = heading_of(row.section);
    if (adds_to_quote(row.counted, quote)) {
      about = kept(std::string(about).append(1, '\n').append(row.counted));
    }
    row.about_words = words_of(about);
    std::vector<std::uint32_t> concepts = indexed_[row.quote_words].concepts;
    for (const std::uint32_t words : {row.context_words, words_of(row.counted)}) {
      for (const std::uint32_t id : indexed_[words].concepts) {
        if (std::find(concepts.begin(), concepts.end(), id) == concepts.end()) concepts.push_back(id);
      }
    }
    row.concepts = kept(names_of(concepts));
    return row;
  }

  std::string names_of(const std::vector<std::uint32_t>& concepts) const {
    std::string names;
    for (const std::uint32_t id : concepts) {
      names.append(names.empty() ? "" : " ").append(maker_.concepts().name(id));
    }
    return names;
  }

  std::size_t places_of(std::initializer_list<std::uint32_t> words) const {
    std::size_t places = 0;
    for (const std::uint32_t index : words) places += indexed_[index].places;
    return places;
  }

  void add_columns(const PassageRow& row) {
    SearchRow columns;
    columns.kind = RowKind::passage;
    columns.language = passage_columns_.text(row.language);
    columns.countries = passage_columns_.text(row.countries);
    columns.concepts = passage_columns_.text(row.concepts);
    columns.page = at_most<std::uint16_t>(static_cast<std::size_t>(row.page));
    columns.places = at_most<std::uint16_t>(places_of({row.words, row.about}));
    columns.quote_concepts = columns.own_concepts =
        at_most<std::uint8_t>(indexed_[row.words].concepts.size());
    passage_columns_.add(columns);
  }

  void add_columns(const ProvisionRow& row, RowKind kind) {
    SearchRow columns;
    columns.kind = kind;
    columns.language = provision_columns_.text(row.language);
    columns.countries = provision_columns_.text(row.countries);
    columns.concepts = provision_columns_.text(row.concepts);
    columns.act = provision_columns_.text(row.act);
    columns.article = provision_columns_.text(row.article);
    columns.currency = provision_columns_.text(row.currency);
    if (row.years) {
      columns.year_first = at_most<std::uint16_t>(static_cast<std::size_t>(row.years->first));
      columns.year_last = at_most<std::uint16_t>(static_cast<std::size_t>(row.years->second));
    }
    if (row.value) {
      columns.figure = provision_columns_.figure(*row.value, row.value_to.value_or(*row.value));
      columns.measure =
          static_cast<std::uint8_t>(nlp::measure_named(row.measure).value_or(nlp::Measure::count));
    }
    columns.page = at_most<std::uint16_t>(static_cast<std::size_t>(row.page));
    columns.places = at_most<std::uint16_t>(places_of({row.quote_words, row.context_words, row.about_words}));
    columns.quote_concepts = at_most<std::uint8_t>(indexed_[row.quote_words].concepts.size());
    columns.own_concepts = at_most<std::uint8_t>(
        static_cast<std::size_t>(std::count(row.concepts.begin(), row.concepts.end(), ' ')) +
        (row.concepts.empty() ? 0 : 1));
    provision_columns_.add(columns);
  }

  static void fill(ProvisionRow& row, const nlp::Figure& figure) {
    row.years = years_of(figure.time);
    row.value = figure.value;
    row.value_to = figure.value_to;
    row.measure = nlp::name(figure.measure);
    row.currency = figure.currency;
    row.qualifier = nlp::name(figure.qualifier);
    row.time = figure.time;
    row.counted = figure.counted;
  }

  void fill(ProvisionRow& row, const nlp::Article& article) {
    row.act = nlp::name(article.act);
    row.act_name = article.act_name;
    row.country = article.country;
    row.article = article.article;
    row.part = article.part;
    row.point = article.point;
    row.canonical = kept(nlp::canonical(article));
  }

  void fill(ProvisionRow& row, const nlp::Recommendation& recommendation) {
    row.addressee = recommendation.addressee;
    row.modality = nlp::name(recommendation.modality);
    row.source = kept(joined(recommendation.source, ' '));
  }

  const Document& document_;
  const nlp::Findings& findings_;
  IndexedWords& maker_;
  DocumentRows rows_;
  std::unordered_map<std::uint32_t, std::uint32_t> sections_;  // by block of the nearest heading
  std::unordered_map<std::string_view, std::uint32_t> words_;  // by their text
  std::vector<IndexedWords::Indexed> indexed_;                 // beside rows_.words, which has their words
  Columns passage_columns_, provision_columns_;
  std::unordered_set<std::string> ids_;  // of the provisions made
};

}  // namespace

DocumentRows rows_of(const Document& document, const nlp::Findings& findings, IndexedWords& words) {
  Making making(document, findings, words);
  making.passages();
  making.provisions();
  return making.take();
}

}  // namespace proviso::store
