#include "nlp/citations/reference_authors.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>

namespace proviso::nlp {
namespace {

#define PROVISO_NAME R"((?:(?:[Vv]an|[Vv]on|de|der|den|ten|ter|el|al|di|da|фон|ван|де) )*\p{Lu}[\p{L}'’-]+)"
#define PROVISO_INITIALS R"(\p{Lu}\p{Ll}{0,2}\.(?:[ -]?\p{Lu}\p{Ll}{0,2}\.)*)"
#define PROVISO_PARTICLES R"((?: (?:van|von|de|der|den|ten|ter|el|al|di|da))*)"

re2::StringPiece piece_of(std::string_view text) { return {text.data(), text.size()}; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == ',')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == ',' || text.back() == ':'))
    text.remove_suffix(1);
  return text;
}

// Without "et al.", "(eds.)" and what else stands behind names.
std::string without_additions(std::string_view head) {
  static const RE2 additions(
      R"((?i)[ ,]*(?:\bet al\b\.?|\be\.?a\.|\bu\.a\.|,? и др\.|,? та ін\.|\((?:eds?\.?|ред\.?|сост\.?|hrsg\.?|dir\.?|red\.?)\)|\b(?:eds?\.|hrsg\.))[ ,]*)");
  std::string bare(head);
  RE2::GlobalReplace(&bare, additions, " ");
  return bare;
}

bool has_initials(std::string_view text) {
  static const RE2 initial(R"((?:^|[ ,.-])\p{Lu}(?:\p{Ll}{0,2}\.|$|,))");
  return RE2::PartialMatch(piece_of(text), initial);
}

// One or more names without any word that no name has.
bool is_persons(std::string_view text) {
  static const RE2 surnames(R"((?:\p{Lu}{1,3} )?\p{Lu}[\p{L}'’-]+(?:, (?:\p{Lu}{1,3} )?\p{Lu}[\p{L}'’-]+)*)");
  static const RE2 plain(R"((?:^| )(?:of|for|the|on|against|in|по|для|за|при|des|du|für)(?: |$))");
  text = trimmed(text);
  if (RE2::PartialMatch(piece_of(text), plain)) return false;
  return has_initials(text) || RE2::FullMatch(piece_of(text), surnames);
}

// Splits at "and" between persons.
std::vector<std::string_view> parted(std::string_view text) {
  constexpr std::array<std::string_view, 9> joining = {" & ",  " and ", " и ",   " та ", " і ",
                                                       " en ", " et ",  " und ", " y "};
  std::vector<std::string_view> parts;
  for (std::size_t from = 0; from < text.size();) {
    std::size_t at = text.npos, length = 0;
    for (const std::string_view word : joining) {
      const std::size_t found = text.find(word, from);
      if (found < at) at = found, length = word.size();
    }
    if (at == text.npos) break;
    if (is_persons(text.substr(0, at)) && is_persons(text.substr(at + length))) {
      parts.push_back(text.substr(0, at));
      text.remove_prefix(at + length);
      from = 0;
    } else {
      from = at + length;
    }
  }
  parts.push_back(text);
  return parts;
}

// Adds the persons of "Horn, J.E. van, Bullens, R." to `authors`: what is no name of its own - initials,
// "van der" - belongs to the name before.
void add_persons(std::string_view list, std::vector<std::string>& authors) {
  static const RE2 rest(
      R"((?:)" PROVISO_INITIALS PROVISO_PARTICLES
      R"(|\p{Lu}{1,3}|(?:van|von|de|der|den|ten|ter|el|al|of)(?: (?:der|den|de|la))*|Jr\.?|Sr\.?))");
  static const RE2 rest_and_next("(" PROVISO_INITIALS ") (" PROVISO_NAME ")");
  bool open = false;  // the last author has no initials yet
  const auto add = [&](std::string_view name) {
    authors.emplace_back(name);
    open = !has_initials(name);
  };
  while (!list.empty()) {
    const std::string_view token = list.substr(0, list.find(','));
    list.remove_prefix(std::min(list.size(), token.size() + 1));
    const std::string_view name = trimmed(token);
    if (name.empty()) continue;
    re2::StringPiece initials, next;
    if (open && RE2::FullMatch(piece_of(name), rest)) {
      authors.back() += ", " + std::string(name);
      open = !has_initials(name) && name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") != name.npos;
    } else if (open && RE2::FullMatch(piece_of(name), rest_and_next, &initials, &next)) {
      authors.back() += ", " + std::string(initials);
      add({next.data(), next.size()});
    } else {
      add(name);
    }
  }
}

// "Shvedov D. Babchenko V.": names that nothing parts.
bool add_run_of_persons(std::string_view text, std::vector<std::string>& authors) {
  static const RE2 all("(?:" PROVISO_NAME " " PROVISO_INITIALS " ?){2,}");
  static const RE2 one("(" PROVISO_NAME " " PROVISO_INITIALS ") ?");
  if (!RE2::FullMatch(piece_of(text), all)) return false;
  re2::StringPiece rest = piece_of(text), name;
  while (RE2::Consume(&rest, one, &name)) authors.emplace_back(name);
  return true;
}

// "Adams, John": one person.
bool is_full_name(std::string_view text) {
  static const RE2 pattern(R"(\p{Lu}\p{Ll}[\p{L}'’-]*, \p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?)");
  return RE2::FullMatch(piece_of(text), pattern);
}

void add_part(std::string_view part, std::vector<std::string>& authors) {
  part = trimmed(part);
  if (part.empty()) return;
  if (is_full_name(part) || !is_persons(part)) {
    authors.emplace_back(part);
  } else if (!add_run_of_persons(part, authors)) {
    add_persons(part, authors);
  }
}

}  // namespace

std::vector<std::string> authors_in(std::string_view head) {
  std::vector<std::string> authors;
  const std::string bare = without_additions(head);
  std::string_view rest = bare;
  while (!rest.empty()) {
    const std::string_view piece = rest.substr(0, rest.find(';'));
    rest.remove_prefix(std::min(rest.size(), piece.size() + 1));
    for (const std::string_view part : parted(trimmed(piece))) add_part(part, authors);
  }
  for (std::string& author : authors) {
    // The point behind an organisation ends a sentence, behind an initial it belongs to the name.
    const std::size_t word = author.find_last_of(" .,", author.size() - 2);
    if (author.ends_with('.') && author.size() - (word == author.npos ? 0 : word) > 6) author.pop_back();
  }
  return authors;
}

std::size_t leading_persons(std::string_view text) {
#define PROVISO_PERSON \
  "(?:" PROVISO_NAME ",? " PROVISO_INITIALS "|" PROVISO_INITIALS " ?" PROVISO_NAME "[.,;:])"
  static const RE2 persons("(" PROVISO_PERSON "(?:(?:,? (?:and|&|и|та|і) |[,;]? )" PROVISO_PERSON
                           R"()*(?:,? (?:et al\.|и др\.|та ін\.))?)(?: ?\([^()]{2,12}\))?[,:.]* )");
#undef PROVISO_PERSON
  re2::StringPiece rest = piece_of(text), found;
  if (!RE2::Consume(&rest, persons, &found)) return 0;
  return found.size();
}

#undef PROVISO_NAME
#undef PROVISO_INITIALS
#undef PROVISO_PARTICLES

}  // namespace proviso::nlp
