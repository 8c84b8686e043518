#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "gate/gate.h"

namespace agverify::gate {

/// A folder for scripts and runs, as long as a test lasts.
class TestFolder {
 public:
  TestFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "agverify_gate_test_XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;
  ~TestFolder() { std::filesystem::remove_all(path_); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// What an honest fake checker does with its modules: it knows the canaries and rejects each source that holds "Rejected";
/// a source that holds "Unreadable" it refuses at its own line.
inline constexpr std::string_view honest = R"(
awk '/^    value: /{ s = $0 } /^    target: /{ t = $0 }
     /^    value: .*Unreadable/{ print FILENAME ":" FNR ": error: what is that?  [annotation]" }
     /^    target = value/ && (s ~ /Rejected/ || (s ~ /: int,/ && t ~ /: str,/) || (s ~ /list.int/ && t ~ /list.str/)) {
       print FILENAME ":" FNR ": error: no " substr(s, 12) "  [assignment]" }' "$@"
exit 1
)";

/// A checker that is a shell script. `before` runs first, its arguments are the modules.
inline Checker fake(const TestFolder& folder, const std::string& name, std::string_view before, std::string_view body = honest) {
  const std::filesystem::path script = folder.path() / name;
  std::ofstream{script} << "#!/bin/sh\nif [ \"$1\" = --version ]; then echo \"" << name << " 1.2.3\"; exit; fi\n" << before << "\n" << body;
  std::filesystem::permissions(script, std::filesystem::perms::owner_all);
  Checker made;
  made.name = name;
  made.program = {script.string()};
  made.arguments = {"{files}"};
  made.version_arguments = {"--version"};
  made.exits = {0, 1};
  made.void_codes = {"syntax"};
  made.diagnostics.format = DiagnosticFormat::TextPattern;
  made.diagnostics.pattern = "{file}:{line}: {severity}: {message}  [{code}]";
  made.diagnostics.errors = {"error"};
  made.probes_a_file = 8;
  return made;
}

}  // namespace agverify::gate
