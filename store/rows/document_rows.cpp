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

// Of a table's row each cell's figure has the row's first cell, its label: the row as a whole is a passage. A
// context that only repeats the quote is none.
Span searched_context(std::string_view text, Span context, Span quote) {
  if (context == quote) return {};
  const std::string_view words = text.substr(context.begin, context.size());
  return {context.begin,
          context.begin + static_cast<std::uint32_t>(std::min(words.find('\n'), words.size()))};
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
  void add(const SearchRow& row, const SearchPlaces& places) {
    columns_.rows.push_back(row);
    columns_.places.push_back(places);
  }
  void add(const SearchRow& row, std::size_t provisions) {
    columns_.rows.push_back(row);
    columns_.provisions.push_back(static_cast<std::uint32_t>(provisions));
  }
  std::uint32_t figure(double value, double value_to) {
    columns_.figures.push_back({value, value_to});
    return static_cast<std::uint32_t>(columns_.figures.size());
  }
  const SearchColumns& columns() const { return columns_; }

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
  }

  void all() {
    const std::vector<nlp::Provision>& provisions = findings_.provisions;
    std::size_t next = 0;  // provision; they and the passages are in the order of the text
    for (const Passage& passage : passages_of(document_, provisions)) {
      begin(passage);
      while (next < provisions.size() && provisions[next].where.begin < passage.span.begin) ++next;
      for (; next < provisions.size() && provisions[next].where.begin < passage.span.end; ++next) {
        std::string id = nlp::provision_id(document_, provisions[next]);
        if (!ids_.insert(id).second) continue;  // the same statement, found by two rules: the first has it
        add(provisions[next], std::move(id));
      }
      end();
    }
    rows_.passage_columns = kept(pack(passage_columns_.columns()));
    rows_.provision_columns = kept(pack(provision_columns_.columns()));
    rows_.passage_words = store::words_of(passage_columns_.columns());
    rows_.provision_words = store::words_of(provision_columns_.columns());
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
    IndexedWords::Indexed words = maker_.of(section.heading);
    section.concepts = kept(names_of(words.concepts));
    section.words = kept(std::move(words.words));
    heading_places_.push_back(words.places.size());
    return sections_[heading] = index;
  }

  void begin(const Passage& passage) {
    PassageRow& row = rows_.passages.emplace_back();
    row.language = passage.first_block < findings_.languages.size()
                       ? std::string_view(findings_.languages[passage.first_block])
                       : rows_.language;
    row.block = passage.block;
    row.page = page_of(passage.span);
    row.section = section_of(passage.first_block);
    row.where = passage.span;
    here_ = {};
    here_.words = maker_.of(rows_.text_of(passage.span));
    here_.concepts = here_.words.concepts;
    here_.first_provision = rows_.provisions.size();
  }

  // What can be told when the provisions of the passage at the back are there.
  void end() {
    PassageRow& row = rows_.passages.back();
    std::vector<std::string>& countries = here_.countries;
    std::sort(countries.begin(), countries.end());
    countries.erase(std::unique(countries.begin(), countries.end()), countries.end());
    row.countries = kept(joined(countries, ' '));
    row.counted = kept(joined(here_.counted, '\n'));
    row.concepts = kept(names_of(here_.concepts));
    add_columns(row);
    row.words = kept(std::move(here_.words.words));
    row.counted_words = kept(std::move(here_.counted_words));
  }

  // A provision of the passage at the back.
  void add(const nlp::Provision& provision, std::string id) {
    ProvisionRow row;
    row.kind = nlp::kind_name(provision);
    row.language = provision.language;
    row.id = kept(std::move(id));
    row.rule = provision.rule;
    std::vector<std::string> countries = countries_of(provision);
    row.countries = kept(joined(countries, ' '));
    std::move(countries.begin(), countries.end(), std::back_inserter(here_.countries));
    row.boxes = kept(boxes_text(document_, extract::boxes_of(document_, provision.where)));
    row.passage = static_cast<std::uint32_t>(rows_.passages.size() - 1);
    row.page = page_of(provision.where);
    row.where = provision.where;
    row.context = provision.context.empty() ? provision.where : provision.context;
    std::visit([&](const auto& what) { fill(row, what); }, provision.what);
    for (const nlp::Citation& cite : provision.cites) {
      const Span place = !cite.note.empty()        ? cite.note
                         : !cite.reference.empty() ? cite.reference
                                                   : cite.call;
      row.cites.push_back({cite.marker, cite.url, page_of(place), cite.call, cite.note, cite.reference});
    }
    add_columns(row, kind_of(provision));
    rows_.provisions.push_back(std::move(row));
  }

  std::string names_of(const std::vector<std::uint32_t>& concepts) const {
    std::string names;
    for (const std::uint32_t id : concepts) {
      names.append(names.empty() ? "" : " ").append(maker_.concepts().name(id));
    }
    return names;
  }

  // Words of the passage at the back that have bytes of `span`.
  WordRange words_in(Span span) const {
    const std::vector<Span>& places = here_.words.places;
    const std::uint32_t from = rows_.passages.back().where.begin;
    if (span.empty()) return {};
    const auto first = std::partition_point(places.begin(), places.end(),
                                            [&](Span word) { return word.end + from <= span.begin; });
    const auto last =
        std::partition_point(first, places.end(), [&](Span word) { return word.begin + from < span.end; });
    return {at_most<std::uint16_t>(static_cast<std::size_t>(first - places.begin())),
            at_most<std::uint16_t>(static_cast<std::size_t>(last - places.begin()))};
  }

  // Words of what is counted, which the passage gets as a line of its own if it has none with it yet.
  WordRange counted_words(std::string_view counted) {
    const auto known = std::find(here_.counted.begin(), here_.counted.end(), counted);
    const auto at = static_cast<std::size_t>(known - here_.counted.begin());
    if (known != here_.counted.end()) return here_.counted_places[at];
    const IndexedWords::Indexed words = maker_.of(counted);
    const std::size_t last = here_.counted_last + words.places.size();
    const WordRange range = {at_most<std::uint16_t>(here_.counted_last), at_most<std::uint16_t>(last)};
    here_.counted_last = last;
    here_.counted.emplace_back(counted);
    here_.counted_places.push_back(range);
    if (!words.words.empty()) {
      here_.counted_words.append(here_.counted_words.empty() ? words.words : ' ' + words.words.substr(1));
    }
    for (const std::uint32_t id : words.concepts) add_once(id, here_.concepts);
    return range;
  }

  static void add_once(std::uint32_t id, std::vector<std::uint32_t>& ids) {
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  }

  void add_concepts(WordRange range, std::vector<std::uint32_t>& concepts) const {
    for (const ConceptTags::Found& found : here_.words.found) {
      if (range.contains(static_cast<int>(found.first), static_cast<int>(found.last))) {
        add_once(found.id, concepts);
      }
    }
  }

  std::size_t heading_places(std::uint32_t section) const {
    return section == extract::none ? 0 : heading_places_[section];
  }

  void add_columns(const PassageRow& row) {
    SearchRow columns;
    columns.kind = RowKind::passage;
    columns.language = passage_columns_.text(row.language);
    columns.countries = passage_columns_.text(row.countries);
    const std::vector<std::uint32_t>& own = here_.words.concepts;
    columns.concepts =
        passage_columns_.text(own.size() == here_.concepts.size() ? row.concepts : kept(names_of(own)));
    columns.page = at_most<std::uint16_t>(static_cast<std::size_t>(row.page));
    columns.places = at_most<std::uint16_t>(here_.words.places.size() + heading_places(row.section));
    columns.quote_concepts = at_most<std::uint8_t>(own.size());
    columns.own_concepts = at_most<std::uint8_t>(here_.concepts.size());
    passage_columns_.add(columns, rows_.provisions.size() - here_.first_provision);
  }

  void add_columns(const ProvisionRow& row, RowKind kind) {
    const Span context = searched_context(rows_.text, row.context, row.where);
    SearchPlaces places = {.quote = words_in(row.where), .context = words_in(context)};
    const auto has_counted = [&](Span span) {
      return rows_.text_of(span).find(row.counted) != std::string_view::npos;
    };
    std::vector<std::uint32_t> concepts;
    add_concepts(places.quote, concepts);
    SearchRow columns;
    columns.quote_concepts = at_most<std::uint8_t>(concepts.size());
    add_concepts(places.context, concepts);
    if (!row.counted.empty() && !has_counted(row.where) && !has_counted(context)) {
      places.counted = counted_words(row.counted);
      for (const std::uint32_t id : maker_.of(row.counted).concepts) add_once(id, concepts);
    }
    columns.own_concepts = at_most<std::uint8_t>(concepts.size());
    columns.kind = kind;
    columns.language = provision_columns_.text(row.language);
    columns.countries = provision_columns_.text(row.countries);
    columns.concepts = provision_columns_.text(kept(names_of(concepts)));
    columns.act = provision_columns_.text(row.act);
    columns.article = provision_columns_.text(row.article);
    columns.currency = provision_columns_.text(row.currency);
    if (const auto years = years_of(row.time)) {
      columns.year_first = at_most<std::uint16_t>(static_cast<std::size_t>(years->first));
      columns.year_last = at_most<std::uint16_t>(static_cast<std::size_t>(years->second));
    }
    if (row.value) {
      columns.figure = provision_columns_.figure(*row.value, row.value_to.value_or(*row.value));
      columns.measure =
          static_cast<std::uint8_t>(nlp::measure_named(row.measure).value_or(nlp::Measure::count));
    }
    columns.page = at_most<std::uint16_t>(static_cast<std::size_t>(row.page));
    std::size_t words = heading_places(rows_.passages.back().section);
    for (const WordRange range : {places.quote, places.context, places.counted}) {
      words += static_cast<std::size_t>(range.last - range.first);
    }
    columns.places = at_most<std::uint16_t>(words);
    provision_columns_.add(columns, places);
  }

  static void fill(ProvisionRow& row, const nlp::Figure& figure) {
    row.value = figure.value;
    row.value_to = figure.value_to;
    row.measure = nlp::name(figure.measure);
    row.currency = figure.currency;
    row.qualifier = nlp::name(figure.qualifier);
    row.time = figure.time;
    row.counted = figure.counted;
    row.unsure = nlp::name(figure.unsure);
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
  std::vector<std::size_t> heading_places_;                    // beside rows_.sections
  // Of the passage at the back.
  struct Here {
    IndexedWords::Indexed words = {};
    std::vector<std::uint32_t> concepts = {};  // of its text, then of what is counted
    std::vector<std::string> countries = {};   // of its provisions
    std::vector<std::string> counted = {};     // lines, with the words of each
    std::vector<WordRange> counted_places = {};
    std::string counted_words = {};
    std::size_t counted_last = 0;  // how many words there are
    std::size_t first_provision = 0;
  };
  Here here_;
  Columns passage_columns_, provision_columns_;
  std::unordered_set<std::string> ids_;  // of the provisions made
};

}  // namespace

bool is_provision_id(std::string_view id) {
  return id.size() == 18 && id[1] == '-' && std::all_of(id.begin() + 2, id.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

DocumentRows rows_of(const Document& document, const nlp::Findings& findings, IndexedWords& words) {
  Making making(document, findings, words);
  making.all();
  return making.take();
}

}  // namespace proviso::store
