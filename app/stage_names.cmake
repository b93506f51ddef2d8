# Writes OUT: a C++ file that names each stage by a hash of its sources (READING, FINDING: lists of files).
function(name_of result)
  list(SORT ARGN)
  set(hashes "")
  foreach(source IN LISTS ARGN)
    file(SHA256 ${source} hash)
    string(APPEND hashes ${hash})
  endforeach()
  string(SHA256 name "${hashes}")
  string(SUBSTRING ${name} 0 16 name)
  set(${result} ${name} PARENT_SCOPE)
endfunction()

name_of(reading ${READING})
name_of(finding ${FINDING})
file(WRITE ${OUT} "#include \"app/stages.h\"

namespace proviso::app {

const char* const reading_sources = \"${reading}\";
const char* const finding_sources = \"${finding}\";

}  // namespace proviso::app
")
