#include <algorithm>
#include <map>

#include "app/output/document_output.h"
#include "app/output/json.h"
#include "extract/table_headers.h"
#include "nlp/citations/reference_list.h"

namespace proviso::app {

namespace {

using extract::Document;

int page_number(const Document& document, std::uint32_t page) { return document.pages.at(page).number; }

Json index_or_null(std::uint32_t index) { return index == extract::none ? Json(nullptr) : Json(index); }

Json pages_json(const Document& document, std::optional<int> only) {
  Json pages = Json::array();
  for (const extract::Page& page : document.pages) {
    if (only && page.number != *only) continue;
    pages.push_back({{"number", page.number},
                     {"label", page.label},
                     {"width", tenths(page.width)},
                     {"height", tenths(page.height)},
                     {"grade", name(page.grade)},
                     {"reason", text_or_null(page.reason)},
                     {"source", page.source == extract::Source::ocr ? "ocr" : "text"},
                     {"warnings", page.warnings}});
  }
  return pages;
}

// The cell of each block that is one.
std::map<std::uint32_t, const extract::Cell*> cells_by_block(const Document& document) {
  std::map<std::uint32_t, const extract::Cell*> cells;
  for (const extract::Table& table : document.tables) {
    for (const extract::Cell& cell : table.cells) {
      if (cell.block != extract::none) cells.emplace(cell.block, &cell);
    }
  }
  return cells;
}

Json blocks_json(const Document& document, std::optional<int> only) {
  const auto cells = cells_by_block(document);
  Json blocks = Json::array();
  for (std::uint32_t i = 0; i < document.blocks.size(); ++i) {
    const extract::Block& block = document.blocks[i];
    Json boxes = Json::array();
    bool touches = !only || page_number(document, block.page) == *only;
    for (const extract::PageBox& box : extract::boxes_of(document, block.span)) {
      const int page = page_number(document, box.page);
      touches = touches || page == *only;
      boxes.push_back(box_json(page, box.box));
    }
    if (!touches) continue;
    const auto cell = cells.find(i);
    const bool is_cell = cell != cells.end();
    blocks.push_back({{"kind", name(block.kind)},
                      {"page", page_number(document, block.page)},
                      {"text", extract::text_of(document, block.span)},
                      {"boxes", std::move(boxes)},
                      {"level", block.level == 0 ? Json(nullptr) : Json(block.level)},
                      {"table", index_or_null(block.table)},
                      {"row", is_cell ? Json(cell->second->row) : Json(nullptr)},
                      {"column", is_cell ? Json(cell->second->column) : Json(nullptr)}});
  }
  return blocks;
}

std::string_view block_text(const Document& document, std::uint32_t block) {
  return block == extract::none ? std::string_view()
                                : extract::text_of(document, document.blocks.at(block).span);
}

Json cell_json(const Document& document, const extract::TableHeaders& table, const extract::Cell& cell) {
  const extract::CellHeaders headers = table.of(cell);
  const auto texts = [&](const std::vector<const extract::Cell*>& cells) {
    Json list = Json::array();
    for (const extract::Cell* header : cells) list.push_back(block_text(document, header->block));
    return list;
  };
  return {{"row", cell.row},
          {"column", cell.column},
          {"row_span", cell.row_span},
          {"column_span", cell.column_span},
          {"header", cell.header},
          {"text", block_text(document, cell.block)},
          {"row_headers", texts(headers.row)},
          {"column_headers", texts(headers.column)},
          {"unit", text_or_null(headers.unit)}};
}

Json tables_json(const Document& document, std::optional<int> only) {
  Json tables = Json::array();
  for (const extract::Table& table : document.tables) {
    if (only && page_number(document, table.page) != *only) continue;
    Json cells = Json::array();
    const extract::TableHeaders headers(document, table);
    for (const extract::Cell& cell : table.cells) cells.push_back(cell_json(document, headers, cell));
    tables.push_back({{"page", page_number(document, table.page)},
                      {"caption", text_or_null(block_text(document, table.caption))},
                      {"source", text_or_null(block_text(document, table.source))},
                      {"rows", table.rows},
                      {"columns", table.columns},
                      {"cells", std::move(cells)}});
  }
  return tables;
}

// Where a note is called: the page, the box of the call and the words before it, which say it best.
Json call_json(const Document& document, const extract::Call& call) {
  constexpr std::uint32_t most = 40;  // bytes
  const std::uint32_t block = extract::block_at(document, call.at == 0 ? 0 : call.at - 1);
  std::uint32_t begin = block == extract::none ? call.at : document.blocks[block].span.begin;
  if (call.at - begin > most) {
    const std::size_t space = document.text.find(' ', call.at - most);
    begin = space == std::string::npos || space >= call.at ? call.at : static_cast<std::uint32_t>(space) + 1;
  }
  Json json = box_json(page_number(document, call.page), call.box);
  json["after"] = extract::text_of(document, {begin, call.at});
  return json;
}

Json notes_json(const Document& document, std::optional<int> only) {
  Json notes = Json::array();
  for (const extract::Note& note : document.notes) {
    if (only && page_number(document, note.page) != *only) continue;
    Json calls = Json::array();
    for (const extract::Call& call : note.calls) calls.push_back(call_json(document, call));
    notes.push_back({{"marker", note.marker},
                     {"page", page_number(document, note.page)},
                     {"text", text_or_null(block_text(document, note.block))},
                     {"called_from", std::move(calls)}});
  }
  return notes;
}

// The entries of reference lists and what they say.
Json references_json(const Document& document, std::optional<int> only) {
  Json references = Json::array();
  const nlp::ReferenceList list(document);
  for (const nlp::ReferenceList::Entry& entry : list.entries()) {
    const int page = page_number(document, extract::page_of(document, entry.span));
    if (only && page != *only) continue;
    references.push_back({{"page", page},
                          {"label", text_or_null(entry.says.label)},
                          {"authors", entry.says.authors},
                          {"year", text_or_null(entry.says.year)},
                          {"title", text_or_null(entry.says.title)},
                          {"pages", text_or_null(entry.says.pages)},
                          {"url", text_or_null(entry.says.url)},
                          {"text", extract::text_of(document, entry.span)}});
  }
  return references;
}

}  // namespace

std::string document_json(const Document& document, const std::string& file, std::optional<int> page) {
  const Json json = {{"document",
                      {{"sha256", document.sha256},
                       {"file", file},
                       {"title", text_or_null(document.title)},
                       {"pages", document.pages.size()},
                       {"warnings", document.warnings}}},
                     {"pages", pages_json(document, page)},
                     {"blocks", blocks_json(document, page)},
                     {"tables", tables_json(document, page)},
                     {"notes", notes_json(document, page)},
                     {"references", references_json(document, page)}};
  return line_of(json) + "\n";
}

}  // namespace proviso::app
