// Writes small PDFs for tests, uncompressed, so that a failing one can be read with a pager.
#pragma once

#include <algorithm>
#include <cstdio>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace proviso::extract {

// Fonts of every tiny PDF. `mapped` is Helvetica whose ToUnicode map is TinyPdf::characters; `unmapped` is
// one whose glyph names mean nothing and that has no ToUnicode map.
enum class TinyFont { regular, bold, mapped, unmapped };

// One page. Coordinates as in document.h: points from the top left corner, before rotation.
struct TinyPage {
  double width = 595, height = 842;
  int rotate = 0;            // 0, 90, 180 or 270 degrees clockwise
  std::string crop = {};     // the crop box as PDF writes it ("50 50 300 400"); empty: the whole page
  std::string content = {};  // the content stream so far
  std::string entries = {};  // further entries of the page's dictionary

  // `text` are codes of the font (ASCII for regular and bold). `rise` lifts it above `baseline`.
  TinyPage& text(double x, double baseline, double size, std::string_view text,
                 TinyFont font = TinyFont::regular, double rise = 0) {
    content += "BT /F" + std::to_string(static_cast<int>(font)) + " " + number(size) + " Tf " + number(rise) +
               " Ts " + number(x) + " " + number(height - baseline) + " Td (";
    for (const char character : text) {
      if (character == '(' || character == ')' || character == '\\') content += '\\';
      content += character;
    }
    content += ") Tj ET\n";
    return *this;
  }
  // A stroked line, half a point wide.
  TinyPage& line(double x0, double y0, double x1, double y1) {
    content += "0.5 w " + number(x0) + " " + number(height - y0) + " m " + number(x1) + " " +
               number(height - y1) + " l S\n";
    return *this;
  }
  // A filled rectangle; `grey` from 0 (black) to 1 (white).
  TinyPage& fill(double x0, double top, double x1, double bottom, double grey = 0) {
    content += number(grey) + " g " + number(x0) + " " + number(height - bottom) + " " + number(x1 - x0) +
               " " + number(bottom - top) + " re f 0 g\n";
    return *this;
  }

  static std::string number(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.3f", value);
    return text;
  }
};

struct TinyPdf {
  std::vector<TinyPage> pages = {};
  std::map<unsigned char, char16_t> characters = {};  // of TinyFont::mapped
  std::string page_labels = {};                       // a number tree's Nums ("0 << /S /r >> 2 << /S /D >>")
  std::string title = {};                             // ASCII, of the document information
  std::string catalog = {};                           // further entries of the catalogue
  std::string outline = {};                           // titles, one a line, each a bookmark to page 1, 2, ...
  std::string resources = {};                         // further entries of every page's resources
  std::string fonts = {};                             // further entries of their font dictionary
  std::vector<std::string> objects = {};              // further objects, numbered from 1

  std::string bytes() const;
};

namespace tiny_pdf_detail {

// Numbers objects in the order they are added and writes the file around them.
class Writer {
 public:
  int add(const std::string& object) {
    objects_.push_back(object);
    return static_cast<int>(objects_.size());
  }
  int add_stream(const std::string& content) {
    return add("<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content + "\nendstream");
  }
  int next() const { return static_cast<int>(objects_.size()) + 1; }
  std::string file(int root, int info) const {
    std::string bytes = "%PDF-1.4\n";
    std::string table = "0000000000 65535 f \n";
    for (std::size_t i = 0; i < objects_.size(); ++i) {
      char entry[32];
      std::snprintf(entry, sizeof entry, "%010zu 00000 n \n", bytes.size());
      table += entry;
      bytes += std::to_string(i + 1) + " 0 obj\n" + objects_[i] + "\nendobj\n";
    }
    const std::string start = std::to_string(bytes.size());
    const std::string count = std::to_string(objects_.size() + 1);
    return bytes + "xref\n0 " + count + "\n" + table + "trailer\n<< /Size " + count + " /Root " +
           std::to_string(root) + " 0 R /Info " + std::to_string(info) + " 0 R >>\nstartxref\n" + start +
           "\n%%EOF\n";
  }

 private:
  std::vector<std::string> objects_;
};

inline std::string reference(int object) { return std::to_string(object) + " 0 R"; }

inline std::string to_unicode_map(const std::map<unsigned char, char16_t>& characters) {
  std::string map =
      "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def\n"
      "1 begincodespacerange <00> <FF> endcodespacerange\n" +
      std::to_string(characters.size()) + " beginbfchar\n";
  for (const auto& [code, character] : characters) {
    char line[32];
    std::snprintf(line, sizeof line, "<%02X> <%04X>\n", static_cast<unsigned>(code),
                  static_cast<unsigned>(character));
    map += line;
  }
  return map + "endbfchar endcmap end end";
}

}  // namespace tiny_pdf_detail

inline std::string TinyPdf::bytes() const {
  using tiny_pdf_detail::reference;
  tiny_pdf_detail::Writer writer;
  for (const std::string& object : objects) writer.add(object);
  const std::string type1 = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica";
  std::string unmapped = "/Encoding << /Type /Encoding /Differences [32";
  for (int code = 32; code < 127; ++code)
    unmapped += " /glyph_" + std::string(1, static_cast<char>('a' + code % 26)) + "x";
  const int to_unicode = writer.add_stream(tiny_pdf_detail::to_unicode_map(characters));
  const int own_fonts[] = {writer.add(type1 + " /Encoding /WinAnsiEncoding >>"),
                           writer.add(type1 + "-Bold /Encoding /WinAnsiEncoding >>"),
                           writer.add(type1 + " /ToUnicode " + reference(to_unicode) + " >>"),
                           writer.add(type1 + " " + unmapped + "] >> >>")};
  std::string all_resources = "<< /Font <<";
  for (int i = 0; i < 4; ++i) all_resources += " /F" + std::to_string(i) + " " + reference(own_fonts[i]);
  all_resources += " " + fonts + " >> " + resources + " >>";
  const int tree = writer.next() + static_cast<int>(pages.size()) * 2;
  std::vector<int> kids;
  for (const TinyPage& page : pages) {
    const int content = writer.add_stream(page.content);
    std::string object = "<< /Type /Page /Parent " + reference(tree) + " /MediaBox [0 0 " +
                         TinyPage::number(page.width) + " " + TinyPage::number(page.height) + "] /Rotate " +
                         std::to_string(page.rotate) + " /Resources " + all_resources + " /Contents " +
                         reference(content);
    if (!page.crop.empty()) object += " /CropBox [" + page.crop + "]";
    kids.push_back(writer.add(object + " " + page.entries + " >>"));
  }
  std::string list;
  for (const int kid : kids) list += reference(kid) + " ";
  writer.add("<< /Type /Pages /Count " + std::to_string(kids.size()) + " /Kids [" + list + "] >>");
  std::string entries = "<< /Type /Catalog /Pages " + reference(tree);
  if (!page_labels.empty()) entries += " /PageLabels << /Nums [" + page_labels + "] >>";
  std::vector<std::string> titles;
  for (std::size_t at = 0; at < outline.size();) {
    const std::size_t end = std::min(outline.find('\n', at), outline.size());
    titles.push_back(outline.substr(at, end - at));
    at = end + 1;
  }
  if (!titles.empty()) {
    const int top = writer.next(), first = top + 1, count = static_cast<int>(titles.size());
    writer.add("<< /Type /Outlines /First " + reference(first) + " /Last " + reference(first + count - 1) +
               " /Count " + std::to_string(count) + " >>");
    for (int i = 0; i < count; ++i) {
      std::string item = "<< /Title (" + titles[i] + ") /Parent " + reference(top) + " /Dest [" +
                         reference(kids[std::min<std::size_t>(i, kids.size() - 1)]) + " /Fit]";
      if (i > 0) item += " /Prev " + reference(first + i - 1);
      if (i + 1 < count) item += " /Next " + reference(first + i + 1);
      writer.add(item + " >>");
    }
    entries += " /Outlines " + reference(top);
  }
  const int info = writer.add("<< /Title (" + title + ") >>");
  return writer.file(writer.add(entries + " " + catalog + " >>"), info);
}

}  // namespace proviso::extract
