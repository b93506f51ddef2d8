#include <algorithm>
#include <array>

#include "app/output/document_output.h"
#include "app/output/terminal_text.h"

namespace proviso::app {

namespace {

using extract::Block;
using extract::BlockKind;
using extract::Document;

std::string page_head(const extract::Page& page) {
  std::string head = "== page " + std::to_string(page.number);
  if (!page.label.empty() && page.label != std::to_string(page.number))
    head += " (printed " + page.label + ")";
  head += std::string(", ") + std::string(name(page.grade));
  if (!page.reason.empty()) head += ": " + page.reason;
  if (page.source == extract::Source::ocr) head += ", read by OCR";
  return for_terminal_line(head) + " ==\n";
}

std::string marker_of(const Document& document, std::uint32_t block) {
  const auto note = std::find_if(document.notes.begin(), document.notes.end(),
                                 [&](const extract::Note& candidate) { return candidate.block == block; });
  return note == document.notes.end() ? "" : note->marker;
}

// What stands before a block's text and shows its kind.
std::string mark_of(const Document& document, std::uint32_t index) {
  const Block& block = document.blocks[index];
  switch (block.kind) {
    case BlockKind::heading:
      return std::string(std::max<std::size_t>(1, block.level), '#') + " ";
    case BlockKind::item:
      return std::string(2 * static_cast<std::size_t>(std::max(0, block.level - 1)), ' ') + "- ";
    case BlockKind::note:
      return "[" + marker_of(document, index) + "] ";
    case BlockKind::paragraph:
      return "";
    default:
      return "(" + std::string(name(block.kind)) + ") ";
  }
}

// The block's text, with the notes it calls put back in brackets.
std::string with_calls(const Document& document, extract::Span span) {
  std::vector<std::pair<std::uint32_t, std::string>> calls;
  for (const extract::Note& note : document.notes) {
    for (const extract::Call& call : note.calls) {
      if (call.at > span.begin && call.at <= span.end) calls.emplace_back(call.at, note.marker);
    }
  }
  std::stable_sort(calls.begin(), calls.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::string text;
  std::uint32_t from = span.begin;
  for (const auto& [at, marker] : calls) {
    text += std::string(extract::text_of(document, {from, at})) + "[^" + marker + "]";
    from = at;
  }
  return text + std::string(extract::text_of(document, {from, span.end}));
}

std::string table_text(const Document& document, const extract::Table& table) {
  std::string text;
  for (int row = 0; row < table.rows; ++row) {
    text += "|";
    for (const extract::Cell& cell : table.cells) {
      if (cell.row != row) continue;
      if (cell.block != extract::none)
        text += " " + with_calls(document, document.blocks.at(cell.block).span);
      text += " |";
    }
    text += "\n";
  }
  return text;
}

}  // namespace

std::string_view name(BlockKind kind) {
  constexpr std::array<std::string_view, 10> names{"heading", "paragraph", "item",  "cell",      "note",
                                                   "caption", "running",   "aside", "reference", "label"};
  return names.at(static_cast<std::size_t>(kind));
}

std::string_view name(extract::Grade grade) {
  constexpr std::array<std::string_view, 3> names{"good", "poor", "bad"};
  return names.at(static_cast<std::size_t>(grade));
}

std::string document_text(const Document& document, std::optional<int> only) {
  std::string text;
  std::vector<bool> table_shown(document.tables.size());
  std::uint32_t index = 0;
  for (std::uint32_t page = 0; page < document.pages.size(); ++page) {
    const bool wanted = !only || document.pages[page].number == *only;
    if (wanted) text += page_head(document.pages[page]);
    for (; index < document.blocks.size() && document.blocks[index].page <= page; ++index) {
      const Block& block = document.blocks[index];
      if (!wanted) continue;
      if (block.kind != BlockKind::cell) {
        text += for_terminal(mark_of(document, index) + with_calls(document, block.span)) + "\n";
      } else if (block.table < table_shown.size() && !table_shown[block.table]) {
        table_shown[block.table] = true;
        text += for_terminal(table_text(document, document.tables[block.table]));
      }
    }
    if (wanted && !only) text += "\n";
  }
  for (const std::string& warning : document.warnings) {
    if (!only) text += for_terminal_line("warning: " + warning) + "\n";
  }
  return text;
}

}  // namespace proviso::app
