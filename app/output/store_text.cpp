#include <array>
#include <cmath>
#include <cstdio>
#include <map>

#include "app/output/store_output.h"
#include "app/output/terminal_text.h"

namespace proviso::app {

namespace {

std::string document_text(const Console& console, const store::DocumentRecord& document) {
  std::string text = bold(console, for_terminal_line(document.name.file)) + "  " +
                     dim(console, document.name.sha256.substr(0, 12)) + "\n";
  if (!document.name.title.empty()) text += "  " + for_terminal_line(document.name.title) + "\n";
  text += "  " + (document.name.language.empty() ? "und" : for_terminal_line(document.name.language)) + ", " +
          counted(document.pages, "page") + ", " + counted(document.figures, "figure") + ", " +
          counted(document.articles, "article") + ", " + counted(document.recommendations, "recommendation") +
          "; read in run " + std::to_string(document.read_in);
  if (document.run != document.read_in) text += ", searched again in run " + std::to_string(document.run);
  text += "\n";
  for (const store::FileState& file : document.files) {
    text += "  " + for_terminal_line(file.path);
    if (file.vanished != 0) text += " (no longer there, run " + std::to_string(file.vanished) + ")";
    text += "\n";
  }
  for (const std::string& warning : document.warnings) text += "  " + for_terminal_line(warning) + "\n";
  return text;
}

std::string percent(double share) { return std::to_string(std::lround(share * 100)) + " %"; }

std::string likeness_text(const store::Likeness& likeness,
                          const std::map<std::string, const store::DocumentName*>& names) {
  const std::string first = for_terminal_line(names.at(likeness.first)->file);
  const std::string second = for_terminal_line(names.at(likeness.second)->file);
  const auto common = static_cast<long long>(likeness.common);
  switch (likeness.kind) {
    case store::Likeness::Kind::same_text:
      return "  " + second + " says the same as " + first + ", word by word\n";
    case store::Likeness::Kind::edition:
      return "  " + second + " may be another edition of " + first + ": they share " +
             counted(common, "passage") + ", " + percent(likeness.share) + " of the shorter\n";
    case store::Likeness::Kind::translation:
      break;
  }
  return "  " + second + " may be a translation of " + first + ": they share " +
         counted(common, "telling number") + ", " + percent(likeness.share) + " of those of one\n";
}

}  // namespace

std::string documents_text(const Console& console, const std::vector<store::DocumentRecord>& documents,
                           const std::vector<store::Likeness>& alike) {
  std::string text;
  std::map<std::string, const store::DocumentName*> names;
  for (const store::DocumentRecord& document : documents) {
    names[document.name.sha256] = &document.name;
    text += document_text(console, document);
  }
  if (alike.empty()) return text;
  text += "\nPerhaps one report in several forms (nothing was merged):\n";
  for (const store::Likeness& likeness : alike) text += likeness_text(likeness, names);
  return text;
}

std::string bytes_text(std::int64_t bytes) {
  if (bytes < 100'000) return counted(bytes, "byte");
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.1f MB", static_cast<double>(bytes) / 1e6);
  return buffer.data();
}

std::string size_text(const std::string& path, const store::StoreSize& size) {
  std::string text = for_terminal_line(path) + ": " + bytes_text(size.bytes) + "\n";
  for (const store::SizePart& part : size.parts) {
    std::string amount = bytes_text(part.bytes);
    amount.insert(0, amount.size() < 14 ? 14 - amount.size() : 0, ' ');
    text += amount + "  " + part.what + ": " + part.why + "\n";
  }
  return text;
}

}  // namespace proviso::app
