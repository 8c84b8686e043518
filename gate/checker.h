#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "gate/error.h"

namespace agverify::gate {

/// How a checker writes what it found.
enum class DiagnosticFormat {
  JsonLines,    ///< one diagnostic a line of standard output; lines that do not begin with `{` are none
  Json,         ///< one document on standard output
  JsonFile,     ///< one document in a file of the run's folder
  TextPattern,  ///< lines of standard output that a pattern matches; other lines are none
};

/// Where in its output a checker says what. Pointers are JSON pointers (RFC 6901) into one diagnostic; with a text pattern
/// they are not used.
struct DiagnosticForm {
  DiagnosticFormat format = DiagnosticFormat::JsonLines;
  std::string report_file = {};       ///< JsonFile: its name
  std::string items = {};             ///< pointer to the list of diagnostics; empty: the document is the list
  std::string file = {}, line = {};        ///< pointers
  std::string code = {}, severity = {}, message = {};  ///< pointers; empty: it tells none
  /// TextPattern: a line with the fields `{file}`, `{line}`, `{severity}`, `{code}`, `{message}`, each of which is as short
  /// as what follows it lets it be.
  std::string pattern = {};
  std::size_t first_line = 1;    ///< the number that it gives to the first line
  std::vector<std::string> errors = {};  ///< the severities that refuse something; empty: all do
  bool operator==(const DiagnosticForm&) const = default;
};

struct ConfigurationFile {
  std::string name, text;  ///< the text may hold `{python_version}`
  bool operator==(const ConfigurationFile&) const = default;
};

/// A checker as data: how it is called, and how its answers are read.
///
/// Words of commands may hold placeholders: `{python_version}` (such as 3.13), `{tools}` (the folder with one folder a
/// checker), `{typeshed}` (the stubs that all read), `{folder}` (the fresh folder of the run, which is its working folder).
/// The words `{files}` and `{typeshed_arguments}` stand for as many words as there are.
struct Checker {
  std::string name;
  std::vector<std::string> program;    ///< words before all arguments; those with a `/` are files that must be there
  std::vector<std::string> arguments;
  std::vector<std::string> typeshed_arguments;  ///< left out when no common stubs are there
  std::vector<std::string> version_arguments;
  std::vector<ConfigurationFile> configuration;
  std::vector<int> exits;              ///< codes that are no crash
  std::vector<int> void_exits;         ///< codes that leave a module unread: a crash where no void code says why
  std::vector<std::string> void_codes; ///< of diagnostics that leave the rest of the module unread; "" is one without code
  std::vector<std::string> declaration_codes; ///< of diagnostics about a class after which it is for the checker what it says
  DiagnosticForm diagnostics;
  std::size_t probes_a_file = 1000;
  std::size_t files_a_run = 1;
  std::size_t megabytes = 4096;        ///< of memory that it may write to
  bool operator==(const Checker&) const = default;
};

/// The checkers that come with the program, `gate/checkers.toml`.
std::vector<Checker> shipped_checkers();

/// Reads a file of checkers: a list of `[[checker]]`, whose keys docs/checkers.md names. One with the name of a known
/// checker takes its place; `extends` starts from a known one, or from an earlier one of the same file.
/// \param path as errors show it; words of `program` that begin with `./` or `../` are looked up from its folder
/// \returns the known ones and the new ones, in that order; or what is wrong in the file
tl::expected<std::vector<Checker>, GateError> read_checkers(std::string_view text, const std::string& path,
                                                            std::vector<Checker> known);

/// The checkers of these names, in the order of the names, each once.
/// \returns an error that names a checker that is none
tl::expected<std::vector<Checker>, GateError> chosen(const std::vector<Checker>& known, std::span<const std::string> names);

}  // namespace agverify::gate
