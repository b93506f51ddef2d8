// proviso review ID
#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/commands/commands.h"
#include "app/output/chain.h"
#include "app/output/json.h"
#include "app/output/provision_output.h"
#include "store/store.h"

namespace proviso::app {

namespace {

// One review for a verdict, or one for each corrected field.
std::vector<store::Review> reviews_of(const ReviewOptions& options) {
  std::vector<store::Review> reviews;
  if (options.confirm) reviews.push_back({.verdict = "confirmed"});
  if (options.reject) reviews.push_back({.verdict = "rejected"});
  for (const std::string& correction : options.corrections) {
    const std::size_t equals = correction.find('=');
    if (equals == std::string::npos || equals == 0) {
      throw WrongUse("--correct: '" + correction + "' is not FIELD=VALUE, such as value=1250");
    }
    reviews.push_back({.verdict = "corrected",
                       .field = correction.substr(0, equals),
                       .value = correction.substr(equals + 1)});
  }
  for (store::Review& review : reviews) review.by = options.by, review.note = options.note;
  return reviews;
}

void check(const ReviewOptions& options) {
  const int verdicts = options.confirm + options.reject + (options.corrections.empty() ? 0 : 1);
  if (verdicts > 1) throw WrongUse("review takes one of --confirm, --reject and --correct, not several");
  if (verdicts == 0 && !(options.by.empty() && options.note.empty())) {
    throw WrongUse("review needs a verdict: --confirm, --reject or --correct FIELD=VALUE");
  }
  if (verdicts == 1 && options.id.empty())
    throw WrongUse("review needs the id of a provision; search prints it");
  if (verdicts == 1 && options.by.empty()) throw WrongUse("review needs --by NAME: who says so");
}

// Throws WrongUse for a correction of a field that the provision does not have.
void check_fields(const store::ProvisionRecord& provision, const std::vector<store::Review>& reviews) {
  const Json fields = Json::parse(fields_json(provision));
  for (const store::Review& review : reviews) {
    if (review.field.empty() || fields.contains(review.field)) continue;
    std::string names;
    for (const auto& [name, value] : fields.items()) names += (names.empty() ? "" : ", ") + name;
    throw WrongUse("--correct: " + std::string(provision.kind == "article" ? "an " : "a ") + provision.kind +
                   " has no field '" + review.field + "'; it has " + names);
  }
}

std::string list_json(const std::vector<store::ReviewRecord>& reviews) {
  Json list = Json::array();
  for (const store::ReviewRecord& review : reviews) {
    list.push_back({{"provision", text_or_null(review.provision)},
                    {"made_of", review.made_of},
                    {"verdict", review.review.verdict},
                    {"field", text_or_null(review.review.field)},
                    {"value", text_or_null(review.review.value)},
                    {"by", review.review.by},
                    {"note", text_or_null(review.review.note)},
                    {"at", review.at},
                    {"file", review.path},
                    {"sha256", review.sha256},
                    {"quote", review.quote}});
  }
  return line_of(Json::object({{"reviews", std::move(list)}})) + "\n";
}

std::string list_text(const Console& console, const std::vector<store::ReviewRecord>& reviews) {
  std::string text;
  for (const store::ReviewRecord& review : reviews) {
    text += bold(console, review.provision.empty() ? review.made_of : review.provision) + "  " +
            for_terminal_line(review.path) + "\n  " + for_terminal_line(shortened(review.quote, 160)) +
            "\n  " + for_terminal_line(review_text(review, false)) + "\n";
    if (review.provision.empty()) text += "  no provision has these words now\n";
  }
  return text;
}

int list(const Everywhere& everywhere, const std::string& id, const Console& console) {
  const store::Store store = store::Store::open_to_read(everywhere.db);
  std::vector<store::ReviewRecord> reviews = store.reviews();
  if (!id.empty()) {
    std::erase_if(reviews, [&](const store::ReviewRecord& review) {
      return !review.provision.starts_with(id) && !review.made_of.starts_with(id);
    });
  }
  print(console.json ? list_json(reviews) : list_text(console, reviews));
  if (!reviews.empty()) return Status::done;
  say("proviso: " + everywhere.db + " holds no reviews" + (id.empty() ? "" : " of " + id));
  return Status::look;
}

}  // namespace

int review(const Everywhere& everywhere, const ReviewOptions& options, const Console& console) {
  check(options);
  const std::vector<store::Review> reviews = reviews_of(options);
  if (reviews.empty()) return list(everywhere, options.id, console);
  const auto found = store::Store::open_to_read(everywhere.db).provision(options.id);
  if (!found) {
    say("proviso: " + options.id + ": no provision of " + everywhere.db + " has this id");
    return Status::look;
  }
  check_fields(*found, reviews);
  store::Store store = store::Store::create_or_open(everywhere.db);
  for (const store::Review& review : reviews) store.put_review(found->id, review, fields_json(*found));
  const store::ProvisionRecord now = *store.provision(found->id);
  print(console.json    ? provision_line(now)
        : console.quiet ? ""
                        : for_terminal_line(now.id + " " + review_text(now.reviews.back(), false)) + "\n");
  return Status::done;
}

}  // namespace proviso::app
