// The program's command line: which flags there are, what they say in --help, and what an error becomes.
#pragma once

namespace proviso::app {

// Runs the program; gives its exit status. Everything that is thrown below is caught here and said on stderr.
int run(int argc, char** argv);

}  // namespace proviso::app
