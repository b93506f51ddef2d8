#include "nlp/articles/article_parts.h"

#include <algorithm>
#include <array>

namespace proviso::nlp {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

constexpr std::array<std::string_view, 10> kRaised = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};

PartName::Level level_of(std::string_view meaning) {
  if (meaning == "paragraph") return PartName::Level::paragraph;
  if (meaning == "point") return PartName::Level::point;
  if (meaning == "indent") return PartName::Level::indent;
  return PartName::Level::part;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

class Reader {
 public:
  Reader(const RuleSet& rules, std::string_view text) : rules_(rules), text_(text) {}

  std::optional<PartRead> read(bool behind_number) {
    PartRead out;
    if (number_in_words(out.name.value)) {  // "the second paragraph", "перша частина"
      more_values();
      spaces();
      if (!mark(out.name.level)) return std::nullopt;
    } else {
      const std::size_t before = at_;
      if (!mark(out.name.level)) return std::nullopt;
      spaces();
      while (at_ > before && mark(out.name.level)) spaces();  // "ч. ч. 1, 2"
      const std::size_t value_at = at_;
      out.name.value = value();
      if (out.name.value.empty()) return std::nullopt;
      out.name.below = below();
      if (!behind_number || rules_.is("part_marks", trimmed(text_.substr(before, value_at - before))))
        more_values();
    }
    out.size = at_;
    return out;
  }

 private:
  std::string_view rest() const { return text_.substr(std::min(at_, text_.size())); }
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  void spaces() {
    while (peek() == ' ') ++at_;
  }

  // The word at `at_`, with a hyphen or an apostrophe inside.
  std::string_view word() const {
    std::size_t size = 0;
    while (is_letter(peek(size)) ||
           (size > 0 && (peek(size) == '-' || peek(size) == '\'') && is_letter(peek(size + 1))))
      ++size;
    return rest().substr(0, size);
  }

  bool mark(PartName::Level& level) {
    for (const std::string_view sign : {"§§", "§"})
      if (rest().starts_with(sign)) {
        at_ += sign.size();
        level = PartName::Level::part;
        return true;
      }
    std::string_view meaning;
    const std::string_view plain = word();
    if (plain.empty()) return false;
    const bool stop = peek(plain.size()) == '.';
    if (!rules_.is("part_mark", rest().substr(0, plain.size() + stop), &meaning) &&
        !rules_.is("part_mark", plain, &meaning))
      return false;
    at_ += plain.size() + stop;
    level = level_of(meaning);
    return true;
  }

  bool number_in_words(std::string& number) {
    std::string_view meaning;
    const std::string_view plain = word();
    if (plain.empty() || !rules_.is("part_in_words", plain, &meaning)) return false;
    at_ += plain.size();
    number = meaning;
    return true;
  }

  std::string digits() {
    std::string out;
    while (is_digit(peek())) out += text_[at_++];
    return out;
  }

  // "2", "2.1", "2-1", "2-¹".
  std::string number() {
    std::string out = digits();
    const char joint = peek();
    if ((joint == '.' || joint == '-') && is_digit(peek(1)) && !is_digit(peek(2)) && joint == '.') {
      ++at_;
      out += '.' + digits();
    }
    const bool hyphen = peek() == '-';
    for (std::size_t digit = 0; digit < kRaised.size(); ++digit)
      if (rest().substr(hyphen).starts_with(kRaised[digit])) {
        at_ += kRaised[digit].size() + hyphen;
        return out + "-" + static_cast<char>('0' + digit);
      }
    return out;
  }

  // A letter, or a short Roman number, between `open` and `close`.
  std::string letter_in(char open, char close) {
    if (peek() != open) return {};
    const auto end = rest().find(close, 1);
    if (end == std::string_view::npos || end > 8) return {};
    std::string inside(rest().substr(1, end - 1));
    std::erase(inside, ' ');
    at_ += end + 1;
    return inside;
  }

  std::string value() {
    if (is_digit(peek())) {
      std::string out = number();
      if (peek() == ')') ++at_;
      return out;
    }
    if (std::string out = letter_in('"', '"'); !out.empty()) return out;
    if (std::string out = letter_in('(', ')'); !out.empty()) return out;
    std::string out;
    if (number_in_words(out)) return out;
    const std::string_view letter = word();
    if (letter.empty() || letter.size() > 4) return {};
    const bool one =
        letter.size() == 1 || (letter.size() == 2 && static_cast<unsigned char>(letter[0]) >= 0x80);
    if (!one && peek(letter.size()) != ')') return {};
    if (peek(letter.size()) == '.') return {};  // the mark of the next level
    at_ += letter.size();
    if (peek() == ')') ++at_;
    return std::string(letter);
  }

  // "(a)" or " а)" behind the number of a part.
  std::string below() {
    const std::size_t before = at_;
    spaces();
    if (std::string out = letter_in('(', ')'); !out.empty()) return out;
    const std::string_view letter = word();
    if (!letter.empty() && letter.size() <= 2 && peek(letter.size()) == ')') {
      at_ += letter.size() + 1;
      return std::string(letter);
    }
    at_ = before;
    return {};
  }

  // "and 3", "-4", ", «б»": named together with the first, not told.
  void more_values() {
    for (;;) {
      const std::size_t before = at_;
      bool joined = false;
      for (const std::string_view joint :
           {", ", " and ", " or ", " и ", " та ", " і ", " або ", " или ", " - ", "-"})
        if (rest().starts_with(joint)) {
          at_ += joint.size();
          joined = true;
          break;
        }
      if (!joined || value().empty()) {
        at_ = before;
        return;
      }
      below();
    }
  }

  const RuleSet& rules_;
  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<PartRead> read_part(const RuleSet& rules, std::string_view text, bool behind_number) {
  return Reader(rules, text).read(behind_number);
}

PartAndPoint part_and_point(const std::vector<PartName>& names) {
  PartAndPoint out;
  const auto take = [&](PartName::Level level, auto&& give) {
    for (auto name = names.rbegin(); name != names.rend(); ++name)
      if (name->level == level) give(*name);
  };
  const auto part_or_point = [&](const PartName& name) {
    std::string& place =
        out.part.empty() && (name.value[0] >= '0' && name.value[0] <= '9') ? out.part : out.point;
    if (place.empty()) place = name.value;
    if (&place == &out.part && out.point.empty()) out.point = name.below;
  };
  take(PartName::Level::part, part_or_point);
  take(PartName::Level::paragraph, part_or_point);
  take(PartName::Level::point, [&](const PartName& name) {
    if (out.point.empty()) out.point = name.value;
  });
  take(PartName::Level::indent, [&](const PartName& name) {
    if (out.part.empty()) out.part = name.value;
  });
  return out;
}

PartAndPoint parts_in(const RuleSet& rules, std::string_view text, bool behind) {
  std::vector<PartName> names;
  while (!text.empty()) {
    if (auto read = read_part(rules, text)) {
      names.push_back(std::move(read->name));
      text.remove_prefix(read->size);
      continue;
    }
    const auto space = text.find(' ');  // "of", "the", "in", a comma
    if (space == std::string_view::npos) break;
    text.remove_prefix(space + 1);
  }
  if (behind) std::reverse(names.begin(), names.end());
  return part_and_point(names);
}

}  // namespace proviso::nlp
