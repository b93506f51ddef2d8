#include "app/output/csv.h"
#include "app/output/difference_output.h"
#include "app/output/provision_output.h"
#include "app/output/terminal_text.h"

namespace proviso::app {

namespace {

using store::Change;
using store::PastProvision;

const PastProvision& shown(const Change& change) { return change.after ? *change.after : *change.before; }

std::string_view kind_of(const Change& change) {
  return !change.before ? "gained" : !change.after ? "lost" : "changed";
}

struct Tally {
  long long gained = 0, lost = 0, changed = 0;

  void count(const Change& change) { ++(!change.before ? gained : !change.after ? lost : changed); }
  std::string text() const {
    return grouped(gained) + " gained, " + grouped(lost) + " lost, " + grouped(changed) + " changed";
  }
};

std::string base_name(const std::string& path) { return path.substr(path.rfind('/') + 1); }

std::string change_text(const Console& console, const Change& change) {
  const PastProvision& one = shown(change);
  std::string text = "  " + bold(console, kind_of(change)) + "  " +
                     for_terminal_line(base_name(change.path)) + ", p. " + std::to_string(one.page) + "  " +
                     dim(console, one.id) + "\n    " + for_terminal_line(shortened(one.quote, 160)) + "\n";
  for (const store::FieldChange& field : change.fields) {
    text += "    " + field.name + ": " + for_terminal_line(field.before.empty() ? "nothing" : field.before) +
            " → " + for_terminal_line(field.after.empty() ? "nothing" : field.after) + "\n";
  }
  return text;
}

using Changes = std::vector<Change>;

// The end of the group of changes with one cause that begins at `first`.
Changes::const_iterator end_of_group(Changes::const_iterator first, Changes::const_iterator last) {
  auto end = first;
  while (end != last && end->cause == first->cause && end->detail == first->detail) ++end;
  return end;
}

std::string fields_text(const Change& change) {
  std::string text;
  for (const store::FieldChange& field : change.fields) {
    text += (text.empty() ? "" : "; ") + field.name + ": " + field.before + " → " + field.after;
  }
  return text;
}

}  // namespace

std::string_view name(store::Cause cause) {
  switch (cause) {
    case store::Cause::file:
      return "file";
    case store::Cause::reading:
      return "reading";
    case store::Cause::finding:
      return "finding";
    case store::Cause::rule:
      break;
  }
  return "rule";
}

std::string difference_text(const Console& console, const store::Difference& difference, std::size_t limit) {
  Tally all;
  for (const Change& change : difference.changes) all.count(change);
  std::string text = "From run " + std::to_string(difference.before) + " to run " +
                     std::to_string(difference.after) + ": " + all.text() + "; " + grouped(difference.same) +
                     " the same";
  if (difference.moved > 0) text += ", " + grouped(difference.moved) + " elsewhere on their pages";
  text += ".\n";
  for (auto first = difference.changes.begin(); first != difference.changes.end();) {
    const auto end = end_of_group(first, difference.changes.end());
    Tally group;
    for (auto change = first; change != end; ++change) group.count(*change);
    text += "\n" + bold(console, for_terminal_line(first->detail)) + ": " + group.text() + "\n";
    for (std::size_t listed = 0; first != end; ++first, ++listed) {
      if (limit > 0 && listed == limit) {
        text += "  … and " + grouped(end - first) + " more (--limit 0 lists all)\n";
        first = end;
        break;
      }
      text += change_text(console, *first);
    }
  }
  return text;
}

std::string difference_csv(const store::Difference& difference) {
  std::string csv = "change,cause,detail,file,page,kind,quote,fields,id_before,id_after,verdict,by,note\r\n";
  for (const Change& change : difference.changes) {
    const PastProvision& one = shown(change);
    for (const std::string_view text : {kind_of(change), name(change.cause), std::string_view(change.detail),
                                        std::string_view(change.path)}) {
      csv += csv_text(text) + ",";
    }
    csv += std::to_string(one.page) + "," + one.kind + "," + csv_text(one.quote) + "," +
           csv_text(fields_text(change)) + "," + (change.before ? change.before->id : "") + "," +
           (change.after ? change.after->id : "") + ",,,\r\n";
  }
  return csv;
}

}  // namespace proviso::app
