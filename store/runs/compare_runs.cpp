// What changed between two runs, out of the tables.
#include <algorithm>
#include <map>
#include <tuple>

#include "store/difference.h"
#include "store/rows/columns.h"
#include "store/rows/rows.h"
#include "store/rows/state.h"

namespace proviso::store {

namespace {

// A document at the end of a run: what it was made of.
struct StateThen {
  std::int64_t run = 0, read_in = 0;
  std::string path, ocr;
};

using States = std::map<std::string, StateThen>;                       // by hash
using Provisions = std::map<std::string, std::vector<PastProvision>>;  // likewise

States states_at(const Connection& connection, std::int64_t run) {
  Statement row(connection,
                "SELECT sha256, run, read_in, path, ocr FROM states "
                "WHERE since <= ?1 AND (until IS NULL OR until > ?1)");
  States states;
  for (bool more = row.first(run); more; more = row.next()) {
    states[row.string(0)] = {row.integer(1), row.integer(2), row.string(3), row.string(4)};
  }
  return states;
}

// Of a row `o` of provisions or past_provisions; the citations' markers follow.
const std::string kColumns =
    "o.text_id, o.kind, o.page, o.\"begin\", o.\"end\", quote, o.language, o.rule, o.countries, o.value, "
    "o.value_to, o.measure, o.currency, o.qualifier, o.time, o.counted, o.unsure, o.act, o.act_name, "
    "o.country, "
    "o.article, "
    "o.part, o.point, o.addressee, o.modality, o.source, ";

const std::string kGone = "SELECT s.sha256, " + kColumns +
                          "o.cites FROM past_provisions o JOIN states s ON s.id = o.state "
                          "WHERE o.since <= ?1 AND s.until > ?1 AND s.until <= ?2";
const std::string kCame =
    "SELECT s.sha256, " + kColumns +
    "o.cites FROM past_provisions o JOIN states s ON s.id = o.state "
    "WHERE o.since > ?1 AND o.since <= ?2 AND s.until > ?2 UNION ALL SELECT d.sha256, " +
    kColumns +
    "coalesce((SELECT group_concat(c.marker, char(10)) FROM citations c WHERE c.provision = o.id), '') "
    "FROM provisions o JOIN provision_texts t ON t.id = o.id JOIN documents d ON d.id = o.document WHERE "
    "o.since > ?1 AND o.since <= ?2";

PastProvision past_at(const Statement& row) {
  PastProvision past;
  past.sha256 = row.string(0);
  past.id = row.string(1);
  past.kind = row.string(2);
  past.page = static_cast<int>(row.integer(3));
  past.where = {static_cast<std::uint32_t>(row.integer(4)), static_cast<std::uint32_t>(row.integer(5))};
  past.quote = row.string(6);
  past.language = row.string(7);
  past.rule = row.string(8);
  past.what = what_at(row, past.kind, {.countries = 9, .figure = 10, .article = 18, .recommendation = 24});
  past.cites = split(row.text(27), '\n');
  return past;
}

Provisions provisions(const Connection& connection, const std::string& sql, std::int64_t older,
                      std::int64_t newer) {
  Statement row(connection, sql);
  Provisions all;
  for (bool more = row.first(older, newer); more; more = row.next()) {
    PastProvision past = past_at(row);
    all[past.sha256].push_back(std::move(past));
  }
  return all;
}

struct RunThen {
  std::string reading, finding, fingerprint;
};

class RunComparison {
 public:
  RunComparison(const Connection& connection, std::int64_t older, std::int64_t newer)
      : connection_(connection),
        older_(older),
        before_(states_at(connection, older)),
        after_(states_at(connection, newer)),
        gone_(provisions(connection, kGone, older, newer)),
        came_(provisions(connection, kCame, older, newer)) {
    Statement row(connection, "SELECT id, reading, finding, fingerprint FROM runs");
    while (row.next()) runs_[row.integer(0)] = {row.string(1), row.string(2), row.string(3)};
    result_.before = older;
    result_.after = newer;
  }

  Difference make() {
    std::map<std::string, std::string> changed;  // files of other bytes now: hash before to hash after
    for (const auto& [sha256, state] : before_) {
      if (after_.contains(sha256)) {
        compare(sha256, sha256);
      } else if (const auto now = hash_now_at(state.path)) {
        compare(sha256, changed[sha256] = *now);
      } else {
        one_sided(sha256, "the file is gone");
      }
    }
    for (const auto& [sha256, state] : after_) {
      const bool known = before_.contains(sha256) ||
                         std::any_of(changed.begin(), changed.end(),
                                     [&hash = sha256](const auto& pair) { return pair.second == hash; });
      if (!known) one_sided(sha256, "a new file");
    }
    count_same();
    order();
    return std::move(result_);
  }

 private:
  // The hash of a document that is new and lies where another lay before.
  std::optional<std::string> hash_now_at(const std::string& path) const {
    for (const auto& [sha256, state] : after_) {
      if (state.path == path && !before_.contains(sha256)) return sha256;
    }
    return std::nullopt;
  }

  void one_sided(const std::string& sha256, const std::string& detail) {
    const bool is_gone = before_.contains(sha256);
    const std::string& path = (is_gone ? before_ : after_).at(sha256).path;
    for (PastProvision& past : is_gone ? gone_[sha256] : came_[sha256]) {
      Change change{.cause = Cause::file, .detail = detail, .path = path};
      (is_gone ? change.before : change.after) = std::move(past);
      result_.changes.push_back(std::move(change));
    }
  }

  void compare(const std::string& before, const std::string& after) {
    if (!gone_.contains(before) && !came_.contains(after)) return;
    const StateThen& then = before_.at(before);
    const StateThen& now = after_.at(after);
    const bool same_text = before == after && then.read_in == now.read_in;
    for (auto& [was, is] : paired(std::move(gone_[before]), std::move(came_[after]), same_text)) {
      Change change{.before = std::move(was), .after = std::move(is), .path = now.path};
      if (change.before && change.after && !note_fields(change)) {
        ++result_.moved;
        continue;
      }
      explain(change, before == after, then, now);
      result_.changes.push_back(std::move(change));
    }
  }

  // False if no field differs.
  static bool note_fields(Change& change) {
    const auto before = fields_of(*change.before);
    const auto after = fields_of(*change.after);
    for (std::size_t i = 0; i < before.size(); ++i) {
      if (before[i].second != after[i].second) {
        change.fields.push_back({before[i].first, before[i].second, after[i].second});
      }
    }
    return !change.fields.empty();
  }

  void explain(Change& change, bool same_file, const StateThen& then, const StateThen& now) {
    if (!same_file) {
      change.cause = Cause::file;
      change.detail = "the file has changed";
      return;
    }
    if (then.ocr != now.ocr || runs_[then.read_in].reading != runs_[now.read_in].reading) {
      change.cause = Cause::reading;
      change.detail = then.ocr != now.ocr ? "read with --ocr " + now.ocr + " in place of " + then.ocr
                                          : "the program reads in another way";
      return;
    }
    const RunThen& found_then = runs_[then.run];
    const RunThen& found_now = runs_[now.run];
    const bool rules = found_then.fingerprint != found_now.fingerprint;
    const std::string rule = rules ? changed_rule(change, found_then, found_now) : "";
    if (found_then.finding != found_now.finding && rule.empty()) {
      change.cause = Cause::finding;
      change.detail = "the program finds in another way";
      return;
    }
    change.cause = Cause::rule;
    const PastProvision& one = change.after ? *change.after : *change.before;
    change.detail = rule.empty() ? "rule " + one.rule + ", through its vocabulary or another rule" : rule;
  }

  // Which rule of the change is not what it was; empty if none.
  std::string changed_rule(const Change& change, const RunThen& then, const RunThen& now) {
    for (const std::optional<PastProvision>* one : {&change.after, &change.before}) {
      if (!one->has_value()) continue;
      const std::string& rule = (*one)->rule;
      const std::string was = version_of(then.fingerprint, rule);
      const std::string is = version_of(now.fingerprint, rule);
      if (was == is) continue;
      if (was.empty()) return "rule " + rule + ", new";
      if (is.empty()) return "rule " + rule + ", removed";
      return "rule " + rule + ", changed";
    }
    return "";
  }

  std::string version_of(const std::string& fingerprint, const std::string& rule) {
    Statement row(connection_, "SELECT version FROM rules WHERE fingerprint = ? AND name = ?");
    return row.first(fingerprint, rule) ? row.string(0) : "";
  }

  void count_same() {
    Statement row(connection_,
                  "SELECT (SELECT coalesce(sum(provisions), 0) FROM states WHERE since <= ?1 AND "
                  "(until IS NULL OR until > ?1))");
    row.first(older_);
    result_.same = row.integer(0) - result_.moved;
    for (const Change& change : result_.changes) result_.same -= change.before ? 1 : 0;
  }

  void order() {
    const auto key = [](const Change& change) {
      const PastProvision& one = change.after ? *change.after : *change.before;
      return std::tuple(change.cause, std::string_view(change.detail), std::string_view(change.path),
                        one.page, one.where.begin, one.where.end);
    };
    std::stable_sort(result_.changes.begin(), result_.changes.end(),
                     [&](const Change& a, const Change& b) { return key(a) < key(b); });
  }

  const Connection& connection_;
  std::int64_t older_;
  States before_, after_;
  Provisions gone_, came_;
  std::map<std::int64_t, RunThen> runs_;
  Difference result_;
};

void check_known(const Store& store, std::int64_t id) {
  const std::optional<RunRecord> run = store.run(id);
  if (!run) throw BadQuery("there is no run " + std::to_string(id) + "; `proviso runs` lists them");
  if (run->pruned) {
    throw BadQuery("run " + std::to_string(id) + " was pruned: what was there at its end is no longer known");
  }
}

// The same seen from the other side.
Difference turned(Difference difference) {
  std::swap(difference.before, difference.after);
  for (Change& change : difference.changes) {
    std::swap(change.before, change.after);
    for (FieldChange& field : change.fields) std::swap(field.before, field.after);
  }
  return difference;
}

}  // namespace

Difference Store::difference(std::int64_t before, std::int64_t after) const {
  Transaction snapshot(state_->connection, Transaction::read);
  check_known(*this, before);
  check_known(*this, after);
  if (before > after) return turned(difference(after, before));
  return RunComparison(state_->connection, before, after).make();
}

}  // namespace proviso::store
