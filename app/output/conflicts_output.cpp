#include "app/output/conflicts_output.h"

#include <cmath>

#include "app/output/comparison_output.h"
#include "app/output/csv.h"
#include "app/output/figure_json.h"
#include "app/output/json.h"
#include "app/output/provision_output.h"
#include "app/output/terminal_text.h"

namespace proviso::app {

namespace {

using store::Compared;
using store::Disagreement;
using store::Stated;
using store::WrongTotal;

constexpr std::size_t kLongestSentence = 300;  // columns of a terminal

std::string place_text(const Compared& what) {
  return what.document.file + ", " + page_text(what.page, what.page_label);
}

// The sum of parts like those, as figure_text writes one of them.
std::string sum_text(const WrongTotal& total) {
  nlp::Figure figure = *total.total.figure;
  figure.value = std::nearbyint(total.sum * 1e6) / 1e6;
  figure.qualifier = nlp::Qualifier::exact;
  return figure_text(figure);
}

std::string stated_text(const Console& console, const Stated& stated) {
  return "   " + bold(console, figure_text(*stated.what.figure)) + "  " +
         for_terminal_line(place_text(stated.what)) + "  " + dim(console, stated.what.id) + "\n      " +
         for_terminal_line(shortened(stated.context, kLongestSentence)) + "\n";
}

std::string about_text(const nlp::Figure& one, const nlp::Figure& other) {
  const nlp::Figure& fuller = one.time.empty() && one.place.empty() ? other : one;
  std::string text = fuller.counted;
  for (const std::string& country : fuller.place) text += " · " + country;
  return text + (fuller.time.empty() ? "" : " · " + fuller.time);
}

std::string pair_text(const Console& console, const Disagreement& pair) {
  return std::string(pair.agree ? "agree when rounded: " : "differ: ") +
         for_terminal_line(about_text(*pair.one.what.figure, *pair.other.what.figure)) + "\n" +
         stated_text(console, pair.one) + stated_text(console, pair.other) + "\n";
}

std::string header_text(const WrongTotal& total) {
  return total.row + (total.row.empty() || total.column.empty() ? "" : " / ") + total.column;
}

std::string parts_text(const WrongTotal& total) {
  std::string text;
  for (const Compared& part : total.parts) text += (text.empty() ? "" : " + ") + figure_text(*part.figure);
  return text;
}

std::string total_text(const Console& console, const WrongTotal& total) {
  std::string text = "no sum: " + for_terminal_line(header_text(total)) + "\n   " +
                     bold(console, figure_text(*total.total.figure)) + "  " +
                     for_terminal_line(place_text(total.total)) + "  " + dim(console, total.total.id) + "\n";
  if (!total.caption.empty())
    text += "      " + for_terminal_line(shortened(total.caption, kLongestSentence)) + "\n";
  return text + "      " + shortened(parts_text(total), kLongestSentence) + " = " + sum_text(total) + " (" +
         std::to_string(total.held) + " of " + std::to_string(total.checked) + " such sums hold)\n\n";
}

Json stated_json(const Compared& what) {
  Json stated = {{"id", what.id},
                 {"file", what.document.file},
                 {"sha256", what.document.sha256},
                 {"page", what.page},
                 {"page_label", text_or_null(what.page_label)},
                 {"quote", what.quote}};
  stated.update(figure_json(*what.figure));
  return stated;
}

Json sentence_json(const Stated& stated) {
  Json json = stated_json(stated.what);
  json["context"] = stated.context;
  return json;
}

std::string csv_cells(const Compared& what, const std::string& said) {
  return "," + csv_text(figure_text(*what.figure)) + "," + csv_text(what.document.file) + "," +
         std::to_string(what.page) + "," + csv_text(what.id) + "," + csv_text(said);
}

}  // namespace

std::string conflicts_text(const Console& console, const store::Conflicts& conflicts, bool all) {
  std::string text;
  long long differ = 0, agree = 0;
  for (const Disagreement& pair : conflicts.statements) {
    ++(pair.agree ? agree : differ);
    if (all || !pair.agree) text += pair_text(console, pair);
  }
  for (const WrongTotal& total : conflicts.totals) text += total_text(console, total);
  if (console.quiet) return text;
  const auto totals = static_cast<long long>(conflicts.totals.size());
  text += counted(differ, "pair differs", "pairs differ") + ", " + counted(agree, "agrees", "agree") +
          " when rounded" + (all || agree == 0 ? "" : " (--all shows them)") + "; " +
          counted(totals, "total is", "totals are") + " not the sum of the parts\n";
  return text;
}

std::string conflicts_csv(const store::Conflicts& conflicts, bool all) {
  std::string text =
      "kind,about,value,file,page,id,sentence,other_value,other_file,other_page,other_id,other_sentence\r\n";
  for (const Disagreement& pair : conflicts.statements) {
    if (pair.agree && !all) continue;
    text += std::string(pair.agree ? "agree" : "differ") + "," +
            csv_text(about_text(*pair.one.what.figure, *pair.other.what.figure)) +
            csv_cells(pair.one.what, pair.one.context) + csv_cells(pair.other.what, pair.other.context) +
            "\r\n";
  }
  for (const WrongTotal& total : conflicts.totals) {
    text += "total," + csv_text(header_text(total)) + csv_cells(total.total, total.caption) + "," +
            csv_text(sum_text(total)) + ",,,," + csv_text(parts_text(total)) + "\r\n";
  }
  return text;
}

std::string conflicts_json(const store::Conflicts& conflicts, bool all) {
  Json pairs = Json::array(), totals = Json::array();
  for (const Disagreement& pair : conflicts.statements) {
    if (pair.agree && !all) continue;
    pairs.push_back(
        {{"agree", pair.agree}, {"one", sentence_json(pair.one)}, {"other", sentence_json(pair.other)}});
  }
  for (const WrongTotal& total : conflicts.totals) {
    Json parts = Json::array();
    for (const Compared& part : total.parts) parts.push_back(stated_json(part));
    totals.push_back({{"caption", text_or_null(total.caption)},
                      {"row", text_or_null(total.row)},
                      {"column", text_or_null(total.column)},
                      {"total", stated_json(total.total)},
                      {"sum", total.sum},
                      {"parts", std::move(parts)},
                      {"held", total.held},
                      {"checked", total.checked}});
  }
  return line_of({{"statements", std::move(pairs)}, {"totals", std::move(totals)}}) + "\n";
}

}  // namespace proviso::app
