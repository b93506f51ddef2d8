#include "extract/layout/notes.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string_view>

#include "extract/layout/note_calls.h"
#include "extract/layout/note_markers.h"
#include "extract/page/utf8.h"
#include "extract/text/wording.h"

namespace proviso::extract {
namespace {

constexpr float small_type = 0.96F;  // of the body's font size
constexpr float note_gap = 2.2F;     // of the font size: a wider gap ends the notes
constexpr float same_type = 0.6F;    // points: the type of one note

// The marker with which a line would begin a note; empty if it begins none.
struct Opening {
  std::string marker = {};
  bool raised = false;
  bool item = false;  // "1)": more likely an item of a list
};

Opening opening_of(const Line& line) {
  if (line.words.size() < 2) return {};
  const std::string_view text = without_punctuation(line.words.front().text);
  if (line.words.front().raised) return {is_marker(text) ? std::string(text) : std::string(), true, false};
  const bool plain = (is_number_marker(text) && text.size() <= 3) || is_symbol_marker(text);
  return {plain ? std::string(text) : std::string(), false, line.words.front().text.ends_with(')')};
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
    if (!rule.horizontal() || length < 30 || length > std::max(0.75F * width, 0.3F * part.sheet.width) ||
        rule.y0 < 0.2F * part.sheet.height)
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

// Does `line` go on with the note whose last line is `above`?
bool goes_on(const Line& above, const Line& line) {
  return line.baseline - above.baseline <= note_gap * line.size &&
         std::abs(line.size - above.size) < same_type;
}

bool starts_lower(const Line& line) {
  std::size_t at = 0;
  return u_islower(static_cast<UChar32>(next_character(line.words.front().text, at))) != 0;
}

bool ends_sentence(const Line& line) {
  const char32_t last = last_character(line.words.back().text);
  return last == '.' || last == '!' || last == '?';
}

// The notes read so far, as far as the next ones depend on them.
struct NotesSoFar {
  std::string last = {};  // marker of the last note that was numbered or lettered
  std::size_t page = 0;   // where its last line stands
  float size = 0;         // of its type
  bool ended = true;      // its last line ends a sentence

  void take(const Line& line, std::size_t on_page) {
    page = on_page;
    size = line.size;
    ended = line.words.empty() || ends_sentence(line);
  }
};

// Which lines stand in a list of references: from its heading to the next one in larger type.
class ReferenceRegion {
 public:
  explicit ReferenceRegion(const BodyStyle& body) : body_(body) {}

  // Lines come in reading order.
  bool holds(const Line& line) {
    if (line.table != none) return open_;
    if (open_ ? line.size >= heading_type * body_.size : true) open_ = heads_references(title_of(line));
    return open_;
  }

 private:
  static constexpr float heading_type = 1.1F;  // of the body's size

  static std::string title_of(const Line& line) {
    constexpr std::size_t most_words = 8;
    std::string title;
    for (const PageWord& word : line.words) {
      if (word.raised || line.words.size() > most_words) continue;
      title += (title.empty() ? "" : " ") + word.text;
    }
    return title;
  }

  const BodyStyle& body_;
  bool open_ = false;
};

// The notes at the foot of one column.
class Foot {
 public:
  Foot(SheetLayout& part, std::vector<Line*> column, const BodyStyle& body, std::size_t page,
       ReferenceRegion& references)
      : column_(std::move(column)), body_(body), page_(page) {
    for (const Line* line : column_) in_references_.push_back(references.holds(*line));
    const float rule = footnote_rule(part, column_);
    below_rule_ = column_.size();
    while (below_rule_ > 0 && column_[below_rule_ - 1]->table == none &&
           column_[below_rule_ - 1]->box.bottom > rule &&
           column_[below_rule_ - 1]->size <= 1.02F * body.size) {
      --below_rule_;
    }
    first_ = std::min(small_foot(column_, body.size), below_rule_);
  }

  void mark(const std::set<std::string>& called, NotesSoFar& so_far) {
    const Line* note = nullptr;  // last line of the open note
    for (std::size_t i = first_; i < column_.size(); ++i) {
      Line& line = *column_[i];
      Opening opening = opening_of(line);
      if (begins(opening, i, note != nullptr, called, so_far)) {
        if (!is_symbol_marker(opening.marker)) so_far.last = opening.marker;
        begin_note(line, std::move(opening.marker));
      } else if ((note != nullptr && goes_on(*note, line)) || is_rest(i, so_far)) {
        line.role = Role::note;
      } else {
        note = nullptr;
        continue;
      }
      note = &line;
      so_far.take(line, page_);
    }
  }

 private:
  // A number at a line's start is a note's if this page or the one before calls it, or if it goes on counting
  // where notes stand: years, numbered paragraphs in small type and tables of contents do not.
  bool begins(const Opening& opening, std::size_t i, bool open, const std::set<std::string>& called,
              const NotesSoFar& so_far) const {
    if (opening.marker.empty() || (opening.item && i < below_rule_)) return false;
    // Entries of a list are numbered too, in the same small type.
    if (in_references_[i] && !opening.raised && i < below_rule_) return false;
    if (is_symbol_marker(opening.marker) || called.count(opening.marker) > 0) return true;
    const bool next = follows_marker(opening.marker, so_far.last);
    if (opening.raised) return next || i >= below_rule_ || opening.marker == "1" || opening.marker == "a";
    return next && (open || i >= below_rule_);
  }

  // Is line `i` the rest of the last note of the column or page before?
  bool is_rest(std::size_t i, const NotesSoFar& so_far) const {
    const Line& line = *column_[i];
    if (i != below_rule_ || so_far.last.empty() || so_far.page + 1 < page_) return false;
    if (line.size > small_type * body_.size || std::abs(line.size - so_far.size) >= same_type) return false;
    if (begins_source(text_of(line))) return false;
    if (!so_far.ended || starts_lower(line)) return true;
    return std::any_of(
        column_.begin() + static_cast<std::ptrdiff_t>(i), column_.end(), [&](const Line* below) {
          return below->table == none && follows_marker(opening_of(*below).marker, so_far.last);
        });
  }

  std::vector<Line*> column_;
  const BodyStyle& body_;
  std::size_t page_;
  std::vector<bool> in_references_ = {};  // by index in column_
  std::size_t first_ = 0;                 // index of the first line that may be a note's
  std::size_t below_rule_ = 0;            // index of the first line below the footnote rule
};

// Notes below a table or a box: small lines with a raised marker, or with a symbol
// that the page calls, anywhere; and the small lines that follow.
void mark_raised_notes(const std::vector<Line*>& column, const BodyStyle& body,
                       const std::set<std::string>& called) {
  const Line* open = nullptr;
  std::string last;
  for (Line* line : column) {
    if (line->role == Role::note) return;
    const bool small = line->table == none && line->size <= small_type * body.size;
    Opening opening = small ? opening_of(*line) : Opening();
    const bool symbol = is_symbol_marker(opening.marker), known = called.count(opening.marker) > 0;
    const bool begins =
        !opening.marker.empty() &&
        (opening.raised ? symbol || known || follows_marker(opening.marker, last) : symbol && known);
    if (begins) {
      last = opening.marker;
      begin_note(*line, std::move(opening.marker));
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

}  // namespace

void mark_notes(std::vector<PageLayout>& pages, const BodyStyle& body) {
  NotesSoFar so_far;
  ReferenceRegion references(body);
  std::set<std::string> waiting;  // called on the page before, without a note there
  for (std::size_t i = 0; i < pages.size(); ++i) {
    if (pages[i].sheets.empty()) continue;
    const std::set<std::string> own = markers_called_on(pages[i]);
    std::set<std::string> called = own;
    called.insert(waiting.begin(), waiting.end());
    SheetLayout& part = pages[i].sheets.front();
    for (const std::vector<Line*>& column : text_columns(part)) {
      Foot(part, column, body, i, references).mark(called, so_far);
      mark_raised_notes(column, body, called);
    }
    waiting = own;
    for (const Line& line : part.lines) waiting.erase(line.marker);
  }
  mark_calls(pages);
}

}  // namespace proviso::extract
