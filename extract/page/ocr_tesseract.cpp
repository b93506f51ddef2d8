#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <stdexcept>

#include "extract/page/ocr.h"

namespace proviso::extract {
namespace {

namespace fs = std::filesystem;

// From the top of the ascenders to the bottom of the descenders, in usual text faces, as a share of the
// font size; and the parts of it above and below the base line.
constexpr float letter_height = 0.92F;
constexpr float ascent = 0.72F, descent = 0.21F;

// Folders that may hold language data, the user's own choice first.
std::vector<fs::path> data_folders() {
  std::vector<fs::path> folders;
  if (const char* prefix = std::getenv("TESSDATA_PREFIX"); prefix != nullptr) {
    folders.insert(folders.end(), {fs::path(prefix), fs::path(prefix) / "tessdata"});
  }
  folders.insert(folders.end(),
                 {"/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata",
                  "/usr/share/tessdata", "/usr/local/share/tessdata"});
  return folders;
}

bool has_language(const fs::path& folder, const std::string& language) {
  std::error_code ignored;
  return fs::is_regular_file(folder / (language + ".traineddata"), ignored);
}

// The first folder with data for all `languages`; empty if there is none.
fs::path folder_with(const std::vector<std::string>& languages) {
  for (const fs::path& folder : data_folders()) {
    if (std::all_of(languages.begin(), languages.end(),
                    [&](const std::string& language) { return has_language(folder, language); })) {
      return folder;
    }
  }
  return {};
}

std::string joined(const std::vector<std::string>& parts, const std::string& between) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : between) + part;
  return text;
}

struct Engine {
  std::string languages;
  std::unique_ptr<tesseract::TessBaseAPI> api;
};

tesseract::TessBaseAPI& engine_for(const std::vector<std::string>& languages) {
  static Engine engine;
  if (const std::string missing = why_no_ocr(languages); !missing.empty()) throw std::runtime_error(missing);
  const std::string names = joined(languages, "+");
  if (engine.api != nullptr && engine.languages == names) return *engine.api;
  auto api = std::make_unique<tesseract::TessBaseAPI>();
  const std::string folder = folder_with(languages).string();
  setMsgSeverity(L_SEVERITY_NONE);  // Leptonica remarks on stderr about stains and empty boxes
  if (api->Init(folder.c_str(), names.c_str(), tesseract::OEM_LSTM_ONLY) != 0) {
    throw std::runtime_error("the OCR data in " + folder + " for " + names + " is damaged; install it again");
  }
  api->SetVariable("debug_file", "/dev/null");
  api->SetPageSegMode(tesseract::PSM_AUTO);
  engine = {names, std::move(api)};
  return *engine.api;
}

// Font size in pixels of the line that the iterator stands in.
float line_size(const tesseract::ResultIterator& words, float fallback) {
  float height = 0, descenders = 0, ascenders = 0;
  words.RowAttributes(&height, &descenders, &ascenders);
  return (height > 1 ? height : fallback) / letter_height;
}

// y in pixels of the base line below the middle of the word or line, whichever `level` says.
float baseline_of(const tesseract::ResultIterator& words, tesseract::PageIteratorLevel level,
                  float fallback) {
  int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  return words.Baseline(level, &x0, &y0, &x1, &y1) ? static_cast<float>(y0 + y1) / 2 : fallback;
}

OcrWord word_at(const tesseract::ResultIterator& words, double scale) {
  const auto points = [scale](float pixels) { return static_cast<float>(pixels / scale); };
  OcrWord word;
  const std::unique_ptr<char[]> text(words.GetUTF8Text(tesseract::RIL_WORD));
  if (text != nullptr) word.text = text.get();
  word.confidence = words.Confidence(tesseract::RIL_WORD);
  int left = 0, top = 0, right = 0, bottom = 0;
  words.BoundingBox(tesseract::RIL_WORD, &left, &top, &right, &bottom);
  const float baseline = baseline_of(words, tesseract::RIL_WORD, static_cast<float>(bottom));
  const float size = line_size(words, static_cast<float>(bottom - top));
  word.baseline = points(baseline_of(words, tesseract::RIL_TEXTLINE, baseline));
  word.size = points(size);
  word.box = {points(static_cast<float>(left)),
              points(std::min(static_cast<float>(top), baseline - ascent * size)),
              points(static_cast<float>(right)),
              points(std::max(static_cast<float>(bottom), baseline + descent * size))};
  return word;
}

}  // namespace

std::string why_no_ocr(const std::vector<std::string>& languages) {
  if (!folder_with(languages).empty()) return {};
  std::vector<std::string> missing;
  for (const std::string& language : languages) {
    if (folder_with({language}).empty()) missing.push_back(language);
  }
  if (missing.empty()) return "OCR data for " + joined(languages, ", ") + " is spread over several folders";
  std::vector<std::string> packages;
  packages.reserve(missing.size());
  for (const std::string& language : missing) packages.push_back("tesseract-ocr-" + language);
  return "OCR data for " + joined(missing, ", ") + " is not installed (Debian: " + joined(packages, ", ") +
         ", or set TESSDATA_PREFIX)";
}

std::string ocr_version() { return std::string("Tesseract ") + tesseract::TessBaseAPI::Version(); }

std::vector<OcrWord> recognise_words(const Picture& picture, const std::vector<std::string>& languages) {
  if (languages.empty()) throw std::invalid_argument("OCR needs at least one language");
  tesseract::TessBaseAPI& api = engine_for(languages);
  if (picture.width < 1 || picture.height < 1) return {};
  constexpr int bytes_per_pixel = 3;
  api.SetImage(picture.rgb.data(), picture.width, picture.height, bytes_per_pixel,
               picture.width * bytes_per_pixel);
  api.SetSourceResolution(static_cast<int>(std::lround(picture.scale * 72)));
  std::vector<OcrWord> found;
  if (api.Recognize(nullptr) == 0) {
    const std::unique_ptr<tesseract::ResultIterator> words(api.GetIterator());
    std::uint32_t block = 0, line = 0;
    for (bool more = words != nullptr && !words->Empty(tesseract::RIL_WORD); more;
         more = words->Next(tesseract::RIL_WORD)) {
      if (!found.empty() && words->IsAtBeginningOf(tesseract::RIL_BLOCK)) ++block;
      if (!found.empty() && words->IsAtBeginningOf(tesseract::RIL_TEXTLINE)) ++line;
      OcrWord word = word_at(*words, picture.scale);
      word.block = block;
      word.line = line;
      if (!word.text.empty()) found.push_back(std::move(word));
    }
  }
  api.Clear();
  api.ClearAdaptiveClassifier();  // what one page taught must not change the next
  return found;
}

}  // namespace proviso::extract
