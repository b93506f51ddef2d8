// What a Store owns.
#pragma once

#include <string>

#include "store/query/catalogue.h"
#include "store/rows/connection.h"
#include "store/store.h"
#include "store/words/search_words.h"
#include "store/words/stems.h"

namespace proviso::store {

struct Store::State {
  State(const std::string& file, const std::string& opened, int flags)
      : path(file), connection(opened, flags, file) {}

  std::string path;
  Connection connection;
  SearchWords words;  // for queries and marks
  Stems stems;
  Catalogue catalogue;
  bool may_write = false;

  // To be called before anything is written. Throws if the store was opened to read.
  void check_may_write();
};

}  // namespace proviso::store
