#include "extract/content/poppler_content.h"

#include <poppler/Catalog.h>
#include <poppler/GfxFont.h>
#include <poppler/GfxState.h>
#include <poppler/OptionalContent.h>
#include <poppler/PDFDoc.h>
#include <poppler/Page.h>

#include <array>
#include <cmath>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "extract/content/content_lexer.h"
#include "extract/content/drawn_path.h"
#include "extract/content/operator_table.h"
#include "extract/content/poppler_colours.h"
#include "extract/content/poppler_device.h"
#include "extract/content/poppler_resources.h"
#include "extract/content/poppler_streams.h"

namespace proviso::extract {
namespace {

using Matrix = std::array<double, 6>;
constexpr Matrix identity = {1, 0, 0, 1, 0, 0};
constexpr int deepest_form = 100;  // Poppler's limit
constexpr double points_per_inch = 72;

// `inner` applied before `outer`.
Matrix product(const Matrix& inner, const Matrix& outer) {
  return {inner[0] * outer[0] + inner[1] * outer[2],
          inner[0] * outer[1] + inner[1] * outer[3],
          inner[2] * outer[0] + inner[3] * outer[2],
          inner[2] * outer[1] + inner[3] * outer[3],
          inner[4] * outer[0] + inner[5] * outer[2] + outer[4],
          inner[4] * outer[1] + inner[5] * outer[3] + outer[5]};
}

// What q saves and Q brings back.
struct GraphicsState {
  Matrix page = identity;  // user space to the page
  Matrix text = identity;  // text space to user space
  const DocumentFont* font = nullptr;
  double font_size = 0;
  double character_space = 0, word_space = 0, horizontal_scale = 1, leading = 0, rise = 0;
  int render = 0;
  const GfxColorSpace* fill_space = nullptr;
  GfxColor fill_colour = {};
  bool stroke_pattern = false;
};

// What they do not: Poppler keeps text position and current point as one.
struct Position {
  double x = 0, y = 0;            // user space
  double line_x = 0, line_y = 0;  // text space: where the line began
};

class ContentReader {
 public:
  ContentReader(PDFDoc& pdf, std::string_view file, DocumentFonts& fonts, GlyphRecorder& recorder,
                ::GfxState& page_state)
      : optional_content_(pdf.getCatalog()->getOptContentConfig()),
        file_(file),
        recorder_(recorder),
        colours_(page_state),
        resources_(*pdf.getXRef(), fonts, colours_) {
    const double* page = page_state.getCTM();
    std::copy_n(page, 6, state_.page.begin());
    state_.fill_space = colours_.gray();
  }

  // False: the content holds something odd.
  bool read(Dict* resources, Object& contents) {
    std::string content;
    if (!whole_content(contents, content)) return true;  // Poppler draws nothing of such a page either
    resources_.push(resources);
    run(content);
    resources_.pop();
    return !odd_;
  }

 private:
  // Like Poppler: contents of any other kind are not drawn at all. (What Poppler's lexer keeps apart at the
  // end of a stream is kept apart by the line feed.)
  bool whole_content(Object& contents, std::string& content) {
    const auto append = [&](Object& stream) {
      if (!append_content(stream, file_, content)) odd_ = true;
      content += '\n';
    };
    if (contents.isStream()) {
      append(contents);
      return true;
    }
    if (!contents.isArray()) return false;
    for (int i = 0; i < contents.arrayGetLength(); ++i)
      if (!contents.arrayGet(i).isStream()) return false;
    for (int i = 0; i < contents.arrayGetLength(); ++i) {
      Object stream = contents.arrayGet(i);
      append(stream);
    }
    return true;
  }

  // Reads a content stream. What it saves and does not restore is restored at its end; what it restores
  // without having saved it ends it.
  void run(std::string_view content) {
    ContentLexer lexer(content);
    ContentLexer* const outer = lexer_;
    lexer_ = &lexer;
    const std::size_t saved = saved_.size();
    bottom_.push_back(saved);
    stopped_ = false;
    while (!stopped_ && !odd_ && !recorder_.is_full() && lexer.next()) execute();
    odd_ = odd_ || lexer.odd();
    stopped_ = false;
    while (saved_.size() > saved) restore();
    bottom_.pop_back();
    lexer_ = outer;
  }

  void execute() {
    const OperatorName name = lexer_->name();
    const Arguments arguments = arguments_of(name, lexer_->operands());
    if (arguments.fit == Arguments::Fit::too_few) stopped_ = true;
    if (arguments.fit != Arguments::Fit::good) return;
    argument_ = arguments.first;
    count_ = arguments.count;
    if (show_text(name) || position_text(name) || set_text_state(name) || build_path(name) ||
        paint_path(name) || set_colour(name))
      return;
    set_up(name);
  }

  double number(std::size_t i) const { return argument_[i].number; }
  std::string_view bytes(std::size_t i) const { return lexer_->bytes(argument_[i]); }

  // --- the graphics state, forms, marked content (8.4, 8.10, 14.6)

  void set_up(OperatorName name) {
    switch (name) {
      case operator_name("q"):
        saved_.push_back(state_);
        break;
      case operator_name("Q"):
        if (saved_.size() <= bottom_.back()) {
          stopped_ = true;
        } else {
          restore();
        }
        break;
      case operator_name("cm"):
        state_.page =
            product({number(0), number(1), number(2), number(3), number(4), number(5)}, state_.page);
        break;
      case operator_name("gs"):
        set_parameters(resources_.graphics_state(bytes(0)));
        break;
      case operator_name("Do"):
        if (is_visible_) draw_object(bytes(0));
        break;
      case operator_name("BMC"):
      case operator_name("BDC"):
        begin_marked_content();
        break;
      case operator_name("EMC"):
        if (!hidden_.empty()) hidden_.pop_back();
        is_visible_ = !is_hidden();
        break;
      case operator_name("BI"):
        lexer_->skip_inline_image();
        break;
      default:
        break;
    }
  }

  void restore() {
    state_ = saved_.back();
    saved_.pop_back();
  }

  // Of an ExtGState: a soft mask's form is drawn, its text is on the page; a font is set.
  void set_parameters(const Object& parameters) {
    if (!parameters.isDict()) return;
    const Object mask = parameters.dictLookup("SMask");
    if (mask.isDict()) {
      Object form = mask.dictLookup("G");
      if (form.isStream() && form.streamGetDict()->lookup("Group").isDict()) draw_form(form);
    }
    const Object font = parameters.dictLookup("Font");
    if (!font.isArray() || font.arrayGetLength() != 2) return;
    const Object& reference = font.arrayGetNF(0);
    const Object size = font.arrayGet(1);
    if (!reference.isRef() || !size.isNum()) return;
    state_.font = resources_.font_by_reference(reference);
    state_.font_size = size.getNum();
  }

  void begin_marked_content() {
    bool hides = false;
    if (optional_content_ != nullptr && bytes(0).starts_with("OC") && count_ == 2 &&
        argument_[1].kind == Operand::Kind::name) {
      const Object group = resources_.properties_reference(bytes(1));
      hides = !group.isNull() && !optional_content_->optContentIsVisible(&group);
    }
    hidden_.push_back(hides);
    is_visible_ = !is_hidden();
  }

  bool is_hidden() const {
    for (const bool hides : hidden_)
      if (hides) return true;
    return false;
  }

  void draw_object(std::string_view name) {
    Object object = resources_.form(name);
    if (!object.isStream() || !object.streamGetDict()->lookup("Subtype").isName("Form")) return;
    const Object reference = resources_.form_reference(name);
    const int id = reference.isRef() ? reference.getRef().num : -1;
    if (id >= 0 && !drawing_.insert(id).second) return;  // it draws itself
    if (recorder_.begin_form() || id < 0) {
      const Object& group = object.streamGetDict()->lookupNF("OC");
      if (optional_content_ == nullptr || optional_content_->optContentIsVisible(&group)) draw_form(object);
    }
    if (id >= 0) drawing_.erase(id);
  }

  void draw_form(Object& form) {
    Dict* dictionary = form.streamGetDict();
    if (depth_ >= deepest_form || !has_box(*dictionary)) return;
    std::string content;
    if (!append_content(form, file_, content)) {
      odd_ = true;
      return;
    }
    const GraphicsState state = state_;
    const Position position = position_;
    const DrawnPath path = std::move(path_);
    const bool visible = is_visible_;
    std::vector<GraphicsState> saved;
    saved.swap(saved_);
    path_ = {};
    state_.page = product(matrix_of(*dictionary), state_.page);
    const Object resources = dictionary->lookup("Resources");
    resources_.push(resources.isDict() ? resources.getDict() : nullptr);
    ++depth_;
    run(content);
    --depth_;
    resources_.pop();
    saved_.swap(saved);
    is_visible_ = visible;
    path_ = path;
    position_ = position;
    state_ = state;
  }

  static bool has_box(Dict& dictionary) {
    const Object box = dictionary.lookup("BBox");
    if (!box.isArray()) return false;
    for (int i = 0; i < 4; ++i)
      if (!box.arrayGet(i).isNum()) return false;
    return true;
  }

  static Matrix matrix_of(Dict& dictionary) {
    const Object values = dictionary.lookup("Matrix");
    if (!values.isArray()) return identity;
    Matrix matrix;
    for (int i = 0; i < 6; ++i) {
      const Object value = values.arrayGet(i);
      matrix[static_cast<std::size_t>(i)] = value.isNum() ? value.getNum() : 0;
    }
    return matrix;
  }

  // --- text (9.3, 9.4)

  bool set_text_state(OperatorName name) {
    switch (name) {
      case operator_name("Tc"):
        state_.character_space = number(0);
        return true;
      case operator_name("Tw"):
        state_.word_space = number(0);
        return true;
      case operator_name("Tz"):
        state_.horizontal_scale = 0.01 * number(0);
        return true;
      case operator_name("TL"):
        state_.leading = number(0);
        return true;
      case operator_name("Ts"):
        state_.rise = number(0);
        return true;
      case operator_name("Tr"):
        state_.render = static_cast<int>(number(0));
        return true;
      case operator_name("Tf"):
        state_.font = resources_.font(bytes(0));
        state_.font_size = number(1);
        return true;
      default:
        return false;
    }
  }

  bool position_text(OperatorName name) {
    switch (name) {
      case operator_name("BT"):
        state_.text = identity;
        move_text(0, 0);
        return true;
      case operator_name("Tm"):
        state_.text = {number(0), number(1), number(2), number(3), number(4), number(5)};
        move_text(0, 0);
        return true;
      case operator_name("TD"):
        state_.leading = -number(1);
        [[fallthrough]];
      case operator_name("Td"):
        move_text(position_.line_x + number(0), position_.line_y + number(1));
        return true;
      case operator_name("T*"):
        next_line();
        return true;
      default:
        return false;
    }
  }

  bool show_text(OperatorName name) {
    switch (name) {
      case operator_name("TJ"):
        if (state_.font != nullptr) show_pieces(argument_[0]);
        return true;
      case operator_name("Tj"):
        if (state_.font != nullptr) show(bytes(0));
        return true;
      case operator_name("'"):
        if (state_.font == nullptr) return true;
        next_line();
        show(bytes(0));
        return true;
      case operator_name("\""):
        if (state_.font == nullptr) return true;
        state_.word_space = number(0);
        state_.character_space = number(1);
        next_line();
        show(bytes(2));
        return true;
      default:
        return false;
    }
  }

  void move_text(double x, double y) {
    position_.line_x = x;
    position_.line_y = y;
    position_.x = state_.text[0] * x + state_.text[2] * y + state_.text[4];
    position_.y = state_.text[1] * x + state_.text[3] * y + state_.text[5];
  }

  void next_line() { move_text(position_.line_x, position_.line_y - state_.leading); }

  struct Delta {
    double x, y;
  };
  Delta in_user_space(double x, double y) const {
    return {state_.text[0] * x + state_.text[2] * y, state_.text[1] * x + state_.text[3] * y};
  }

  void show_pieces(const Operand& pieces) {
    const bool vertical = state_.font->font->getWMode() != 0;
    for (std::uint32_t i = pieces.begin; i < pieces.end; ++i) {
      const Operand& piece = lexer_->element(i);
      if (piece.kind == Operand::Kind::string) {
        show(lexer_->bytes(piece));
      } else if (piece.is_number()) {
        const double shift = -piece.number * 0.001 * state_.font_size;
        const Delta delta =
            vertical ? in_user_space(0, shift) : in_user_space(shift * state_.horizontal_scale, 0);
        position_.x += delta.x;
        position_.y += delta.y;
      }
    }
  }

  void show(std::string_view codes) {
    const GfxFont& font = *state_.font->font;
    const bool vertical = font.getWMode() != 0;
    const Pen pen = recorder_.pen(state_.font->metrics, {.page = state_.page.data(),
                                                         .text = state_.text.data(),
                                                         .horizontal_scale = state_.horizontal_scale,
                                                         .font_size = state_.font_size,
                                                         .render = state_.render});
    const Delta rise = in_user_space(0, state_.rise);
    const char* at = codes.data();
    for (int left = static_cast<int>(codes.size()); left > 0;) {
      CharCode code = 0;
      const Unicode* unicode = nullptr;
      int length = 0;
      double dx = 0, dy = 0, origin_x = 0, origin_y = 0;
      const int used = font.getNextChar(at, left, &code, &unicode, &length, &dx, &dy, &origin_x, &origin_y);
      const double space = state_.character_space + (used == 1 && *at == ' ' ? state_.word_space : 0);
      if (vertical) {
        dx *= state_.font_size;
        dy = dy * state_.font_size + space;
      } else {
        dx = (dx * state_.font_size + space) * state_.horizontal_scale;
        dy *= state_.font_size;
      }
      const Delta advance = in_user_space(dx, dy);
      if (is_visible_) draw(pen, unicode, length, rise, advance, space);
      position_.x += advance.x;
      position_.y += advance.y;
      at += used;
      left -= used;
    }
  }

  void draw(const Pen& pen, const Unicode* unicode, int length, Delta rise, Delta advance, double space) {
    // Character and word spacing are part of the advance, not of the glyph.
    const Delta spacing = in_user_space(space * state_.horizontal_scale, 0);
    const double dx = advance.x - spacing.x, dy = advance.y - spacing.y;
    const Matrix& m = state_.page;
    const double x = position_.x + rise.x, y = position_.y + rise.y;
    recorder_.glyphs(pen, unicode, length, m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5],
                     m[0] * dx + m[2] * dy, m[1] * dx + m[3] * dy);
  }

  // --- paths (8.5)

  bool build_path(OperatorName name) {
    switch (name) {
      case operator_name("m"):
        go_to({number(0), number(1)}, &DrawnPath::move_to);
        return true;
      case operator_name("l"):
        if (path_.has_current_point()) go_to({number(0), number(1)}, &DrawnPath::line_to);
        return true;
      case operator_name("c"):
        if (path_.has_current_point()) go_to({number(4), number(5)}, &DrawnPath::curve_to);
        return true;
      case operator_name("v"):
      case operator_name("y"):
        if (path_.has_current_point()) go_to({number(2), number(3)}, &DrawnPath::curve_to);
        return true;
      case operator_name("re"):
        add_rectangle(number(0), number(1), number(2), number(3));
        return true;
      case operator_name("h"):
        if (path_.has_current_point()) close_path();
        return true;
      default:
        return false;
    }
  }

  void go_to(DrawnPath::Point to, void (DrawnPath::*segment)(DrawnPath::Point)) {
    (path_.*segment)(to);
    position_.x = to.x;
    position_.y = to.y;
  }

  void add_rectangle(double x, double y, double width, double height) {
    path_.move_to({x, y});
    path_.line_to({x + width, y});
    path_.line_to({x + width, y + height});
    path_.line_to({x, y + height});
    close_path();
  }

  void close_path() {
    path_.close();
    position_.x = path_.last().x;
    position_.y = path_.last().y;
  }

  bool paint_path(OperatorName name) {
    const std::optional<Painting> painting = painting_of(name);
    if (!painting) return false;
    if (painting->ends_only || path_.has_current_point()) {
      if (!path_.is_empty()) paint(*painting);
      path_.clear();
    }
    return true;
  }

  void paint(const Painting& painting) {
    if (painting.closes) close_path();
    if (!is_visible_) return;
    if (painting.fills && state_.fill_space->getMode() != csPattern) {
      const auto white = [&] { return is_white(*state_.fill_space, state_.fill_colour); };
      for_each_curved([&](const auto& points) { recorder_.curves(points); });
      for_each_straight([&](const auto& points) { recorder_.fill(points, white); });
    }
    if (painting.strokes && !state_.stroke_pattern) {
      for_each_curved([&](const auto& points) { recorder_.curves(points); });
      for_each_straight([&](const auto& points) { recorder_.stroke(points); });
    }
  }

  template <typename Visit>
  void for_each_straight(Visit visit) {
    path_.for_each_straight([&](const DrawnPath::Point* from, std::size_t count) {
      if (to_page(from, count)) visit(points_);
    });
  }

  template <typename Visit>
  void for_each_curved(Visit visit) {
    path_.for_each_curved([&](const DrawnPath::Point* from, std::size_t count) {
      if (to_page(from, count)) visit(points_);
    });
  }

  // Sets points_; false if they lie nowhere.
  bool to_page(const DrawnPath::Point* from, std::size_t count) {
    const Matrix& m = state_.page;
    points_.clear();
    for (std::size_t i = 0; i < count; ++i) {
      const double x = m[0] * from[i].x + m[2] * from[i].y + m[4];
      const double y = m[1] * from[i].x + m[3] * from[i].y + m[5];
      if (!std::isfinite(x + y)) return false;
      points_.push_back({static_cast<float>(x), static_cast<float>(y)});
    }
    return true;
  }

  // --- colour (8.6)

  bool set_colour(OperatorName name) {
    switch (name) {
      case operator_name("g"):
        set_fill(colours_.gray());
        return true;
      case operator_name("rg"):
        set_fill(colours_.rgb());
        return true;
      case operator_name("k"):
        set_fill(colours_.cmyk());
        return true;
      case operator_name("cs"):
        if (const GfxColorSpace* space = resources_.colour_space(bytes(0))) {
          state_.fill_space = space;
          space->getDefaultColor(&state_.fill_colour);
        }
        return true;
      case operator_name("sc"):
      case operator_name("scn"):
        if (state_.fill_space->getMode() != csPattern &&
            static_cast<int>(count_) == state_.fill_space->getNComps())
          set_fill(state_.fill_space);
        return true;
      case operator_name("CS"):
        if (const GfxColorSpace* space = resources_.colour_space(bytes(0)))
          state_.stroke_pattern = space->getMode() == csPattern;
        return true;
      case operator_name("G"):
      case operator_name("RG"):
      case operator_name("K"):
        state_.stroke_pattern = false;
        return true;
      default:
        return false;
    }
  }

  void set_fill(const GfxColorSpace* space) {
    state_.fill_space = space;
    for (std::size_t i = 0; i < count_ && i < gfxColorMaxComps; ++i)
      state_.fill_colour.c[i] = argument_[i].is_number() ? dblToCol(number(i)) : 0;
  }

  OCGs* optional_content_;
  std::string_view file_;
  GlyphRecorder& recorder_;
  ColourSpaces colours_;
  ResourceStack resources_;

  ContentLexer* lexer_ = nullptr;  // of the stream being read
  const Operand* argument_ = nullptr;
  std::size_t count_ = 0;
  GraphicsState state_;
  Position position_;
  DrawnPath path_;
  std::vector<GraphicsState> saved_;
  std::vector<std::size_t> bottom_;  // how many states were saved when each stream began
  std::vector<bool> hidden_;         // for each marked content that is open: does it hide what it holds?
  bool is_visible_ = true;
  std::set<int> drawing_;  // numbers of the forms being drawn
  int depth_ = 0;
  bool stopped_ = false, odd_ = false;
  std::vector<GlyphRecorder::Point> points_;
};

// As Poppler reads it: no border at all if the annotation does not name one.
bool has_no_border(const Object& annotation) {
  const Object style = annotation.dictLookup("BS");
  if (style.isDict()) {
    const Object width = style.dictLookup("W");
    return width.isNum() && width.getNum() <= 0;
  }
  const Object border = annotation.dictLookup("Border");
  if (!border.isArray()) return true;
  const Object width = border.arrayGetLength() >= 3 ? border.arrayGet(2) : Object(objNull);
  return width.isNum() && width.getNum() <= 0;
}

// Does drawing the page's annotations leave anything on it? Links without a border, most of them, do not.
bool shows_annotations(PDFDoc& pdf, ::Page& page) {
  const Object annotations = page.getAnnotsObject();
  if (!annotations.isArray()) return false;
  if (!pdf.getXRef()->getCatalog().dictLookup("AcroForm").isNull()) return true;
  for (int i = 0; i < annotations.arrayGetLength(); ++i) {
    const Object annotation = annotations.arrayGet(i);
    if (!annotation.isDict()) continue;
    const bool is_bare_link = annotation.dictLookup("Subtype").isName("Link") &&
                              annotation.dictLookupNF("AP").isNull() && has_no_border(annotation);
    if (!is_bare_link) return true;
  }
  return false;
}

}  // namespace

bool read_content(PDFDoc& pdf, std::string_view file, int number, DocumentFonts& fonts, GlyphPage& page) {
  ::Page* drawn = pdf.getPage(number);
  if (drawn == nullptr) return true;
  const int rotation = (drawn->getRotate() % 360 + 360) % 360;
  PDFRectangle box;
  bool crop = true;
  drawn->makeBox(points_per_inch, points_per_inch, rotation, false, true, -1, -1, -1, -1, &box, &crop);
  ::GfxState state(points_per_inch, points_per_inch, &box, rotation, true);
  page.width = static_cast<float>(state.getPageWidth());
  page.height = static_cast<float>(state.getPageHeight());
  GlyphRecorder recorder(page);
  Object contents = drawn->getContents();
  if (!ContentReader(pdf, file, fonts, recorder, state).read(drawn->getResourceDict(), contents))
    return false;
  if (shows_annotations(pdf, *drawn)) draw_annotations(pdf, *drawn, box, rotation, page, recorder);
  recorder.warn();
  return true;
}

}  // namespace proviso::extract
