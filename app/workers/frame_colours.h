// The colours of what is framed in pictures of pages.
#pragma once

#include <string_view>

#include "app/workers/messages.h"
#include "extract/picture.h"

namespace proviso::app {

constexpr extract::Colour colour_of(Frame::Role role) {
  switch (role) {
    case Frame::Role::call:
      return {20, 90, 200};
    case Frame::Role::note:
      return {20, 140, 60};
    case Frame::Role::reference:
      return {130, 60, 170};
    case Frame::Role::statement:
      break;
  }
  return {214, 40, 40};
}

// "statement", "note call", "note", "reference", and the colour for people: "red", "blue", "green", "purple".
constexpr std::string_view name(Frame::Role role) {
  constexpr std::string_view names[] = {"statement", "note call", "note", "reference"};
  return names[static_cast<int>(role)];
}
constexpr std::string_view colour_name(Frame::Role role) {
  constexpr std::string_view names[] = {"red", "blue", "green", "purple"};
  return names[static_cast<int>(role)];
}

}  // namespace proviso::app
