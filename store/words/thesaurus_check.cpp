#include "store/words/thesaurus_check.h"

#include <algorithm>
#include <set>

#include "store/words/concept_tags.h"

namespace proviso::store {

namespace {

bool speaks_of(ConceptTags& tags, const std::string& text, const std::string& name) {
  const std::vector<ConceptTags::Found>& found = tags.in(text);
  return std::any_of(found.begin(), found.end(),
                     [&](const ConceptTags::Found& one) { return tags.name(one.id) == name; });
}

bool has_label(const nlp::Concept& topic, std::string_view language) {
  return std::any_of(topic.terms.begin(), topic.terms.end(),
                     [&](const nlp::ConceptTerm& term) { return term.language == language; });
}

void look_at_terms(const nlp::Concept& topic, ConceptTags& tags, std::vector<nlp::RuleProblem>& problems) {
  std::set<std::string> known;
  for (const nlp::ConceptTerm& term : topic.terms) {
    std::string taken;
    if (!tags.add(topic.name, term.text, &taken)) {
      problems.push_back({term.place, topic.name,
                          taken.empty() ? "\"" + term.text + "\" has no word"
                                        : "\"" + term.text + "\" is a term of " + taken + " too"});
    } else if (!known.insert(term.language + ' ' + term.text).second) {
      problems.push_back({term.place, topic.name, "\"" + term.text + "\" is there twice"});
    }
  }
}

}  // namespace

nlp::ExamplesChecked check_examples(const nlp::Thesaurus& thesaurus) {
  ConceptTags tags;
  add_terms(thesaurus, tags);
  nlp::ExamplesChecked checked;
  for (const nlp::Concept& topic : thesaurus.concepts) {
    if (topic.is_country()) continue;
    ++checked.rules;
    for (const auto* examples : {&topic.yes, &topic.no}) {
      for (const nlp::Example& example : *examples) {
        ++checked.examples;
        const bool wanted = examples == &topic.yes;
        if (speaks_of(tags, example.text, topic.name) == wanted) continue;
        checked.failed.push_back({example.place, topic.name,
                                  std::string(wanted ? "yes" : "no") + " example \"" + example.text + "\" " +
                                      (wanted ? "does not speak" : "speaks") + " of it"});
      }
    }
  }
  return checked;
}

std::vector<nlp::RuleProblem> lint(const nlp::Thesaurus& thesaurus) {
  ConceptTags tags;
  std::vector<nlp::RuleProblem> problems;
  for (const nlp::Concept& topic : thesaurus.concepts) {
    if (topic.is_country()) continue;  // of those nlp looks at the names
    look_at_terms(topic, tags, problems);
    if (topic.yes.empty()) problems.push_back({topic.place, topic.name, "has no yes example"});
    for (const char* language : {"en", "ru", "uk"}) {
      if (!has_label(topic, language)) {
        problems.push_back({topic.place, topic.name, std::string("has no term in ") + language});
      }
    }
  }
  return problems;
}

}  // namespace proviso::store
