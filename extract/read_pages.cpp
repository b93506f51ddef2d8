#include "extract/read_pages.h"

#include <algorithm>
#include <map>

#include "extract/layout/aligned_tables.h"
#include "extract/layout/contents.h"
#include "extract/layout/furniture.h"
#include "extract/layout/labels.h"
#include "extract/layout/notes.h"
#include "extract/layout/page_layout.h"
#include "extract/page/garbage.h"
#include "extract/page/text_layer.h"
#include "extract/page/utf8.h"
#include "extract/text/blocks.h"
#include "extract/text/title.h"
#include "extract/text/write_document.h"

namespace proviso::extract {
namespace {

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

PageLayout lay_out_judged(const GlyphPage& glyphs, std::vector<PageWord> words, TextLayerVerdict verdict,
                          Source from) {
  const bool hidden =
      std::any_of(words.begin(), words.end(), [](const PageWord& word) { return word.hidden; });
  if (verdict.grade == Grade::bad) {
    words.clear();
  } else if (verdict.suspects || hidden || !verdict.garbled.empty()) {
    leave_out_garbage(words, verdict.garbled);
  }
  Page page{.number = glyphs.number,
            .width = glyphs.width,
            .height = glyphs.height,
            .grade = verdict.grade,
            .reason = std::move(verdict.reason),
            .source = from,
            .warnings = glyphs.warnings};
  if (glyphs.cut_short && page.grade == Grade::good) {
    page.grade = Grade::poor;
    page.reason = glyphs.warnings.front();
  }
  return lay_out(std::move(page), glyphs, std::move(words));
}

PageLayout read_page(GlyphSource& source, int number) {
  const GlyphPage glyphs = source.page(number);
  std::vector<PageWord> words = words_of(glyphs);
  TextLayerVerdict verdict = judge(glyphs, words);
  return lay_out_judged(glyphs, std::move(words), std::move(verdict), Source::text);
}

// Puts the recognised page in the place of the page read from its text layer, if anything is recognised.
void recognise_page(GlyphSource& source, const PageReading& reading, const Alphabets& seen,
                    PageLayout& page) {
  GlyphPage glyphs = source.page(page.page.number);
  std::vector<PageWord> words = reading.recognise(glyphs, seen);
  if (words.empty()) return;
  if (glyphs.fonts.empty()) glyphs.fonts.emplace_back();  // recognised words have font 0
  TextLayerVerdict verdict = judge_text_layer(words);
  page = lay_out_judged(glyphs, std::move(words), std::move(verdict), Source::ocr);
}

Alphabets alphabets_of(const std::vector<PageLayout>& pages) {
  Alphabets seen;
  for (const PageLayout& page : pages) {
    if (page.page.grade == Grade::bad) continue;
    for (const SheetLayout& part : page.sheets) {
      for (const Line& line : part.lines) {
        for (const PageWord& word : line.words) seen.add(word.text);
      }
    }
  }
  return seen;
}

std::vector<PageLayout> read_all(GlyphSource& source, const PageReading& reading) {
  std::vector<PageLayout> pages;
  const int count = source.page_count();
  int done = 0;
  const auto report = [&] {
    if (reading.progress) reading.progress(done, count);
  };
  report();
  std::vector<std::size_t> waiting;  // for recognition
  for (int number = 1; number <= count; ++number) {
    pages.push_back(read_page(source, number));
    if (reading.recognise && (pages.back().page.grade == Grade::bad || reading.recognise_all)) {
      waiting.push_back(pages.size() - 1);
    } else {
      ++done;
      report();
    }
  }
  const Alphabets seen = waiting.empty() ? Alphabets() : alphabets_of(pages);
  for (const std::size_t index : waiting) {
    recognise_page(source, reading, seen, pages[index]);
    ++done;
    report();
  }
  return pages;
}

void warn_of_bad_pages(Document& document) {
  std::size_t bad = 0;
  for (const Page& page : document.pages) bad += page.grade == Grade::bad;
  if (bad == 0) return;
  document.warnings.push_back(std::to_string(bad) + " of " + std::to_string(document.pages.size()) +
                              " pages have no usable text layer");
}

// "text outside the page was left out (pages 3, 4)"; why pages are poor; how many are bad.
void warn_of_pages(Document& document) {
  warn_of_bad_pages(document);
  std::map<std::string, std::vector<int>> pages;
  for (const Page& page : document.pages) {
    for (const std::string& warning : page.warnings) pages[warning].push_back(page.number);
    const bool said =
        std::find(page.warnings.begin(), page.warnings.end(), page.reason) != page.warnings.end();
    if (page.grade == Grade::poor && !said) pages[page.reason].push_back(page.number);
  }
  for (const auto& [warning, numbers] : pages) {
    document.warnings.push_back(warning + " (" + page_list(numbers) + ")");
  }
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

void Alphabets::add(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t letter = next_character(text, at);
    latin += (letter | 0x20) >= U'a' && (letter | 0x20) <= U'z';
    cyrillic += letter >= 0x400 && letter < 0x530;
  }
}

Document read_pages(GlyphSource& source, const PageReading& reading) {
  std::vector<PageLayout> pages = read_all(source, reading);
  std::vector<std::string> labels;
  for (const PageLayout& page : pages) labels.push_back(source.page_label(page.page.number));
  mark_contents(pages);
  for (PageLayout& page : pages) take_aligned_tables(page);
  mark_furniture(pages, labels);
  const BodyStyle body = body_style(pages);
  mark_notes(pages, body);
  for (PageLayout& page : pages) mark_labels(page, body);

  Document document;
  for (const PageLayout& page : pages) document.pages.push_back(page.page);
  write_document(blocks_of(pages, body, source.bookmarks()), document);
  document.title = title_of(document, source.title());
  warn_of_pages(document);
  warn_of_notes(document, true, "called nowhere");
  warn_of_notes(document, false, "called but not found");
  return document;
}

}  // namespace proviso::extract
