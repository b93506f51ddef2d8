// Countries side by side: which articles, acts and topics the documents have on them, and series of figures.
//
//   const Comparison table = store.compare({.by = CompareBy::figure, .what = {"entry bans"}});
//   for (const ComparedRow& row : table.rows) ...  // row.cells stand beside table.columns
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "nlp/provision.h"
#include "store/records.h"
#include "store/search.h"

namespace proviso::store {

enum class CompareBy {
  article,  // country by article: `what` are numbers of articles, "127.1"
  act,      // country by article of the acts of the classes `what`, "criminal_code"
  topic,    // country by topic: `what` are concepts by name or by any of their terms
  figure    // place by time: `what` are words that say what is counted, one series for all of them
};

struct CompareQuestion {
  CompareBy by = CompareBy::topic;
  std::vector<std::string> what = {};  // at least one
  Filters filters = {};                // `countries`: just these rows, in this order, empty ones too
};

// One provision in a cell: enough to say it and to find it.
struct Compared {
  std::string id = {}, kind = {};
  DocumentName document = {};
  int page = 1;
  std::string page_label = {};
  std::string quote = {};
  std::optional<nlp::Figure> figure = {};  // of figures
};

struct ComparedRow {
  std::vector<std::string> countries =
      {};  // ISO codes; several where a figure is about all of them; none: unknown
  std::vector<std::vector<Compared>> cells = {};  // beside Comparison::columns; empty: nothing is known
};

struct Comparison {
  std::vector<std::string> columns = {};  // articles, topics or times; "" for figures without a time
  std::vector<ComparedRow> rows = {};
  std::vector<Understood> understood = {};  // of the words asked for
};

}  // namespace proviso::store
