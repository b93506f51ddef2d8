#include "nlp/articles/article_items.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <utility>

#include "nlp/articles/article_parts.h"

namespace proviso::nlp {
namespace {

// Ranges wider than this are no list of articles ("Article 5-2019").
constexpr int kWidestRange = 60;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_small(char c) { return c >= 'a' && c <= 'z'; }
bool is_letter(char c) {
  return is_small(c) || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

constexpr std::array<std::pair<std::string_view, char>, 10> kRaised = {{{"⁰", '0'},
                                                                        {"¹", '1'},
                                                                        {"²", '2'},
                                                                        {"³", '3'},
                                                                        {"⁴", '4'},
                                                                        {"⁵", '5'},
                                                                        {"⁶", '6'},
                                                                        {"⁷", '7'},
                                                                        {"⁸", '8'},
                                                                        {"⁹", '9'}}};

class ItemReader {
 public:
  ItemReader(const RuleSet& rules, std::string_view text, std::uint32_t base)
      : rules_(rules), text_(text), base_(base) {}

  std::vector<ArticleItem> read() {
    while (at_ < text_.size()) {
      if (!begins_number()) {
        ++at_;
        continue;
      }
      const std::size_t begin = at_;
      ArticleItem item;
      item.number = number();
      const std::size_t first = items_.size();
      items_.push_back(std::move(item));
      range();
      std::vector<PartName> parts;
      while (behind(parts)) {
      }
      take_parts(std::move(parts), items_.back());
      for (std::size_t i = first; i < items_.size(); ++i) {
        items_[i].begin = base_ + static_cast<std::uint32_t>(begin);
        items_[i].end = base_ + static_cast<std::uint32_t>(at_);
        items_[i].range = items_.size() - first > 1;
      }
    }
    return std::move(items_);
  }

 private:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  std::string_view rest() const { return text_.substr(at_); }

  bool begins_number() const {
    if (is_digit(peek())) return true;
    const char c = peek();
    return (c == 'I' || c == 'V' || c == 'X') && (at_ == 0 || !is_letter(text_[at_ - 1]));
  }

  std::string digits() {
    std::string out;
    while (is_digit(peek())) out += text_[at_++];
    return out;
  }

  std::string dotted() {
    std::string out = digits();
    while (peek() == '.' && is_digit(peek(1))) {
      out += '.';
      ++at_;
      out += digits();
    }
    return out;
  }

  std::string raised() {
    std::string out;
    for (bool found = true; found;) {
      found = false;
      for (const auto& [sign, digit] : kRaised)
        if (rest().starts_with(sign)) {
          out += digit;
          at_ += sign.size();
          found = true;
        }
    }
    return out;
  }

  std::string number() {
    std::string out;
    while (peek() == 'I' || peek() == 'V' || peek() == 'X') out += text_[at_++];
    if (!out.empty()) {
      if (peek() == '-' && is_digit(peek(1))) {  // "II-77"
        ++at_;
        out += "-" + digits();
      }
      return out;
    }
    out = dotted();
    // "127¹" is 127.1; "151-²" keeps its hyphen.
    const bool hyphen = peek() == '-';
    at_ += hyphen;
    const std::string high = raised();
    if (!high.empty()) out += (hyphen ? "-" : ".") + high;
    if (high.empty()) at_ -= hyphen;
    if (!high.empty() && peek() == '-') {  // "96-¹⁰-¹"
      ++at_;
      const std::string higher = raised();
      if (higher.empty()) --at_;
      if (!higher.empty()) out += "-" + higher;
    }
    const std::size_t before = at_;
    if (peek() == ' ') ++at_;
    for (const std::string_view suffix : {"bis", "ter", "quater", "quinquies"})
      if (rest().starts_with(suffix) && !is_letter(peek(suffix.size()))) {
        at_ += suffix.size();
        return out + std::string(suffix);
      }
    for (const std::string_view note : {"прим. ", "прим.", "прим "})  // "127 прим. 1" is 127.1
      if (rest().starts_with(note) && is_digit(peek(note.size()))) {
        at_ += note.size();
        return out + "." + digits();
      }
    at_ = before;
    std::size_t letters = 0;
    while (is_small(peek(letters))) ++letters;
    if (letters >= 1 && letters <= 2) {
      out += text_.substr(at_, letters);
      at_ += letters;
    }
    return out;
  }

  // "-242" behind "240" adds 241 and 242, "-127.3" behind "127.1" adds 127.2 and 127.3; "-2" behind "132"
  // belongs to the number, so that a range may follow it.
  void range() {
    for (int dashes = 0; dashes < 2; ++dashes) {
      const std::size_t before = at_;
      if (peek() == ' ' && peek(1) == '-') ++at_;
      if (peek() != '-') break;
      ++at_;
      if (peek() == ' ') ++at_;
      if (!is_digit(peek())) {
        at_ = before;
        return;
      }
      const std::string first = items_.back().number;
      std::string last = number();
      if (dashes > 0 && peek() == '-' && is_digit(peek(1))) {
        ++at_;
        last += "-" + digits();
      }
      const std::vector<std::string> between = numbers_after(first, last);
      if (between.empty() && dashes > 0) {
        at_ = before;
        return;
      }
      if (between.empty()) {
        items_.back().number += "-" + last;
        continue;
      }
      for (const std::string& next : between) items_.push_back({.number = next});
      return;
    }
  }

  // The number in front of the last stop or hyphen of "127.1", with it, and the one behind it.
  struct Numeral {
    std::string front = {};
    int last = 0;
    bool ok = false;
  };
  static Numeral numeral(const std::string& text) {
    Numeral out;
    const auto joint = text.find_last_of(".-");
    const std::size_t begin = joint == std::string::npos ? 0 : joint + 1;
    out.front = text.substr(0, begin);
    const auto [end, error] = std::from_chars(text.data() + begin, text.data() + text.size(), out.last);
    out.ok = error == std::errc() && end == text.data() + text.size();
    return out;
  }

  // What a range from `first` to `last` adds; empty if it is none.
  static std::vector<std::string> numbers_after(const std::string& first, const std::string& last) {
    const Numeral a = numeral(first), b = numeral(last);
    const Numeral whole = numeral(last.substr(0, last.find_first_of(".-")));
    const Numeral start = numeral(first.substr(0, first.find_first_of(".-")));
    std::vector<std::string> out;
    const auto count = [&](const std::string& front, int from, int to) {
      if (to - from > kWidestRange) return;
      for (int n = from + 1; n <= to; ++n) out.push_back(front + std::to_string(n));
    };
    if (!a.ok || !b.ok) return out;
    if (a.front == b.front) {
      count(a.front, a.last, b.last);
    } else if (whole.ok && start.ok && (a.front.empty() ? whole.last >= a.last : whole.last > start.last)) {
      count({}, start.last, whole.last);  // "240-242.2", "301-1-303"
      // Up to "258-6" the articles 258-1 to 258-5 were put in too.
      if (!b.front.empty() && whole.last - start.last <= kWidestRange) count(b.front, 0, b.last);
    }
    return out;
  }

  // Part, point or title behind the number. False where a joint or nothing follows.
  bool behind(std::vector<PartName>& parts) {
    const std::size_t before = at_;
    if (peek() == '.') ++at_;
    if (peek() == ' ') ++at_;
    if (peek() == '(') return bracket();
    if (peek() == '"') {
      const auto close = text_.find('"', at_ + 1);
      at_ = close == std::string_view::npos ? text_.size() : close + 1;
      return true;
    }
    if (auto part = read_part(rules_, rest(), true)) {
      at_ += part->size;
      parts.push_back(std::move(part->name));
      return true;
    }
    at_ = before;
    return more_brackets();
  }

  bool bracket() {
    const auto close = text_.find(')', at_);
    if (close == std::string_view::npos) {
      at_ = text_.size();
      return true;
    }
    std::string inside(text_.substr(at_ + 1, close - at_ - 1));
    std::erase(inside, ' ');
    at_ = close + 1;
    ArticleItem& item = items_.back();
    if (!inside.empty() && is_digit(inside[0])) {
      (item.part.empty() ? item.part : item.point) = inside;
    } else if (inside.size() <= 4 && item.point.empty()) {
      item.point = inside;
    }
    return true;
  }

  // "and (f)" behind "(1)(e)": named with it, not told.
  bool more_brackets() {
    if (at_ == 0 || text_[at_ - 1] != ')') return false;
    for (const std::string_view joint : {" and (", " or (", ", (", " и (", " та (", " і ("})
      if (rest().starts_with(joint)) {
        const auto close = text_.find(')', at_);
        if (close == std::string_view::npos || close - at_ > joint.size() + 4) return false;
        at_ = close + 1;
        return true;
      }
    return false;
  }

  // What the marks behind a number tell.
  static void take_parts(std::vector<PartName> names, ArticleItem& item) {
    std::reverse(names.begin(), names.end());
    PartAndPoint told = part_and_point(names);
    if (item.part.empty()) item.part = std::move(told.part);
    if (item.point.empty()) item.point = std::move(told.point);
  }

  const RuleSet& rules_;
  std::string_view text_;
  std::uint32_t base_;
  std::size_t at_ = 0;
  std::vector<ArticleItem> items_ = {};
};

}  // namespace

std::vector<ArticleItem> article_items(const RuleSet& rules, const Folded& sentence, std::uint32_t begin,
                                       std::uint32_t end) {
  return ItemReader(rules, std::string_view(sentence.text).substr(begin, end - begin), begin).read();
}

std::string code_number(std::string number) {
  if (number.size() == 4 && number.find_first_not_of("0123456789") == std::string::npos)
    number.insert(3, ".");
  return number;
}

}  // namespace proviso::nlp
