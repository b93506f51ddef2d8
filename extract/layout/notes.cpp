#include "extract/layout/notes.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string_view>

#include "extract/text/wording.h"

namespace proviso::extract {
namespace {

constexpr float small_type = 0.96F;  // of the body's font size
constexpr float note_gap = 2.2F;     // of the font size: a wider gap ends the notes
constexpr int most_notes = 2000;     // a larger number is no marker

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_number(std::string_view text) {
  return !text.empty() && text.size() <= 4 && std::all_of(text.begin(), text.end(), is_digit) &&
         std::stoi(std::string(text)) <= most_notes && text.front() != '0';
}

bool is_symbol(std::string_view text) {
  if (text == "†" || text == "‡" || text == "§") return true;
  return !text.empty() && text.size() <= 4 && text.find_first_not_of('*') == text.npos;
}

bool is_marker(std::string_view text) {
  const bool letter = text.size() == 1 && text.front() >= 'a' && text.front() <= 'z';
  return is_number(text) || is_symbol(text) || letter;
}

std::string_view without_punctuation(std::string_view text) {
  while (!text.empty() && std::string_view(".,;:)]").find(text.back()) != text.npos) text.remove_suffix(1);
  while (!text.empty() && std::string_view("([").find(text.front()) != text.npos) text.remove_prefix(1);
  return text;
}

// The marker with which a note's first line begins; empty if it does not begin one.
std::string raised_marker(const Line& line) {
  if (line.words.size() < 2 || !line.words.front().raised) return {};
  const std::string_view text = without_punctuation(line.words.front().text);
  return is_marker(text) ? std::string(text) : std::string();
}
std::string plain_marker(const Line& line) {
  if (line.words.size() < 2) return {};
  const std::string_view text = without_punctuation(line.words.front().text);
  return (is_number(text) && text.size() <= 3) || is_symbol(text) ? std::string(text) : std::string();
}

void begin_note(Line& line, std::string marker) {
  line.role = Role::note;
  line.marker = std::move(marker);
  line.words.erase(line.words.begin());
}

// y of a footnote rule: a horizontal line in the lower part of the page that begins at a column's left
// edge and spans only a part of the column, with nothing but small type below it. Page height if none.
float footnote_rule(const SheetLayout& part, const std::vector<Line*>& column) {
  float best = part.sheet.height;
  if (column.empty()) return best;
  const float left = column.front()->left, width = std::max(column.front()->right - left, 100.0F);
  for (const RuledLine& rule : part.sheet.lines) {
    const float length = rule.x1 - rule.x0;
    if (!rule.horizontal() || length < 30 || length > 0.75F * width || rule.y0 < 0.2F * part.sheet.height)
      continue;
    if (std::abs(rule.x0 - left) > 12) continue;
    const auto in_table = std::any_of(part.tables.begin(), part.tables.end(), [&](const TableLayout& table) {
      return rule.y0 >= table.box.top - 2 && rule.y0 <= table.box.bottom + 2;
    });
    if (!in_table) best = std::min(best, rule.y0);
  }
  return best;
}

// Lines of one column of a sheet that are text, top to bottom.
std::vector<std::vector<Line*>> text_columns(SheetLayout& part) {
  std::map<std::pair<int, int>, std::vector<Line*>> columns;
  for (Line& line : part.lines) {
    if (line.role == Role::text) columns[{line.zone, line.column}].push_back(&line);
  }
  std::vector<std::vector<Line*>> result;
  for (auto& [place, lines] : columns) result.push_back(std::move(lines));
  return result;
}

// Index of the first line of the small type at the column's foot.
std::size_t small_foot(const std::vector<Line*>& column, float size) {
  std::size_t first = column.size();
  while (first > 0 && column[first - 1]->table == none && column[first - 1]->size <= small_type * size)
    --first;
  return first;
}

// The plain numbers of notes rise one by one; a year at a line's start does not.
bool follows(const std::string& marker, const std::string& last) {
  if (!is_number(marker) || !is_number(last)) return true;
  const int step = std::stoi(marker) - std::stoi(last);
  return step >= 1 && step <= 2;
}

// Does `line` go on with the note whose last line is `above`?
bool goes_on(const Line& above, const Line& line) {
  return line.baseline - above.baseline <= note_gap * line.size && std::abs(line.size - above.size) < 0.6F;
}

void mark_foot(SheetLayout& part, const std::vector<Line*>& column, const BodyStyle& body,
               std::string& last) {
  const float rule = footnote_rule(part, column);
  const std::size_t small = small_foot(column, body.size);
  std::size_t below_rule = column.size();
  while (below_rule > 0 && column[below_rule - 1]->table == none &&
         column[below_rule - 1]->box.bottom > rule && column[below_rule - 1]->size <= 1.02F * body.size) {
    --below_rule;
  }
  const std::size_t first = std::min(small, below_rule);
  const Line* note = nullptr;  // last line of the open note
  for (std::size_t i = first; i < column.size(); ++i) {
    Line& line = *column[i];
    std::string marker = raised_marker(line);
    if (marker.empty()) {
      marker = plain_marker(line);
      const bool first_below_rule = i == below_rule;
      if (!first_below_rule && marker != "1" && !follows(marker, last)) marker.clear();
    }
    if (!marker.empty()) {
      last = marker;
      begin_note(line, std::move(marker));
      note = &line;
    } else if (note != nullptr && goes_on(*note, line)) {
      line.role = Role::note;
      note = &line;
    } else if (i == below_rule && !last.empty() && line.size <= small_type * body.size &&
               !begins_source(text_of(line))) {
      line.role = Role::note;  // the rest of the last note of the page before
      note = &line;
    } else {
      note = nullptr;
    }
  }
}

// Notes below a table or a box: small lines with a raised marker anywhere, and the small lines that follow.
void mark_raised_notes(const std::vector<Line*>& column, const BodyStyle& body) {
  const Line* open = nullptr;
  for (Line* line : column) {
    if (line->role == Role::note) return;
    const bool small = line->table == none && line->size <= small_type * body.size;
    std::string marker = small ? raised_marker(*line) : std::string();
    if (!marker.empty()) {
      begin_note(*line, std::move(marker));
      open = line;
    } else if (open != nullptr && small && std::abs(line->size - open->size) < 0.3F &&
               line->baseline - open->baseline < 1.4F * line->size) {
      line->role = Role::note;
      open = line;
    } else {
      open = nullptr;
    }
  }
}

// Visits every line of a page: running text and table cells.
template <typename Visit>
void each_line(PageLayout& page, Visit visit) {
  for (SheetLayout& part : page.sheets) {
    for (Line& line : part.lines) {
      if (line.table != none) {
        for (CellLayout& cell : part.tables[line.table].cells) {
          for (Line& cell_line : cell.lines) visit(cell_line);
        }
      } else if (line.role != Role::running) {
        visit(line);
      }
    }
  }
}

// A raised 2 or 3 behind one of these is a unit of area or volume.
bool is_unit(std::string_view text) {
  for (const std::string_view unit : {"m", "km", "cm", "м", "км", "см", "dm", "дм"}) {
    if (text.ends_with(unit) && (text.size() == unit.size() || is_digit(text[text.size() - unit.size() - 1])))
      return true;
  }
  return false;
}

struct Candidate {
  PageWord* word;
  int first, last;    // numbers named
  bool after_number;  // stands on a number, as the raised digits of articles do (127¹)
};

// Raised numbers that no note on their page explains but that count up one by one, most of them behind
// words, are calls all the same: their notes stand at the end of the document, or are missing.
void mark_sequences(const std::vector<Candidate>& candidates) {
  constexpr std::size_t least = 4;
  for (std::size_t i = 0; i < candidates.size();) {
    std::size_t end = i + 1;
    std::size_t after_numbers = candidates[i].after_number;
    while (end < candidates.size() && candidates[end].first == candidates[end - 1].last + 1) {
      after_numbers += candidates[end].after_number;
      ++end;
    }
    if (end - i >= least && after_numbers * 2 < end - i) {
      for (; i < end; ++i) candidates[i].word->call = true;
    }
    i = end;
  }
}

void mark_calls(std::vector<PageLayout>& pages) {
  std::vector<Candidate> unexplained;
  for (PageLayout& page : pages) {
    std::set<std::string> known;
    each_line(page, [&](Line& line) {
      if (!line.marker.empty()) known.insert(line.marker);
    });
    each_line(page, [&](Line& line) {
      for (std::size_t i = 0; i < line.words.size(); ++i) {
        PageWord& word = line.words[i];
        if (!word.raised) continue;
        const std::vector<std::string> markers = markers_of(word);
        if (markers.empty()) continue;
        if (i > 0 && is_unit(line.words[i - 1].text) && (word.text == "2" || word.text == "3")) continue;
        if (std::all_of(markers.begin(), markers.end(),
                        [&](const auto& marker) { return known.count(marker) > 0; })) {
          word.call = true;
        } else if (is_number(markers.front()) && is_number(markers.back())) {
          const bool after_number = i > 0 && is_digit(line.words[i - 1].text.back());
          unexplained.push_back({&word, std::stoi(markers.front()), std::stoi(markers.back()), after_number});
        }
      }
    });
  }
  mark_sequences(unexplained);
}

}  // namespace

std::string endnote_marker(const Line& line) {
  if (line.words.size() < 2) return {};
  const std::string_view text = without_punctuation(line.words.front().text);
  return is_number(text) ? std::string(text) : std::string();
}

std::vector<std::string> markers_of(const PageWord& call) {
  std::vector<std::string> markers;
  std::string_view rest = without_punctuation(call.text);
  while (!rest.empty()) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    const std::string_view marker = without_punctuation(rest.substr(0, comma));
    if (!is_marker(marker)) return {};
    markers.emplace_back(marker);
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return markers;
}

void mark_notes(std::vector<PageLayout>& pages, const BodyStyle& body) {
  std::string last;
  for (PageLayout& page : pages) {
    if (page.sheets.empty()) continue;
    SheetLayout& part = page.sheets.front();
    for (const std::vector<Line*>& column : text_columns(part)) {
      mark_foot(part, column, body, last);
      mark_raised_notes(column, body);
    }
  }
  mark_calls(pages);
}

}  // namespace proviso::extract
