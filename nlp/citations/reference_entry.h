// What an entry of a reference list says of the work it names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace proviso::nlp {

// The parts of an entry, as written; what it does not say is empty.
struct ReferenceEntry {
  std::string label = {};                 // the entry's own number or name: "8" of "[8] ...", "Bakker 2015"
  std::vector<std::string> authors = {};  // persons ("Ivanov I. I.", "Weimar, W.") or organisations, in order
  std::string year = {};                  // of publication, with its letter: "2018", "2017a", "1998/1999"
  std::string title = {};                 // without the quotation marks round it and the point behind it
  std::string pages = {};                 // "31-50" of "p. 31-50"
  std::string url = {};                   // whole, also where the line's end has put a space into it
};

// Reads one entry. English, Russian and Ukrainian habits are known:
//
//   Weimar, W. & Ali, K. (2012). Title, Journal, 12, pp. 571-575.     author (year) title
//   IOM (2015). Title. Access: https://...                            an organisation as author
//   Иванов И. И., Петров П. П. Название // Журнал. 2015. № 3. С. 2–9. author. title // source (GOST)
//   Сборник / под ред. И. И. Иванова. М.: Наука, 2015.                a title without an author
//   Decree "On migration", 31 October 2018. UN, A/HRC/24/14 (2013).   acts and documents
//   Organisation. Title. 2019. "Title", Newspaper, 5 March 2019.      others
//
// "n.d." and "б. г." give no year. What stands behind the title - journal, publisher, place, date of access -
// is left in the entry's text.
ReferenceEntry reference_entry(std::string_view text);

// The first URL in `text`, whole even where a space stands in it after a line's end, without the
// punctuation after it; "" if there is none. Hosts without a scheme ("novayagazeta.ru/articles/...") count
// behind a word that announces an address ("Access:", "URL:", "Режим доступа:").
std::string url_in(std::string_view text);

}  // namespace proviso::nlp
