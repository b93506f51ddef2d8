#include "app/arguments/command_line.h"

int main(int argc, char** argv) { return proviso::app::run(argc, argv); }
