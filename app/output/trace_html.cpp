#include "app/output/trace_html.h"

#include <algorithm>
#include <array>

#include "app/output/provision_output.h"
#include "app/output/terminal_text.h"
#include "app/workers/frame_colours.h"
#include "store/difference.h"

namespace proviso::app {

namespace {

constexpr std::string_view kHead = R"html(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<style>
body { font: 16px/1.45 sans-serif; color: #222; background: #fff; max-width: 62rem; margin: 1.5rem auto; padding: 0 1rem }
blockquote { font: 1.3rem/1.4 serif; margin: 1rem 0; padding: .5rem 1rem; border-left: 4px solid #d62828; background: #faf7f2 }
mark { background: #fbdcdc }
table { border-collapse: collapse; margin: .5rem 0 1rem }
th, td { text-align: left; vertical-align: top; padding: .2rem 1rem .2rem 0; overflow-wrap: anywhere }
th { font-weight: 600; white-space: nowrap }
ol { padding-left: 1.5rem }
li { margin: .6rem 0; overflow-wrap: anywhere }
li b { display: block }
figure { margin: 1.5rem 0 }
img { max-width: 100%; border: 1px solid #bbb }
.key { padding: 0 .4rem; border: 2px solid }
.quiet { color: #666; font-size: .9rem }
</style>
)html";

std::string element(std::string_view name, std::string_view text) {
  const std::string tag(name);
  return "<" + tag + ">" + escaped_html(text) + "</" + tag + ">";
}

std::string row(std::string_view name, std::string_view value) {
  return value.empty() ? "" : "<tr>" + element("th", name) + element("td", value) + "</tr>\n";
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string all;
  for (const std::string& part : parts) all += (all.empty() ? "" : std::string(between)) + part;
  return all;
}

// A link only where a click leads to a web page.
std::string url_html(const std::string& url) {
  if (!url.starts_with("http://") && !url.starts_with("https://")) return escaped_html(url);
  return "<a rel=\"noreferrer\" href=\"" + escaped_html(url) + "\">" + escaped_html(url) + "</a>";
}

// The context with the quote marked in it.
std::string context_html(const store::ProvisionRecord& provision) {
  const extract::Span quote = provision.where;
  const extract::Span all = provision.context_span;
  if (!all.contains(quote) || provision.context.size() != all.size()) return escaped_html(provision.context);
  const std::string_view context = provision.context;
  return escaped_html(context.substr(0, quote.begin - all.begin)) + "<mark>" +
         escaped_html(context.substr(quote.begin - all.begin, quote.size())) + "</mark>" +
         escaped_html(context.substr(quote.end - all.begin));
}

std::string fields_html(const store::ProvisionRecord& provision) {
  store::PastProvision past;
  past.what = provision.what;
  std::string html = "<table>\n";
  constexpr std::array<std::string_view, 5> elsewhere = {"quote", "page", "cites", "language", "rule"};
  for (const auto& [name, value] : store::fields_of(past)) {
    if (std::find(elsewhere.begin(), elsewhere.end(), name) == elsewhere.end()) html += row(name, value);
  }
  return html + "</table>\n";
}

std::string key(Frame::Role role) {
  const extract::Colour colour = colour_of(role);
  const std::string rgb = "rgb(" + std::to_string(colour.r) + "," + std::to_string(colour.g) + "," +
                          std::to_string(colour.b) + ")";
  return "<span class=\"key\" style=\"border-color:" + rgb + "\">" + escaped_html(name(role)) + "</span>";
}

std::string step(std::string_view title, const std::string& html) {
  return "<li>" + element("b", title) + html + "</li>\n";
}

std::string cite_html(const store::CitationRecord& cite) {
  std::string html;
  if (!cite.text.empty()) {
    html += step("Note " + cite.marker + ", p. " + std::to_string(cite.page), escaped_html(cite.text));
  } else {
    html += step("Citation " + cite.marker, "");
  }
  if (!cite.reference.empty() && cite.reference != cite.text)
    html += step("Reference", escaped_html(cite.reference));
  if (!cite.url.empty()) html += step("Address", url_html(cite.url));
  return html;
}

std::string run_html(const store::RunRecord& run) {
  return escaped_html("Run " + std::to_string(run.id) + ", " + run.began + ", proviso " + run.start.program) +
         "<br><span class=\"quiet\">" + escaped_html("rules " + run.start.fingerprint) + "<br>" +
         escaped_html(joined(run.start.versions, ", ")) + "</span>";
}

std::string chain_html(const Chain& chain) {
  const store::ProvisionRecord& provision = chain.provision;
  std::string html = "<ol>\n";
  html += step("Words on the page",
               escaped_html("“" + provision.quote + "”, " + page_text(provision.page, provision.page_label)));
  html += step("In their context", context_html(provision));
  for (const store::CitationRecord& cite : provision.cites) html += cite_html(cite);
  html +=
      step("Rule",
           escaped_html(provision.rule +
                        (chain.rule ? ", version " + chain.rule->version + ", " + chain.rule->place : "")));
  if (chain.found) html += step("Found in", run_html(*chain.found));
  if (chain.read && chain.found && chain.read->id != chain.found->id)
    html += step("Read in", run_html(*chain.read));
  html += step("File", escaped_html(provision.document.path) + "<br><span class=\"quiet\">SHA-256 " +
                           escaped_html(provision.document.sha256) + "</span>");
  return html + "</ol>\n";
}

std::string reviews_html(const store::ProvisionRecord& provision) {
  if (provision.reviews.empty()) return "";
  std::string html = "<h2>Reviews</h2>\n<ul>\n";
  for (const store::ReviewRecord& review : provision.reviews) {
    html += element("li", review_text(review, is_outdated(provision, review))) + "\n";
  }
  return html + "</ul>\n";
}

std::string picture_html(const PagePicture& page) {
  std::string caption = "Page " + std::to_string(page.number) + ": ";
  for (const Frame::Role role : page.roles) caption += key(role) + " ";
  return "<figure>\n<figcaption>" + caption + "</figcaption>\n<img alt=\"Page " +
         std::to_string(page.number) + "\" src=\"data:image/png;base64," + base64(page.png) +
         "\">\n</figure>\n";
}

// Characters that must not reach a page: controls but tab and newline, and those that reorder what is read.
bool is_harmful(std::string_view character) {
  if (character.size() == 1) {
    const auto byte = static_cast<unsigned char>(character[0]);
    return (byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F;
  }
  constexpr std::array<std::string_view, 12> turning = {"\u200E", "\u200F", "\u061C", "\u202A",
                                                        "\u202B", "\u202C", "\u202D", "\u202E",
                                                        "\u2066", "\u2067", "\u2068", "\u2069"};
  return (character.size() == 2 && character[0] == '\xC2' &&
          static_cast<unsigned char>(character[1]) < 0xA0) ||
         std::find(turning.begin(), turning.end(), character) != turning.end();
}

}  // namespace

std::string escaped_html(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_length(text, at);
    const std::string_view character = text.substr(at, std::max<std::size_t>(length, 1));
    at += character.size();
    if (length == 0 || is_harmful(character)) {
      out += "\uFFFD";
    } else if (character == "&") {
      out += "&amp;";
    } else if (character == "<") {
      out += "&lt;";
    } else if (character == ">") {
      out += "&gt;";
    } else if (character == "\"") {
      out += "&quot;";
    } else if (character == "'") {
      out += "&#39;";
    } else {
      out += character;
    }
  }
  return out;
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    std::uint32_t group = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      group = group << 8 | (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0U);
    }
    for (std::size_t i = 0; i < 4; ++i) {
      out += at + i > bytes.size() ? '=' : digits[group >> (18 - 6 * i) & 63];
    }
  }
  return out;
}

std::string trace_html(const Chain& chain, const std::vector<PagePicture>& pages) {
  const store::ProvisionRecord& provision = chain.provision;
  const std::string title =
      provision.document.title.empty() ? provision.document.file : provision.document.title;
  std::string html(kHead);
  html += element("title", provision.id + " — " + title) + "\n</head>\n<body>\n";
  html += element("h1", title) + "\n<p class=\"quiet\">" +
          escaped_html(provision.document.file + ", " + page_text(provision.page, provision.page_label) +
                       ", " + provision.kind + " " + provision.id) +
          "</p>\n";
  if (!provision.section.empty()) html += element("p", joined(provision.section, " › ")) + "\n";
  html += element("blockquote", provision.quote) + "\n" + fields_html(provision) + reviews_html(provision) +
          "<h2>What it rests on</h2>\n" + chain_html(chain) + "<h2>On paper</h2>\n";
  for (const PagePicture& page : pages) html += picture_html(page);
  return html + "</body>\n</html>\n";
}

}  // namespace proviso::app
