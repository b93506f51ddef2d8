#include "extract/text/paragraphs.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "extract/page/utf8.h"

namespace proviso::extract {
namespace {

// Shares of the font size unless said otherwise.
constexpr float wide_leading = 1.28F;  // of the usual leading: a wider gap begins a block
constexpr float indent = 0.8F;
constexpr float size_change = 0.07F;
constexpr float far_from_edge = 0.2F;  // of the column's width

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view first_text(const Line& line) {
  return line.words.empty() ? std::string_view() : std::string_view(line.words.front().text);
}

// The last word that is text, not a call.
std::string_view last_text(const Line& line) {
  for (std::size_t i = line.words.size(); i-- > 0;) {
    if (!line.words[i].call) return line.words[i].text;
  }
  return {};
}

char32_t first_letter(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_character(text, at);
    if (u_isalnum(static_cast<UChar32>(c))) return c;
  }
  return 0;
}

bool starts_lower(const Line& line) {
  const char32_t c = first_letter(first_text(line));
  return c != 0 && u_islower(static_cast<UChar32>(c));
}

bool ends_sentence(const Line& line) {
  std::string_view text = last_text(line);
  constexpr std::string_view closers[] = {"\"", ")", "]", "»", "”", "’", "'", "“"};
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view closer : closers) {
      if (text.ends_with(closer)) text.remove_suffix(closer.size()), again = true;
    }
  }
  if (text.empty()) return true;
  const char32_t c = last_character(text);
  return c == '.' || c == '!' || c == '?' || c == ':' || c == ';' || c == 0x2026 || c == 0x589;
}

bool ends_in_hyphen(const Line& line) {
  const char32_t c = last_character(last_text(line));
  return c == '-' || c == 0xAD;
}

bool is_bullet(std::string_view text) {
  std::size_t at = 0;
  const char32_t c = text.empty() ? 0 : next_character(text, at);
  if (at != text.size()) return false;  // more than one character
  // Symbol fonts, also those whose codes are taken for half-width signs of East Asian type.
  if ((c >= 0xE000 && c <= 0xF8FF) || (c >= 0xFF61 && c <= 0xFFDC)) return true;
  constexpr std::u32string_view bullets = U"•●○◦▪▫■□◆◇►▸➢➤✓✔‣⁃∙·";
  return bullets.find(c) != bullets.npos;
}

bool is_dash(std::string_view text) { return text == "-" || text == "–" || text == "—" || text == "−"; }

// "1.", "12)", "(a)", "б)", "iv.", "1.2.", "124.19"
bool is_list_number(std::string_view text) {
  if (text.size() < 2 || text.size() > 9) return false;
  const bool open = text.front() == '(';
  const char last = text.back();
  std::string_view body = text;
  if (open) body.remove_prefix(1);
  const bool closed = last == ')' || last == '.';
  if (closed) body.remove_suffix(1);
  if (open && last != ')') return false;
  if (body.empty()) return false;
  if (is_digit(body.front())) {
    if (!std::all_of(body.begin(), body.end(), [](char c) { return is_digit(c) || c == '.'; })) return false;
    const std::size_t dot = body.find('.');
    if (dot == body.npos) return closed && body.size() <= 3;
    return dot <= 3 && body.size() - dot <= 4 && (closed || body.size() - dot <= 3);
  }
  if (!closed) return false;
  std::size_t at = 0, letters = 0;
  bool roman = true;
  while (at < body.size()) {
    const char32_t c = next_character(body, at);
    if (!u_isalpha(static_cast<UChar32>(c))) return false;
    roman = roman && (c == 'i' || c == 'v' || c == 'x');
    ++letters;
  }
  return roman ? letters <= 5 : letters == 1 && last == ')';
}

// Does the line leave a bracket open? Then "5)" closes it and begins no item.
bool leaves_open(const Line& line) {
  std::ptrdiff_t open = 0;
  for (const PageWord& word : line.words) {
    open += std::count(word.text.begin(), word.text.end(), '(') -
            std::count(word.text.begin(), word.text.end(), ')');
  }
  return open > 0;
}

// A dash at a line's start may belong to the sentence: "(2003 г.) | – 18 лет". An item begins further in, or
// behind an item or what leads on to it.
bool ends_before_dash(const Line& above, const Line& line) {
  const char32_t last = last_character(last_text(above));
  return last == ':' || last == ';' || last == ',' ||
         (ends_sentence(above) &&
          (line.box.x0 > above.box.x0 + indent * line.size || is_dash(first_text(above))));
}

const Line& last_line(const BlockLayout& block) { return *block.lines.back().line; }
const Line& first_line(const BlockLayout& block) { return *block.lines.front().line; }

bool all_bold(const Line& line) { return line.bold; }

// Is it nothing but numbers, as beside the axes of a chart?
bool is_label(const Line& line) {
  const auto is_number = [](const PageWord& word) {
    return word.text.find_first_not_of("0123456789.,%-+") == word.text.npos;
  };
  if (!is_digit(first_text(line).empty() ? ' ' : first_text(line).front())) return false;
  return line.words.size() <= 6 && std::all_of(line.words.begin(), line.words.end(), is_number) &&
         !is_list_number(first_text(line));
}

// Would the first word of `line` still have fitted at the end of `above`? Then the break was meant.
bool broken_early(const Line& above, const Line& line, float right) {
  const float room = right - above.box.x1;
  const float need = line.words.front().box.width() + 0.35F * line.size;
  return room > need + 0.5F * line.size;
}

// Index of the first of the block's lines that stand in one column with its last line: a block may have run
// on over a column's or page's end.
std::size_t begin_of_column(const BlockLayout& block) {
  const PlacedLine& last = block.lines.back();
  std::size_t first = block.lines.size() - 1;
  while (first > 0 && block.lines[first - 1].sheet == last.sheet &&
         block.lines[first - 1].line->zone == last.line->zone &&
         block.lines[first - 1].line->column == last.line->column) {
    --first;
  }
  return first;
}

// The right edge that the block's lines run to; a narrow block in a wide column has its own.
float right_edge(const BlockLayout& block) {
  const std::size_t first = begin_of_column(block);
  float right = 0;
  for (std::size_t i = first; i < block.lines.size(); ++i)
    right = std::max(right, block.lines[i].line->box.x1);
  return block.lines.size() - first >= 3 ? right : last_line(block).right;
}

bool style_changes(const Line& above, const Line& line) {
  if (std::abs(line.size - above.size) > size_change * above.size) return true;
  if (all_bold(line) == all_bold(above)) return false;
  // A bold run inside a paragraph may fill a line; a heading's line stops early or starts a sentence.
  return !starts_lower(line) && above.box.x1 < above.right - 2 * above.size;
}

// An item or a paragraph whose lines hang to the right of its first line.
bool hangs(const BlockLayout& block) {
  if (block.lines.size() < 2 || begin_of_column(block) > 0) return false;
  return block.lines[1].line->box.x0 > first_line(block).box.x0 + indent * first_line(block).size;
}

}  // namespace

std::size_t bullet_words(const Line& line) {
  return line.words.size() > 1 && is_bullet(first_text(line)) ? 1 : 0;
}

bool begins_item(const Line& line) {
  if (line.words.size() < 2) return false;
  const std::string_view first = first_text(line);
  if (is_bullet(first) || is_list_number(first)) return true;
  return is_dash(first) && line.words[1].box.x0 - line.words[0].box.x1 > 0.1F * line.size;
}

bool begins_block(const BlockLayout& block, const Line& line, const BodyStyle& body) {
  const Line& above = last_line(block);
  if (block.lines.size() == 1 && is_label(above)) return true;
  const float distance = line.baseline - above.baseline;
  const float usual = std::abs(line.size - body.size) < 0.3F ? body.leading : 1.25F * line.size;
  const float limit = wide_leading * std::max(usual, 1.1F * line.size);
  if (distance > limit || distance < -0.5F * line.size) return true;
  if (style_changes(above, line)) return true;
  const bool item = begins_item(line);
  const bool early = broken_early(above, line, right_edge(block));
  if (item &&
      (is_bullet(first_text(line)) || ((is_dash(first_text(line)) ? ends_before_dash(above, line) || early
                                                                  : ends_sentence(above) || early) &&
                                       !leaves_open(above))))
    return true;
  if (starts_lower(line) && !ends_sentence(above)) return false;
  if (ends_in_hyphen(above)) return false;
  const float shift = line.box.x0 - above.box.x0;
  // A paragraph of an item may have an indent of its own.
  if (hangs(block) && shift > 0.5F * indent * line.size && ends_sentence(above) && early) return true;
  if (hangs(block))
    return shift < -indent * line.size && line.box.x0 < first_line(block).box.x0 + indent * line.size;
  if (shift > indent * line.size && block.lines.size() > 1 && (ends_sentence(above) || early)) return true;
  // Without the end of a sentence only a line that stops far from the edge ends a block: ragged lines vary.
  const bool far = right_edge(block) - above.box.x1 > far_from_edge * (line.right - line.left);
  return early && (ends_sentence(above) || (far && !starts_lower(line)));
}

bool runs_on(const BlockLayout& block, const BlockLayout& next) {
  const Line& above = last_line(block);
  const Line& line = first_line(next);
  if (std::abs(line.size - above.size) > size_change * above.size) return false;
  if (above.italic != line.italic || above.bold != line.bold) return false;
  if (ends_in_hyphen(above)) return true;
  if (ends_sentence(above)) return false;
  if (starts_lower(line)) return true;
  return !begins_item(line) && !broken_early(above, line, above.right);
}

}  // namespace proviso::extract
