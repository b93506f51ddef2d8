#include "extract/layout/note_calls.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <optional>
#include <string_view>

#include "extract/layout/note_markers.h"
#include "extract/page/utf8.h"

namespace proviso::extract {
namespace {

constexpr std::size_t longest_table = 20;  // pages: how far above its end a table may call its notes

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Visits every line of a page that is not furniture.
template <typename Page, typename Visit>
void each_line(Page& page, Visit visit) {
  for (auto& part : page.sheets) {
    for (auto& line : part.lines) {
      if (line.table != none) {
        for (auto& cell : part.tables[line.table].cells) {
          for (auto& cell_line : cell.lines) visit(cell_line);
        }
      } else if (line.role != Role::running && line.role != Role::contents) {
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

// A raised word that may call a note.
struct Candidate {
  PageWord* word;
  std::vector<std::string> markers;
  std::size_t page;   // index
  bool after_number;  // stands on a number, as the raised digits of articles do (127¹, 364-1)

  bool is_number() const { return is_number_marker(markers.front()) && is_number_marker(markers.back()); }
  int first() const { return std::stoi(markers.front()); }
  int last() const { return std::stoi(markers.back()); }
};

// Raised numbers that no note explains but that count up one by one, most of them behind words, are calls
// all the same: their notes stand at the end of the document, or are missing. With `explained`, calls that
// have a note count too.
void mark_sequences(const std::vector<Candidate>& all, bool explained) {
  constexpr std::size_t least = 4;
  std::vector<const Candidate*> candidates;
  for (const Candidate& candidate : all) {
    if (candidate.is_number() && (explained || !candidate.word->call)) candidates.push_back(&candidate);
  }
  for (std::size_t i = 0; i < candidates.size();) {
    std::size_t end = i + 1;
    std::size_t after_numbers = candidates[i]->after_number;
    while (end < candidates.size() && candidates[end]->first() == candidates[end - 1]->last() + 1) {
      after_numbers += candidates[end]->after_number;
      ++end;
    }
    if (end - i >= least && after_numbers * 2 < end - i) {
      for (; i < end; ++i) candidates[i]->word->call = true;
    }
    i = end;
  }
}

bool stands_on_number(const Line& line, std::size_t i) {
  if (i == 0) return false;
  std::string_view text = line.words[i - 1].text;
  if (text == "-" && i > 1) text = line.words[i - 2].text;
  if (text.ends_with('-')) text.remove_suffix(1);
  return !text.empty() && is_digit(text.back());
}

// What is known of the notes of one page.
struct PageNotes {
  std::set<std::string> printed = {};
  std::set<std::string> called = {};  // of those, the ones that the page itself calls
};

PageNotes notes_on(PageLayout& page) {
  PageNotes notes;
  each_line(page, [&](const Line& line) {
    if (!line.marker.empty()) notes.printed.insert(line.marker);
  });
  return notes;
}

// Marks the raised words that the notes of their page explain, and collects all that may be calls.
void mark_raised(PageLayout& page, std::size_t index, PageNotes& notes, std::vector<Candidate>& candidates) {
  each_line(page, [&](Line& line) {
    for (std::size_t i = 0; i < line.words.size(); ++i) {
      PageWord& word = line.words[i];
      if (!word.raised) continue;
      std::vector<std::string> markers = markers_of(word);
      if (markers.empty()) continue;
      if (i > 0 && is_unit(line.words[i - 1].text) && (word.text == "2" || word.text == "3")) continue;
      word.call = std::all_of(markers.begin(), markers.end(),
                              [&](const auto& marker) { return notes.printed.count(marker) > 0; });
      if (word.call) notes.called.insert(markers.begin(), markers.end());
      candidates.push_back({&word, std::move(markers), index, stands_on_number(line, i)});
    }
  });
}

// Notes that were pushed to the next page, and those below the last page of a long table.
void mark_on_pages_before(std::vector<PageNotes>& notes, std::vector<Candidate>& candidates) {
  for (Candidate& candidate : candidates) {
    const std::string& marker = candidate.markers.front();
    const bool number = is_number_marker(marker);
    if (candidate.word->call || candidate.markers.size() > 1) continue;
    const std::size_t reach = number ? 1 : longest_table;
    const std::size_t last = std::min(candidate.page + reach, notes.size() - 1);
    for (std::size_t page = candidate.page + 1; page <= last; ++page) {
      if (notes[page].printed.count(marker) == 0) continue;
      if (number && notes[page].called.count(marker) > 0) break;
      notes[page].called.insert(marker);
      candidate.word->call = true;
      break;
    }
  }
}

// Makes a word of its own of the bytes [begin, end) of word `i`, which call a note.
void split_call(Line& line, std::size_t i, const GluedCall& call) {
  const PageWord whole = line.words[i];
  const auto part = [&](std::size_t begin, std::size_t end) {
    PageWord word = whole;
    const auto at = [&](std::size_t byte) {
      return whole.box.x0 +
             whole.box.width() * static_cast<float>(byte) / static_cast<float>(whole.text.size());
    };
    word.text = whole.text.substr(begin, end - begin);
    word.box.x0 = at(begin);
    word.box.x1 = at(end);
    word.glued = begin > 0 || whole.glued;
    return word;
  };
  std::vector<PageWord> parts;
  if (call.begin > 0) parts.push_back(part(0, call.begin));
  parts.push_back(part(call.begin, call.end));
  parts.back().call = true;
  if (call.end < whole.text.size()) parts.push_back(part(call.end, whole.text.size()));
  const auto at = line.words.begin() + static_cast<std::ptrdiff_t>(i);
  line.words.insert(line.words.erase(at), parts.begin(), parts.end());
}

// ",94" raised as a whole: the comma is text.
void split_punctuation(PageLayout& page) {
  each_line(page, [](Line& line) {
    for (std::size_t i = 1; i < line.words.size(); ++i) {
      const std::string& text = line.words[i].text;
      const std::size_t begin = text.find_first_not_of(".,;:");
      if (!line.words[i].raised || begin == 0 || begin == text.npos) continue;
      if (!is_marker(without_punctuation(std::string_view(text).substr(begin)))) continue;
      split_call(line, i, {begin, text.size(), {}});
      line.words[i].raised = line.words[i + 1].call = false;
      ++i;
    }
  });
}

// A word that may call a note though it is not raised, at the height of the text or glued to it.
std::optional<GluedCall> level_call(const Line& line, std::size_t i) {
  const PageWord& word = line.words[i];
  if (word.call || word.raised) return {};
  if (auto call = glued_call(word.text)) return call;
  const std::string_view text = without_punctuation(word.text);
  if (line.words.size() == 1 && is_number_marker(text) && text.size() == word.text.size()) {
    return GluedCall{0, text.size(), word.text};  // raised above an empty line
  }
  if (i == 0 || !is_marker(text) || line.words[i - 1].text.empty()) return {};
  const std::size_t begin = static_cast<std::size_t>(text.data() - word.text.data());
  const char32_t before = last_character(line.words[i - 1].text);
  const bool behind_word = word.glued && (u_isalpha(static_cast<UChar32>(before)) != 0 || before == '.');
  if (!is_symbol_marker(text) && !(is_number_marker(text) && behind_word)) return {};
  return GluedCall{begin, begin + text.size(), std::string(text)};
}

// Looks on a page for the calls of its notes that nothing raised calls. Numbers are called in their order.
class LevelCalls {
 public:
  LevelCalls(PageLayout& page, PageNotes& notes) : page_(page), notes_(notes) {
    each_line(page_, [&](Line& line) {
      if (line.role == Role::note) return;
      for (std::size_t i = 0; i < line.words.size(); ++i) {
        if (line.words[i].call) {
          for (const std::string& marker : markers_of(line.words[i]))
            places_.push_back({&line, marker, true});
        } else if (const auto call = level_call(line, i); call && uncalled(call->marker)) {
          places_.push_back({&line, call->marker, false});
        }
      }
    });
  }

  void mark() {
    for (std::size_t i = 0; i < places_.size(); ++i) {
      if (places_[i].certain || !fits(i)) continue;
      mark_in(*places_[i].line, places_[i].marker);
      places_[i].certain = true;
    }
  }

 private:
  struct Place {
    Line* line;
    std::string marker;
    bool certain;
  };

  bool uncalled(const std::string& marker) const {
    return notes_.printed.count(marker) > 0 && notes_.called.count(marker) == 0;
  }

  bool fits(std::size_t i) const {
    const Place& place = places_[i];
    if (!is_number_marker(place.marker)) return true;
    if (!uncalled(place.marker)) return false;
    const int own = std::stoi(place.marker);
    const bool alone = place.line->words.size() == 1;
    bool counts_up = false;
    for (std::size_t k = i; k-- > 0;) {
      if (places_[k].certain && is_number_marker(places_[k].marker)) {
        const int before = std::stoi(places_[k].marker);
        if (before >= own) return false;
        counts_up = before + 1 == own;
        break;
      }
    }
    if (alone && !counts_up) return false;
    for (std::size_t k = i + 1; k < places_.size(); ++k) {
      if (places_[k].certain && is_number_marker(places_[k].marker))
        return std::stoi(places_[k].marker) > own;
    }
    return true;
  }

  void mark_in(Line& line, const std::string& marker) {
    for (std::size_t i = 0; i < line.words.size(); ++i) {
      const auto call = level_call(line, i);
      if (!call || call->marker != marker) continue;
      split_call(line, i, *call);
      notes_.called.insert(marker);
      return;
    }
  }

  PageLayout& page_;
  PageNotes& notes_;
  std::vector<Place> places_;
};

// The symbols of a table that fills several pages are explained below its end.
void mark_symbols_above(std::vector<PageLayout>& pages, std::vector<PageNotes>& notes, std::size_t page) {
  PageNotes open;
  for (const std::string& marker : notes[page].printed) {
    if (is_symbol_marker(marker) && notes[page].called.count(marker) == 0) open.printed.insert(marker);
  }
  constexpr std::size_t reach = 3;  // pages
  for (std::size_t above = page; above-- > 0 && page - above <= reach;) {
    for (const std::string& marker : notes[above].printed) open.printed.erase(marker);
    if (open.printed.empty()) return;
    LevelCalls(pages[above], open).mark();
  }
}

}  // namespace

std::set<std::string> markers_called_on(const PageLayout& page) {
  std::set<std::string> markers;
  each_line(page, [&](const Line& line) {
    for (std::size_t i = 0; i < line.words.size(); ++i) {
      const PageWord& word = line.words[i];
      if (word.raised && i > 0) {
        for (std::string& marker : markers_of(word)) markers.insert(std::move(marker));
      } else if (auto call = glued_call(word.text); call && (i > 0 || call->begin > 0)) {
        markers.insert(std::move(call->marker));
      }
    }
  });
  return markers;
}

void mark_calls(std::vector<PageLayout>& pages) {
  std::vector<PageNotes> notes;
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    split_punctuation(pages[i]);
    notes.push_back(notes_on(pages[i]));
    mark_raised(pages[i], i, notes.back(), candidates);
  }
  mark_on_pages_before(notes, candidates);
  mark_sequences(candidates, false);
  mark_sequences(candidates, true);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    if (notes[i].printed.size() == notes[i].called.size()) continue;
    LevelCalls(pages[i], notes[i]).mark();
    mark_symbols_above(pages, notes, i);
  }
}

}  // namespace proviso::extract
