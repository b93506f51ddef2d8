// The figures of a plain document as lines "quote = value measure qualifier time place".
#pragma once

#include <string>
#include <vector>

#include "nlp/analysis.h"
#include "project_rules.h"

namespace proviso::nlp {

inline std::string number(double value) {
  std::string out = std::to_string(value);
  out.erase(out.find_last_not_of('0') + 1);
  if (out.ends_with('.')) out.pop_back();
  return out;
}

inline std::vector<std::string> figures_of(const extract::Document& document,
                                           const std::string& language = "en") {
  std::vector<std::string> out;
  for (const Provision& provision : find_figures(analyse(document, project_rules(), language))) {
    const auto& figure = std::get<Figure>(provision.what);
    std::string line =
        std::string(extract::text_of(document, provision.where)) + " = " + number(figure.value);
    if (figure.value_to) line += ".." + number(*figure.value_to);
    if (figure.measure != Measure::count) line += " " + std::string(name(figure.measure));
    if (!figure.currency.empty()) line += " " + figure.currency;
    if (figure.qualifier != Qualifier::exact) line += " " + std::string(name(figure.qualifier));
    if (!figure.time.empty()) line += " " + figure.time;
    for (const auto& code : figure.place) line += " " + code;
    out.push_back(line);
  }
  return out;
}

inline std::vector<std::string> figures(const std::string& text, const std::string& language = "en") {
  return figures_of(extract::plain_document(text), language);
}

}  // namespace proviso::nlp
