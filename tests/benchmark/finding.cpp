// What language and finding cost by themselves: CPU time of nlp::find over PDFs, apart from the reading in
// front of it and the loading of rules. One line a report, then the sum in a form for scripts:
//
//   FILE  BYTES of text  PROVISIONS  READING s  FINDING s
//   reading SECONDS finding SECONDS rules SECONDS
//
// Usage: finding_cost [-n ROUNDS] PDF...
// Each report is read once and searched ROUNDS times (3 if not said); the fastest round counts, because a
// busy machine only ever adds to it. Rules that a report is the first to need are compiled in the first
// round.
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "extract/read.h"
#include "nlp/find.h"

namespace {

using namespace proviso;

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

struct Cost {
  double reading = 0, finding = 0;
};

Cost measure(const char* path, int rounds, const nlp::RuleSet& rules) {
  std::ifstream in(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  Cost cost;
  const double begin = cpu_seconds();
  const extract::Document document = extract::read_pdf(bytes, {.ocr = extract::OcrMode::never});
  cost.reading = cpu_seconds() - begin;
  std::size_t provisions = 0;
  for (int round = 0; round < rounds; ++round) {
    const double from = cpu_seconds();
    provisions = nlp::find(document, rules).provisions.size();
    const double spent = cpu_seconds() - from;
    cost.finding = round == 0 ? spent : std::min(cost.finding, spent);
  }
  std::printf("%s  %zu  %zu  %.4f  %.4f\n", path, document.text.size(), provisions, cost.reading,
              cost.finding);
  return cost;
}

}  // namespace

int main(int count, char** arguments) {
  int first = 1, rounds = 3;
  if (count > 2 && std::string_view(arguments[1]) == "-n") {
    rounds = std::max(1, std::atoi(arguments[2]));
    first = 3;
  }
  const double begin = cpu_seconds();
  const nlp::RuleSet rules = nlp::RuleSet::load(PROVISO_SOURCE_DIR "/rules");
  const double loading = cpu_seconds() - begin;
  Cost all;
  for (int i = first; i < count; ++i) {
    try {
      const Cost cost = measure(arguments[i], rounds, rules);
      all.reading += cost.reading;
      all.finding += cost.finding;
    } catch (const std::exception& error) {
      std::printf("%s  %s\n", arguments[i], error.what());
    }
  }
  std::printf("reading %.3f finding %.3f rules %.3f\n", all.reading, all.finding, loading);
  return 0;
}
