// The resource dictionaries in force while content is read: those of the page, and above them those of the
// forms that are being drawn (ISO 32000-1, 7.8.3). A name is looked up from the innermost outwards.
#pragma once

#include <poppler/Object.h>

#include <array>
#include <deque>
#include <map>
#include <string>
#include <string_view>

#include "extract/content/poppler_fonts.h"

class GfxColorSpace;

namespace proviso::extract {

class ColourSpaces;

class ResourceStack {
 public:
  ResourceStack(XRef& xref, DocumentFonts& fonts, ColourSpaces& colours)
      : xref_(xref), fonts_(fonts), colours_(colours) {}

  // `dictionary` may be null: a form without resources of its own.
  void push(Dict* dictionary);
  void pop() { frames_.pop_back(); }

  // Null if no dictionary knows the name, or Poppler cannot use what it stands for.
  const DocumentFont* font(std::string_view name);
  const DocumentFont* font_by_reference(const Object& reference) { return fonts_.font("", reference); }
  const GfxColorSpace* colour_space(std::string_view name);

  // The value of `name`, a reference followed or not; null object if no dictionary knows it.
  Object form(std::string_view name) { return lookup(xobjects, name); }
  Object form_reference(std::string_view name) { return lookup_reference(xobjects, name); }
  Object properties_reference(std::string_view name) { return lookup_reference(properties, name); }

  // The parameters of `name` if they do anything to text or bring forms along; else a null object.
  const Object& graphics_state(std::string_view name);

 private:
  enum Category : std::size_t {
    font_names,
    xobjects,
    colour_spaces,
    graphics_states,
    properties,
    categories
  };
  struct Frame {
    std::array<Object, categories> dictionaries;
    std::map<std::string, const DocumentFont*, std::less<>> fonts;
    std::map<std::string, const GfxColorSpace*, std::less<>> colours;
    std::map<std::string, Object, std::less<>> states;
  };

  Object lookup(Category category, std::string_view name);
  Object lookup_reference(Category category, std::string_view name);
  const DocumentFont* find_font(const std::string& name);
  const GfxColorSpace* find_colour_space(const std::string& name);

  XRef& xref_;
  DocumentFonts& fonts_;
  ColourSpaces& colours_;
  std::deque<Frame> frames_;
};

}  // namespace proviso::extract
