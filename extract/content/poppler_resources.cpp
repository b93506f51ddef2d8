#include "extract/content/poppler_resources.h"

#include <poppler/XRef.h>

#include "extract/content/poppler_colours.h"

namespace proviso::extract {

void ResourceStack::push(Dict* dictionary) {
  constexpr std::array<const char*, categories> names = {"Font", "XObject", "ColorSpace", "ExtGState",
                                                         "Properties"};
  Frame& frame = frames_.emplace_back();
  if (dictionary == nullptr) return;
  for (std::size_t i = 0; i < categories; ++i) frame.dictionaries[i] = dictionary->lookup(names[i]);
}

Object ResourceStack::lookup(Category category, std::string_view name) {
  return lookup_reference(category, name).fetch(&xref_);
}

Object ResourceStack::lookup_reference(Category category, std::string_view name) {
  const std::string key(name);
  for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame) {
    const Object& dictionary = frame->dictionaries[category];
    if (!dictionary.isDict()) continue;
    const Object& value = dictionary.dictLookupNF(key.c_str());
    if (!value.isNull()) return value.copy();
  }
  return Object(objNull);
}

const DocumentFont* ResourceStack::font(std::string_view name) {
  auto& known = frames_.back().fonts;
  if (const auto it = known.find(name); it != known.end()) return it->second;
  std::string key(name);
  const DocumentFont* font = find_font(key);
  known.emplace(std::move(key), font);
  return font;
}

const DocumentFont* ResourceStack::find_font(const std::string& name) {
  for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame) {
    const Object& dictionary = frame->dictionaries[font_names];
    if (!dictionary.isDict()) continue;
    const Object& entry = dictionary.dictLookupNF(name.c_str());
    if (entry.isNull()) continue;
    if (const DocumentFont* font = fonts_.font(name.c_str(), entry)) return font;
  }
  return nullptr;
}

const GfxColorSpace* ResourceStack::colour_space(std::string_view name) {
  auto& known = frames_.back().colours;
  if (const auto it = known.find(name); it != known.end()) return it->second;
  std::string key(name);
  Object value = lookup(colour_spaces, name);
  if (value.isNull()) value = Object(objName, key.c_str());
  const GfxColorSpace* space = colours_.space(value);
  known.emplace(std::move(key), space);
  return space;
}

const Object& ResourceStack::graphics_state(std::string_view name) {
  auto& known = frames_.back().states;
  if (const auto it = known.find(name); it != known.end()) return it->second;
  Object state = lookup(graphics_states, name);
  const bool matters =
      state.isDict() && (state.dictLookup("SMask").isDict() || state.dictLookup("Font").isArray());
  if (!matters) state = Object(objNull);
  return known.emplace(std::string(name), std::move(state)).first->second;
}

}  // namespace proviso::extract
