#include "extract/read_pages.h"

#include <algorithm>
#include <map>

#include "extract/layout/furniture.h"
#include "extract/layout/notes.h"
#include "extract/layout/page_layout.h"
#include "extract/page/text_layer.h"
#include "extract/text/blocks.h"
#include "extract/text/title.h"
#include "extract/text/write_document.h"

namespace proviso::extract {
namespace {

// What was left out of pages, with the numbers of the pages.
using PageWarnings = std::map<std::string, std::vector<int>>;

// "page 3", "pages 3, 4, 5 and 12 more"
std::string page_list(const std::vector<int>& numbers) {
  constexpr std::size_t most = 5;
  std::string list = numbers.size() == 1 ? "page " : "pages ";
  for (std::size_t i = 0; i < std::min(most, numbers.size()); ++i) {
    if (i > 0) list += ", ";
    list += std::to_string(numbers[i]);
  }
  if (numbers.size() > most) list += " and " + std::to_string(numbers.size() - most) + " more";
  return list;
}

TextLayerVerdict judge(const GlyphPage& glyphs, const std::vector<PageWord>& words) {
  if (!words.empty()) return judge_text_layer(words);
  if (glyphs.has_images) return {Grade::bad, "a picture without text"};
  return {Grade::good, {}};  // an empty page
}

PageLayout read_page(GlyphSource& source, int number, const PageReading& reading, PageWarnings& warnings) {
  GlyphPage glyphs = source.page(number);
  for (const std::string& warning : glyphs.warnings) warnings[warning].push_back(number);
  std::vector<PageWord> words = words_of(glyphs);
  TextLayerVerdict verdict = judge(glyphs, words);
  Page page{.number = number, .width = glyphs.width, .height = glyphs.height};
  if (reading.recognise && (verdict.grade == Grade::bad || reading.recognise_all)) {
    std::vector<PageWord> recognised = reading.recognise(glyphs);
    if (!recognised.empty()) {
      words = std::move(recognised);
      if (glyphs.fonts.empty()) glyphs.fonts.emplace_back();  // recognised words have font 0
      verdict = judge_text_layer(words);
      page.source = Source::ocr;
    }
  }
  page.grade = verdict.grade;
  page.reason = verdict.reason;
  if (glyphs.cut_short && page.grade == Grade::good) {
    page.grade = Grade::poor;
    page.reason = glyphs.warnings.front();
  }
  if (page.grade == Grade::bad) words.clear();
  return lay_out(std::move(page), glyphs, std::move(words));
}

void warn_of_bad_pages(Document& document) {
  std::size_t bad = 0;
  for (const Page& page : document.pages) bad += page.grade == Grade::bad;
  if (bad == 0) return;
  document.warnings.push_back(std::to_string(bad) + " of " + std::to_string(document.pages.size()) +
                              " pages have no usable text layer");
}

// "2 notes called nowhere: 6 (page 2), 40 (page 161)"
void warn_of_notes(Document& document, bool printed, const std::string& what) {
  constexpr std::size_t most_named = 10;
  std::size_t count = 0;
  std::string named;
  for (const Note& note : document.notes) {
    if (printed ? !note.calls.empty() : note.block != none) continue;
    if (++count > most_named) continue;
    named += (count == 1 ? ": " : ", ") + note.marker + " (page " +
             std::to_string(document.pages[note.page].number) + ")";
  }
  if (count == 0) return;
  if (count > most_named) named += " and others";
  document.warnings.push_back(std::to_string(count) + (count == 1 ? " note " : " notes ") + what + named);
}

}  // namespace

Document read_pages(GlyphSource& source, const PageReading& reading) {
  std::vector<PageLayout> pages;
  std::vector<std::string> labels;
  PageWarnings warnings;
  const int count = source.page_count();
  if (reading.progress) reading.progress(0, count);
  for (int number = 1; number <= count; ++number) {
    pages.push_back(read_page(source, number, reading, warnings));
    labels.push_back(source.page_label(number));
    if (reading.progress) reading.progress(number, count);
  }
  mark_furniture(pages, labels);
  const BodyStyle body = body_style(pages);
  mark_notes(pages, body);

  Document document;
  for (const PageLayout& page : pages) document.pages.push_back(page.page);
  write_document(blocks_of(pages, body), document);
  document.title = title_of(document, source.title());
  warn_of_bad_pages(document);
  for (const auto& [warning, numbers] : warnings) {
    document.warnings.push_back(warning + " (" + page_list(numbers) + ")");
  }
  warn_of_notes(document, true, "called nowhere");
  warn_of_notes(document, false, "called but not found");
  return document;
}

}  // namespace proviso::extract
