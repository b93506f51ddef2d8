// What Proviso finds: provisions. A provision is always tied to the words that state it.
// The meaning of every field is defined for users in rules/README.md; the words here are its values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "extract/document.h"

namespace proviso::nlp {

enum class Measure : std::uint8_t { count, percent, money };
enum class Qualifier : std::uint8_t { exact, about, over, under, at_least, up_to, between };
// Why a figure's value may be another.
enum class Doubt : std::uint8_t {
  none,
  decimal_mark  // "4.125": four thousand or four and an eighth; neither document nor language tells
};
enum class Act : std::uint8_t { criminal_code, other_code, law, treaty };
enum class Modality : std::uint8_t {
  should,
  shall,
  must,
  need,
  could,
  recommend,
  imperative,
  infinitive,
  other
};

// A quantity that the report asserts about the world.
struct Figure {
  double value = 0;                     // scale applied: "2 млн" is 2000000; "14.3%" is 14.3
  std::optional<double> value_to = {};  // ranges only
  Measure measure = Measure::count;
  std::string currency = {};  // ISO 4217, money only
  Qualifier qualifier = Qualifier::exact;
  std::string time =
      {};  // ISO 8601, shortened: "2018", "2018-11", "2014/2017", "2019-01/2019-06"; may be empty
  std::vector<std::string> place = {};  // ISO 3166-1 alpha-2, in order of mention
  std::string counted = {};             // the noun phrase counted, as written
  Doubt unsure = Doubt::none;
};

// A reference to one numbered provision of a legal act.
struct Article {
  Act act = Act::criminal_code;
  std::string act_name = {};  // as written; laws and treaties
  std::string country = {};   // ISO 3166-1 alpha-2; empty for treaties
  std::string article = {};   // "127.1", "132-2"
  std::string part = {};      // "2"
  std::string point = {};     // "a"
};

// An action that the report urges somebody to take.
struct Recommendation {
  std::string addressee = {};             // as written; may be empty
  std::vector<std::string> country = {};  // ISO 3166-1 alpha-2
  Modality modality = Modality::other;
  std::vector<std::string> source = {};  // who recommends where the report names them behind the words ("...
                                         // (Norway);"): ISO 3166-1 alpha-2, in order
};

// What a statement rests on: a note, a numbered or an author-year reference.
struct Citation {
  std::string marker = {};  // "27", "[8]", "IOM (2015)"
  extract::Span call =
      {};  // where it is called: a span of the text, or empty (at the call's offset) for a raised call
  extract::Span note = {};       // the note's text; empty if there is none
  extract::Span reference = {};  // the entry of the reference list it resolves to; empty if none
  std::string url = {};          // the first URL of the note or the entry; may be empty
};

struct Provision {
  std::variant<Figure, Article, Recommendation> what = {};
  extract::Span where = {};    // its quote; lies within one block
  extract::Span context = {};  // the sentence or the table row that holds it
  std::uint32_t block = 0;     // index of the block that holds `where`
  std::string rule = {};       // name of the rule that found it
  std::string language = {};   // of the sentence, ISO 639-1; "und" if unknown
  std::vector<Citation> cites = {};
};

// All that nlp says about a document. `languages` has one ISO 639-1 code for each block.
struct Findings {
  std::string language = {};  // of the document: that of most of its text; "und" if unknown
  std::vector<std::string> languages = {};
  std::vector<Provision> provisions = {};  // ordered by where.begin, then where.end, then kind
};

// "figure", "article", "recommendation".
std::string_view kind_name(const Provision& provision);

// The names used in rules, exports and the store: "at_least", "criminal_code", ... and back
// (nullopt for an unknown name).
std::string_view name(Measure);
std::string_view name(Qualifier);
std::string_view name(Doubt);  // "" for none, "decimal_mark"
std::string_view name(Act);
std::string_view name(Modality);
std::optional<Measure> measure_named(std::string_view);
std::optional<Qualifier> qualifier_named(std::string_view);
Doubt doubt_named(std::string_view);  // none for an unknown name
std::optional<Act> act_named(std::string_view);
std::optional<Modality> modality_named(std::string_view);

// "RU/criminal_code/127.1"; "-/treaty/5" where there is no country.
std::string canonical(const Article& article);

// Stable identity: "f-", "a-" or "r-" and 16 hex digits, a hash of the document's hash, kind, span and
// fields. Two runs over the same file with the same rules give the same ids.
std::string provision_id(const extract::Document& document, const Provision& provision);

}  // namespace proviso::nlp
