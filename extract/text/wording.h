// The few words that layout needs to know: how captions, source lines and lists of references begin.
// What reports say is the business of rules/; these words only tell what a block is.
#pragma once

#include <string_view>

namespace proviso::extract {

bool begins_caption(std::string_view text);  // "Table 3.", "Рисунок 1.2:", "Fig. 1"
// "Table 3 (continued)", "Продолжение таблицы 7.1": says that the table of the page before goes on.
bool begins_continuation(std::string_view text);
bool begins_source(std::string_view text);  // "Source: ...", "Источники: ..."
bool heads_references(std::string_view heading);  // "References", "Список литературы", "7. Bibliography"
// "Contents", "Оглавление", "Table des matières", "List of tables"
bool heads_contents(std::string_view heading);
bool heads_endnotes(std::string_view heading);  // "Notes", "Endnotes", "Примечания"
// "of which:", "в том числе:": in lower case with a colon, says that parts of what stands above follow.
bool opens_parts(std::string_view text);

// The part of a header or caption that names the unit of numbers: "thous persons", "%" of "Share, %",
// "in per cent" of "(end of year, in per cent)"; empty if there is none.
std::string_view unit_in(std::string_view text);

}  // namespace proviso::extract
