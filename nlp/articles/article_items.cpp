#include "nlp/articles/article_items.h"

#include <array>
#include <charconv>
#include <string_view>
#include <utility>

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
      while (behind()) {
      }
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
    if (!out.empty()) return out;
    out = dotted();
    // "127¹" is 127.1; "151-²" keeps its hyphen.
    const bool hyphen = peek() == '-';
    at_ += hyphen;
    const std::string high = raised();
    if (!high.empty()) out += (hyphen ? "-" : ".") + high;
    if (high.empty()) at_ -= hyphen;
    const std::size_t before = at_;
    if (peek() == ' ') ++at_;
    for (const std::string_view suffix : {"bis", "ter", "quater", "quinquies"})
      if (rest().starts_with(suffix) && !is_letter(peek(suffix.size()))) {
        at_ += suffix.size();
        return out + std::string(suffix);
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

  // "-242" behind "240" adds 241 and 242; "-2" behind "132" belongs to the number.
  void range() {
    std::size_t dash = 0;
    if (peek() == ' ' && peek(1) == '-') dash = 1;
    if (peek(dash) != '-') return;
    std::size_t next = dash + 1;
    if (peek(next) == ' ') ++next;
    if (!is_digit(peek(next))) return;
    at_ += next;
    const std::string last = dotted();
    std::string& first = items_.back().number;
    int a = 0, b = 0;
    const auto whole = [](const std::string& text, int& value) {
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
      return error == std::errc() && end == text.data() + text.size();
    };
    if (whole(first, a) && whole(last, b) && b > a && b - a <= kWidestRange) {
      for (int n = a + 1; n <= b; ++n) items_.push_back({.number = std::to_string(n)});
    } else {
      first += "-" + last;
    }
  }

  // Part, point or title behind the number. False where a joint or nothing follows.
  bool behind() {
    const std::size_t before = at_;
    if (peek() == ',' || peek() == '.') ++at_;
    if (peek() == ' ') ++at_;
    if (peek() == '(' && text_[before] != ',') return bracket();
    if (peek() == '"' && text_[before] != ',') {
      const auto close = text_.find('"', at_ + 1);
      at_ = close == std::string_view::npos ? text_.size() : close + 1;
      return true;
    }
    if (part_mark()) return true;
    at_ = before;
    return false;
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
    } else if (inside.size() <= 3) {
      item.point = inside;
    }
    return true;
  }

  // "§ 1", "paragraph 2", "ч. 2".
  bool part_mark() {
    const std::size_t before = at_;
    bool many = rest().starts_with("§§");
    if (rest().starts_with("§")) {
      while (rest().starts_with("§")) at_ += std::string_view("§").size();
    } else {
      std::size_t length = 0;
      while (is_letter(peek(length))) ++length;
      if (peek(length) == '.') ++length;
      if (length == 0 || !rules_.is("part_mark", rest().substr(0, length))) return false;
      many = text_[at_ + length - 1] == 's';
      at_ += length;
    }
    if (peek() == ' ') ++at_;
    const std::string part = digits();
    if (part.empty()) {
      at_ = before;
      return false;
    }
    items_.back().part = part;
    skip_more_parts(many);
    return true;
  }

  // "§§ 1 and 2", "§ 1-3": a second part is not told.
  void skip_more_parts(bool many) {
    for (const std::string_view joint : {" and ", " и ", " та ", " - ", "-"})
      if (rest().starts_with(joint) && (many || joint.find('-') != std::string_view::npos) &&
          is_digit(peek(joint.size()))) {
        at_ += joint.size();
        digits();
        return;
      }
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

std::string criminal_code_number(std::string number) {
  if (number.size() == 4 && number.find_first_not_of("0123456789") == std::string::npos)
    number.insert(3, ".");
  return number;
}

}  // namespace proviso::nlp
