#include "app/arguments/misuse.h"

#include <string_view>
#include <vector>

#include "nlp/nearest.h"

namespace proviso::app {

namespace {

// The commands that were understood, outermost first, the program itself before them.
std::vector<const CLI::App*> understood(const CLI::App& app) {
  std::vector<const CLI::App*> commands{&app};
  while (!commands.back()->get_subcommands().empty()) {
    commands.push_back(commands.back()->get_subcommands().front());
  }
  return commands;
}

std::string unknown(const std::string& kind, const std::string& given,
                    const std::vector<std::string>& known) {
  const std::string_view near = nlp::nearest(given, {known.begin(), known.end()});
  return "unknown " + kind + " '" + given + "'" +
         (near.empty() ? "" : ": did you mean '" + std::string(near) + "'?");
}

std::vector<std::string> flags_of(const CLI::App& command) {
  std::vector<std::string> flags;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) flags.push_back("--" + name);
    for (const std::string& name : option->get_snames()) flags.push_back("-" + name);
  }
  return flags;
}

std::vector<std::string> commands_of(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::App* sub : command.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(sub->get_name());
  }
  return names;
}

// What is wrong with the first argument that nothing took.
std::string about_argument(const CLI::App& command, const std::string& given) {
  if (given.size() > 1 && given.front() == '-') {
    return unknown("flag", given.substr(0, given.find('=')), flags_of(command));
  }
  const std::vector<std::string> commands = commands_of(command);
  if (!commands.empty()) return unknown("command", given, commands);
  return "'" + given + "' is one argument too many; quote a text of several words";
}

// CLI11 counts: "--limit: At Most 1 required but received 2", "--kind: 1 required KIND missing".
std::string about_count(const std::string& counted) {
  const std::string flag = counted.substr(0, counted.find(':'));
  return flag +
         (counted.find("received") != std::string::npos ? " is given more than once" : " needs a value");
}

std::string missing_command(const CLI::App& command) {
  std::string list;
  for (const std::string& name : commands_of(command)) list += (list.empty() ? "" : ", ") + name;
  return "name a command: " + list;
}

}  // namespace

std::string misuse(const CLI::App& app, const CLI::ParseError& error) {
  const std::vector<const CLI::App*> commands = understood(app);
  const CLI::App& last = *commands.back();
  const bool incomplete = dynamic_cast<const CLI::RequiredError*>(&error) != nullptr;
  const bool extras = dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr;
  const std::vector<std::string> untaken = app.remaining(true);
  std::string said = error.what();
  if ((incomplete || extras) && !untaken.empty()) {
    said = about_argument(last, untaken.front());
  } else if (incomplete && !commands_of(last).empty()) {
    said = missing_command(last);
  } else if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
    said = about_count(said);
  }
  std::string help = "proviso";
  for (std::size_t i = 1; i < commands.size(); ++i) help += " " + commands[i]->get_name();
  return said + " (see " + help + " --help)";
}

}  // namespace proviso::app
