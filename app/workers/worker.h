// The other side of a Crew: a process that reads hostile files for its parent, one at a time.
#pragma once

namespace proviso::app {

// Serves the parent at standard input until it hangs up; the exit status of the process. Shuts itself in
// first (app/workers/confinement.h). Ends by itself when the parent dies. Opens no store, no PDF, and writes
// no file.
int serve_parent();

}  // namespace proviso::app
