// Small documents with findings to fill stores with.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "extract/document.h"
#include "nlp/provision.h"
#include "store/store.h"

namespace proviso::store {

// A document and what was found in it. The hash is made of `digit`; the path is "/reports/<name>".
struct Sample {
  FileState file;
  extract::Document document;
  nlp::Findings findings;
};

inline Sample sample(char digit, const std::string& name, const std::string& text,
                     const std::string& language) {
  Sample made;
  made.document = extract::plain_document(text);
  made.document.sha256 = std::string(64, digit);
  made.document.title = "Report " + name;
  made.file = {.path = "/reports/" + name, .size = 100, .modified = 5, .sha256 = made.document.sha256};
  made.findings.language = language;
  made.findings.languages.assign(made.document.blocks.size(), language);
  return made;
}

// Adds a provision whose quote is the first `quote` in the text; its context is its block.
inline void add(Sample& to, const std::string& quote,
                std::variant<nlp::Figure, nlp::Article, nlp::Recommendation> what,
                std::vector<nlp::Citation> cites = {}) {
  const auto begin = static_cast<std::uint32_t>(to.document.text.find(quote));
  const extract::Span where = {begin, begin + static_cast<std::uint32_t>(quote.size())};
  const std::uint32_t block = extract::block_at(to.document, begin);
  to.findings.provisions.push_back({.what = std::move(what),
                                    .where = where,
                                    .context = to.document.blocks[block].span,
                                    .block = block,
                                    .rule = "test-rule",
                                    .language = to.findings.language,
                                    .cites = std::move(cites)});
}

// A thesaurus of two concepts and a country.
inline nlp::Thesaurus small_thesaurus() {
  nlp::Thesaurus thesaurus;
  const auto add = [&](const std::string& name, std::vector<std::pair<std::string, std::string>> terms) {
    nlp::Concept made;
    made.name = name;
    for (const auto& [language, term] : terms) made.terms.push_back({language, term, {}});
    thesaurus.concepts.push_back(made);
  };
  add("forced-labour", {{"en", "forced labour"}, {"en", "compulsory labour"}, {"ru", "принудительный труд"}});
  add("shelter", {{"en", "shelter"}, {"ru", "приют"}});
  add("KZ", {{"", "Kazakhstan"}, {"", "Казахстан"}});
  return thesaurus;
}

inline void put(Store& store, const Sample& sample, std::int64_t run,
                extract::OcrMode ocr = extract::OcrMode::automatic) {
  IndexedWords words;
  add_terms(small_thesaurus(), words.concepts());
  const DocumentRows rows = rows_of(sample.document, sample.findings, words);
  store.put({.file = sample.file, .packed = "packed", .rows = rows, .run = run, .ocr = ocr});
}

// Three reports: English, Russian, and one with a table.
inline Sample english() {
  Sample made =
      sample('a', "patrol-en.pdf",
             "# Scale of the crime\n"
             "Courts convicted 412 traffickers in Kazakhstan in 2017 under Article 128 of its code.\n"
             "## What to do\n"
             "- Open three more shelters for victims of forced labour.\n"
             "The register of entry bans grew.\n",
             "en");
  add(made, "412 traffickers",
      nlp::Figure{.value = 412, .time = "2017", .place = {"KZ"}, .counted = "traffickers"});
  add(made, "Article 128", nlp::Article{.country = "KZ", .article = "128"});
  add(made, "Open three more shelters for victims of forced labour.",
      nlp::Recommendation{.addressee = "",
                          .country = {"KZ", "RU"},
                          .modality = nlp::Modality::imperative,
                          .source = {"NO", "CR"}});
  return made;
}

inline Sample russian() {
  Sample made = sample('b', "obzor-ru.pdf",
                       "# Ответственность\n"
                       "По ст. 127.1 УК РФ осуждены 30 человек за торговлю людьми.\n"
                       "Принудительного труда стало меньше, учёт ведётся в 2014–2017 годах.\n",
                       "ru");
  add(made, "ст. 127.1 УК РФ", nlp::Article{.country = "RU", .article = "127.1"});
  add(made, "30 человек", nlp::Figure{.value = 30, .time = "2016/2018", .place = {"RU"}});
  return made;
}

inline Sample tabular() {
  Sample made = sample('c', "table-en.pdf",
                       "# Numbers by country\n"
                       "| Country | 2017 | 2018 |\n"
                       "| Ukraine | 31 | 44 |\n"
                       "| Moldova | 7 | 9 |\n",
                       "en");
  add(made, "44", nlp::Figure{.value = 44, .time = "2018", .place = {"UA"}});
  return made;
}

// A folder of its own, gone at the end.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "proviso-store-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~Folder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace proviso::store
