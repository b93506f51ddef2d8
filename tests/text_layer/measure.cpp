// Breaks the text layers of good pages in several ways, as bad producers of PDFs do, and prints how many
// of the broken pages are found and how many of the whole ones are taken for broken.
//
// Usage: text_layer_measure [PDF|FOLDER]...
// Without paths: ../shared/reports-real and ../shared/reports if they are there, and corpus/. Files whose
// names begin with "badlayer" count as broken as they are. Pages with fewer than 200 letters are not broken.
#include <unicode/uchar.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "extract/page/glyphs.h"
#include "extract/page/text_layer.h"
#include "extract/page/words.h"
#include "extract/read.h"

namespace {

using namespace proviso::extract;
namespace fs = std::filesystem;

constexpr int letters_to_break = 200;

bool is_letter(char32_t c) { return u_isalpha(static_cast<UChar32>(c)) != 0; }
bool is_latin(char32_t c) { return (c | 0x20) >= U'a' && (c | 0x20) <= U'z'; }
bool is_cyrillic(char32_t c) { return c >= 0x410 && c < 0x450; }

// A broken page; no glyphs if the break does not apply to its alphabet.
using Break = std::function<GlyphPage(GlyphPage)>;

template <typename Change>
Break each_letter(Change change) {
  return [change](GlyphPage page) {
    for (Glyph& glyph : page.glyphs) {
      if (is_letter(glyph.character)) glyph.character = change(glyph.character);
    }
    return page;
  };
}

// A break for pages most of whose letters satisfy `fits`.
template <typename Fits>
Break only(Fits fits, Break inner) {
  return [fits, inner](GlyphPage page) {
    const auto count = std::count_if(page.glyphs.begin(), page.glyphs.end(),
                                     [&](const Glyph& glyph) { return fits(glyph.character); });
    if (count < letters_to_break) return GlyphPage();
    return inner(std::move(page));
  };
}

char32_t shifted(char32_t c, char32_t by) {
  if (is_latin(c)) return (c & ~0x1FU) + ((c & 0x1F) - 1 + by) % 26 + 1;
  if (is_cyrillic(c)) return 0x410 + ((c - 0x410) & ~0x1FU) + ((c - 0x410 + by) & 0x1F);
  return c;
}

// Letters exchanged one for one, by a permutation drawn with a fixed seed.
Break shuffled(unsigned seed) {
  std::vector<char32_t> latin(26), cyrillic(32);
  for (char32_t i = 0; i < 26; ++i) latin[i] = i;
  for (char32_t i = 0; i < 32; ++i) cyrillic[i] = i;
  std::mt19937 random(seed);
  const auto shuffle = [&](std::vector<char32_t>& letters) {
    for (std::size_t i = letters.size(); i > 1; --i) std::swap(letters[i - 1], letters[random() % i]);
  };
  shuffle(latin);
  shuffle(cyrillic);
  return each_letter([latin, cyrillic](char32_t c) -> char32_t {
    if (is_latin(c)) return (c & ~0x1FU) + latin[(c & 0x1F) - 1] + 1;
    if (is_cyrillic(c)) return 0x410 + ((c - 0x410) & ~0x1FU) + cyrillic[(c - 0x410) & 0x1F];
    return c;
  });
}

// Every `nth` glyph becomes U+FFFD, as where one of several fonts lost its ToUnicode map.
Break dropped(std::size_t nth) {
  return [nth](GlyphPage page) {
    for (std::size_t i = 0; i < page.glyphs.size(); i += nth) {
      if (page.glyphs[i].character > 0x20) page.glyphs[i].character = 0xFFFD;
    }
    return page;
  };
}

// Random symbols and digits in place of a quarter of the letters: poor recognition.
GlyphPage noisy(GlyphPage page) {
  constexpr std::u32string_view marks = U"[]{}|!?#%$0123456789^~=<>";
  std::mt19937 random(7);
  for (Glyph& glyph : page.glyphs) {
    if (is_letter(glyph.character) && random() % 4 == 0) glyph.character = marks[random() % marks.size()];
  }
  return page;
}

// The second half of the page's glyphs is broken.
Break half(Break inner) {
  return [inner](GlyphPage page) {
    const GlyphPage broken = inner(page);
    for (std::size_t i = page.glyphs.size() / 2; i < page.glyphs.size(); ++i)
      page.glyphs[i] = broken.glyphs[i];
    return page;
  };
}

struct Way {
  const char* name;
  Break apply;
  int pages = 0, bad = 0, part = 0;  // part: left out though the page is not bad
};

std::vector<Way> ways() {
  const Break codes =
      each_letter([](char32_t c) -> char32_t { return is_cyrillic(c) ? U':' + (c - 0x410) : c; });
  const Break bytes =
      each_letter([](char32_t c) -> char32_t { return is_cyrillic(c) ? 0xC0 + (c - 0x410) : c; });
  return {
      {"no ToUnicode", dropped(1)},
      {"no ToUnicode for a fifth", dropped(5)},
      {"private use", each_letter([](char32_t c) -> char32_t { return 0xF000 + (c & 0xFF); })},
      {"ToUnicode shifted by 1", each_letter([](char32_t c) -> char32_t { return shifted(c, 1); })},
      {"ToUnicode shifted by 3", each_letter([](char32_t c) -> char32_t { return shifted(c, 3); })},
      {"codes 29 off, as of bare glyph numbers",
       only(is_latin, each_letter([](char32_t c) -> char32_t { return is_latin(c) ? c - 29 : c; }))},
      {"Cyrillic under Latin codes", only(is_cyrillic, codes)},
      {"Cyrillic bytes read as Latin-1", only(is_cyrillic, bytes)},
      {"letters shuffled (1)", shuffled(1)},
      {"letters shuffled (2)", shuffled(2)},
      {"letters shuffled on half the page", half(shuffled(3))},
      {"a quarter of the letters symbols", noisy},
  };
}

std::vector<fs::path> pdfs_in(const std::vector<fs::path>& paths) {
  std::vector<fs::path> files;
  for (const fs::path& path : paths) {
    if (fs::is_regular_file(path)) files.push_back(path);
    if (!fs::is_directory(path)) continue;
    for (const auto& entry : fs::directory_iterator(path)) {
      if (entry.path().extension() == ".pdf") files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

int letters_on(const GlyphPage& page) {
  return static_cast<int>(std::count_if(page.glyphs.begin(), page.glyphs.end(), [](const Glyph& glyph) {
    return is_latin(glyph.character) || is_cyrillic(glyph.character);
  }));
}

}  // namespace

int main(int count, char** arguments) {
  std::vector<fs::path> paths(arguments + 1, arguments + count);
  if (paths.empty()) {
    const fs::path top = PROVISO_SOURCE_DIR;
    paths = {top / "../shared/reports-real", top / "../shared/reports", top / "corpus"};
  }
  std::vector<Way> all = ways();
  Way real{"broken as published", {}};
  int whole = 0, whole_bad = 0, whole_poor = 0;
  for (const fs::path& file : pdfs_in(paths)) {
    std::ifstream in(file, std::ios::binary);
    const std::string content((std::istreambuf_iterator<char>(in)), {});
    const auto source = open_poppler(content);
    const bool broken = file.filename().string().starts_with("badlayer");
    for (int number = 1; number <= source->page_count(); ++number) {
      const GlyphPage page = source->page(number);
      const auto judged = [](const GlyphPage& some) { return judge_text_layer(words_of(some)); };
      if (page.glyphs.empty()) continue;
      const Grade found = judged(page).grade;
      if (broken) {
        ++real.pages;
        real.bad += found == Grade::bad;
        continue;
      }
      ++whole;
      whole_bad += found == Grade::bad;
      whole_poor += found == Grade::poor;
      if (found != Grade::good) {
        std::printf("whole, yet %s: %s page %d\n", found == Grade::bad ? "bad" : "poor",
                    file.filename().c_str(), number);
      }
      if (letters_on(page) < letters_to_break) continue;
      for (Way& way : all) {
        const GlyphPage changed = way.apply(page);
        if (changed.glyphs.empty()) continue;
        const TextLayerVerdict now = judged(changed);
        ++way.pages;
        way.bad += now.grade == Grade::bad;
        way.part += now.grade != Grade::bad && !now.garbled.empty();
      }
    }
  }
  all.push_back(real);
  int pages = 0, bad = 0;
  std::printf("%-42s %7s %7s %7s %7s\n", "broken", "pages", "bad", "part", "found");
  for (const Way& way : all) {
    std::printf("%-42s %7d %7d %7d %7.3f\n", way.name, way.pages, way.bad, way.part,
                way.pages == 0 ? 0.0 : static_cast<double>(way.bad + way.part) / way.pages);
    pages += way.pages;
    bad += way.bad + way.part;
  }
  std::printf("whole pages: %d, of them graded bad %d, poor %d\n", whole, whole_bad, whole_poor);
  std::printf("found, as bad or in part: recall %.3f (%d of %d broken), precision %.4f\n",
              static_cast<double>(bad) / pages, bad, pages, static_cast<double>(bad) / (bad + whole_bad));
}
