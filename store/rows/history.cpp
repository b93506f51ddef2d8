#include "store/rows/history.h"

#include <algorithm>

#include "store/rows/columns.h"
#include "store/rows/search_columns.h"

namespace proviso::store {

DocumentState present_state(const Connection& connection, std::int64_t document) {
  Statement find(
      connection,
      "SELECT s.id, s.run, s.read_in, s.since, s.ocr FROM documents d JOIN states s ON s.id = d.state "
      "WHERE d.id = ?");
  if (!find.first(document)) return {};
  return {find.integer(0), find.integer(1), find.integer(2), find.integer(3), ocr_mode(find.text(4))};
}

void begin_state(const Connection& connection, DocumentState& state, const std::string& sha256,
                 const std::string& path, std::size_t provisions) {
  Statement last(connection, "SELECT coalesce(max(until), 0) FROM states WHERE sha256 = ?");
  last.first(sha256);
  state.since = std::max(state.run, last.integer(0));
  Statement(
      connection,
      "INSERT INTO states (sha256, path, run, read_in, ocr, since, provisions) VALUES (?, ?, ?, ?, ?, ?, ?)")
      .run(sha256, path, state.run, state.read_in, ocr_name(state.ocr), state.since,
           static_cast<std::int64_t>(provisions));
  state.id = connection.last_row();
}

void end_state(const Connection& connection, std::int64_t document, std::int64_t run) {
  const DocumentState state = present_state(connection, document);
  Statement(connection, "UPDATE states SET until = ? WHERE id = ?").run(std::max(run, state.since), state.id);
  Statement(
      connection,
      "INSERT INTO past_provisions (state, since, text_id, kind, rule, language, page, \"begin\", \"end\", "
      "value, value_to, measure, currency, qualifier, time, counted, unsure, act, act_name, country, "
      "article, part, "
      "point, addressee, modality, source, countries, cites, quote) "
      "SELECT ?2, since, text_id, kind, rule, language, page, \"begin\", \"end\", "
      "value, value_to, measure, currency, qualifier, time, counted, unsure, act, act_name, country, "
      "article, part, "
      "point, addressee, modality, source, countries, "
      "coalesce((SELECT group_concat(c.marker, char(10)) FROM citations c WHERE c.provision = p.id), ''), "
      "quote FROM provisions p JOIN provision_texts t USING (id) WHERE " +
          rows_of_document("p.id", Table::provisions) +
          " AND since < ?3")  // what began in this run was never seen
      .run(document, state.id, std::max(run, state.since));
}

void take_back(const Connection& connection, std::int64_t document, const DocumentState& before) {
  // An id stands for kind, place and fields; the rest is compared.
  Statement(
      connection,
      "UPDATE provisions AS p SET since = o.since FROM past_provisions o, provision_texts t "
      "WHERE t.id = p.id AND " +
          rows_of_document("p.id", Table::provisions) +
          " AND o.state = ?2 AND o.text_id = p.text_id AND o.rule = p.rule AND "
          "o.language = p.language AND o.page = p.page AND o.quote = t.quote AND o.cites = "
          "coalesce((SELECT group_concat(c.marker, char(10)) FROM citations c WHERE c.provision = p.id), '')")
      .run(document, before.id);
  Statement(connection,
            "DELETE FROM past_provisions WHERE state = ?2 AND EXISTS (SELECT 1 FROM provisions p "
            "WHERE p.text_id = past_provisions.text_id AND p.since = past_provisions.since AND " +
                rows_of_document("p.id", Table::provisions) + ")")
      .run(document, before.id);
}

}  // namespace proviso::store
