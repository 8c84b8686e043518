#include "gate/run.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

namespace agverify::gate {
namespace {

using campaign::Outcome;
using model::python::ProbeModule;
using Kind = process::Outcome::Kind;
namespace fs = std::filesystem;

std::string module_name(std::size_t index) { return fmt::format("probes_{}.py", index); }

/// As it is from the folder of a run; an empty path stays empty.
std::string from_anywhere(const fs::path& path) { return path.empty() ? "" : (fs::current_path() / path).lexically_normal().string(); }

bool write(const fs::path& path, std::string_view text) {
  std::ofstream file{path, std::ios::binary};
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
  return file.flush().good();
}

/// At most `most` bytes, and whether there were more.
std::string read_file(const fs::path& path, std::size_t most, bool& is_cut) {
  std::ifstream file{path, std::ios::binary};
  std::string text;
  std::array<char, 65536> buffer{};
  while (text.size() <= most && (file.read(buffer.data(), buffer.size()), file.gcount() > 0))
    text.append(buffer.data(), static_cast<std::size_t>(file.gcount()));
  is_cut = text.size() > most;
  return text;
}

/// The line of an error output that says most: one that speaks of an error, else the last one.
std::string telling_line(std::string_view error, std::string_view folder) {
  std::string_view last;
  while (!error.empty()) {
    const std::size_t end = std::min(error.find('\n'), error.size());
    const std::string_view line = error.substr(0, end);
    if (line.find_first_not_of(" \t\r") != std::string_view::npos) last = line;
    if (line.find("rror") != std::string_view::npos || line.find("panic") != std::string_view::npos) break;
    error.remove_prefix(std::min(end + 1, error.size()));
  }
  return last.empty() ? std::string{} : ": " + presentable(last, folder);
}

std::vector<std::string> environment(const std::string& folder) {
  const char* path = std::getenv("PATH");
  return {fmt::format("PATH={}", path == nullptr ? "/usr/local/bin:/usr/bin:/bin" : path),
          "HOME=" + folder, "TMPDIR=" + folder, "XDG_CACHE_HOME=" + folder, "XDG_CONFIG_HOME=" + folder,
          "LANG=C.UTF-8", "LC_ALL=C.UTF-8", "TERM=dumb", "NO_COLOR=1", "PYTHONHASHSEED=0", "PYTHONDONTWRITEBYTECODE=1"};
}

void limit_time(process::Command& command, std::chrono::milliseconds time) {
  command.time = time * 4;
  command.processor_time = std::chrono::ceil<std::chrono::seconds>(time);
}

Trouble flood(std::size_t bytes) { return {Outcome::Missing, fmt::format("printed more than {} bytes", bytes)}; }

/// What is wrong with how a run ended, whatever it printed.
std::optional<Trouble> ending(const Checker& checker, const process::Command& command, const process::Outcome& outcome) {
  switch (outcome.kind) {
    case Kind::Missing: return Trouble{Outcome::Missing, fmt::format("cannot be started: {}", command.arguments.front())};
    case Kind::TimedOut:
      return Trouble{Outcome::Timeout, fmt::format("did not end within {} s", static_cast<double>(command.time.count()) / 1000)};
    case Kind::Flooded: return flood(command.output_bytes);
    case Kind::Signalled:
      if (outcome.code == SIGXCPU)
        return Trouble{Outcome::Timeout, fmt::format("took more than {} s of processor time", command.processor_time.count())};
      return Trouble{Outcome::Crash, fmt::format("was killed by signal {} ({})", outcome.code, sigdescr_np(outcome.code))};
    case Kind::Exited: break;
  }
  for (const auto& known : {checker.exits, checker.void_exits})
    if (std::ranges::find(known, outcome.code) != known.end()) return {};
  return Trouble{Outcome::Crash, fmt::format("exited with code {}{}", outcome.code, telling_line(outcome.error, command.folder))};
}

/// The errors of each module; an error in a file that is none of them is nobody's.
tl::expected<std::vector<std::vector<Diagnostic>>, Trouble> by_module(std::vector<Diagnostic> errors, std::size_t modules) {
  std::vector<std::vector<Diagnostic>> sorted(modules);
  for (Diagnostic& error : errors) {
    std::size_t index = 0;
    while (index < modules && module_name(index) != error.file) ++index;
    if (index == modules)
      return tl::unexpected{Trouble{Outcome::Missing, fmt::format("reports line {} of {}, which is of no probe: {}", error.line + 1,
                                                                  presentable(error.file), error.message)}};
    sorted[index].push_back(std::move(error));
  }
  return sorted;
}

bool has_void_code(const Checker& checker, std::span<const Diagnostic> errors) {
  return std::ranges::any_of(errors, [&](const Diagnostic& each) {
    return std::ranges::find(checker.void_codes, each.code) != checker.void_codes.end();
  });
}

/// A word of a program that means the same in the folder of a run: files are named from where the campaign was started.
std::string from_anywhere(std::string word) {
  return word.find('/') == std::string::npos ? word : fs::absolute(word).lexically_normal().string();
}

/// The first word that begins with a digit.
std::string version_in(std::string_view output) {
  for (std::size_t at = 0; at < output.size(); ++at) {
    const bool begins = at == 0 || std::isspace(static_cast<unsigned char>(output[at - 1])) != 0;
    if (begins && std::isdigit(static_cast<unsigned char>(output[at])) != 0)
      return presentable(output.substr(at, output.find_first_of(" \t\r\n", at) - at));
  }
  return {};
}

}  // namespace

/// A fresh folder as long as a run lasts.
struct Runner::Folder {
  explicit Folder(fs::path at) : path(std::move(at)) {
    std::error_code error;
    fs::remove_all(path, error);
    is_made = fs::create_directory(path, error);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code error;
    fs::remove_all(path, error);
  }
  fs::path path;
  bool is_made;
};

Runner::Runner(const GateOptions& options, fs::path temporary)
    : options_(options), temporary_(std::move(temporary)), tools_(from_anywhere(options.tools)),
      typeshed_(from_anywhere(options.typeshed)), has_typeshed_(!typeshed_.empty() && fs::is_directory(typeshed_)) {}

std::string Runner::expanded(std::string text, const std::string& folder) const {
  const std::array<std::pair<std::string_view, std::string_view>, 4> values{
      {{"{python_version}", options_.python_version}, {"{tools}", tools_}, {"{typeshed}", typeshed_}, {"{folder}", folder}}};
  for (const auto& [name, value] : values)
    for (std::size_t at = 0; (at = text.find(name, at)) != std::string::npos; at += value.size()) text.replace(at, name.size(), value);
  return text;
}

std::vector<std::string> Runner::words(const Checker& checker, std::span<const std::string> files, const std::string& folder) const {
  std::vector<std::string> made;
  const auto add = [&](std::span<const std::string> more) {
    for (const std::string& word : more) made.push_back(expanded(word, folder));
  };
  for (const std::string& word : checker.arguments) {
    if (word == "{files}") {
      made.insert(made.end(), files.begin(), files.end());
    } else if (word == "{typeshed_arguments}") {
      if (shares_stubs(checker)) add(checker.typeshed_arguments);
    } else {
      add(std::span{&word, 1});
    }
  }
  return made;
}

process::Command Runner::command(const Checker& checker, const std::string& folder) const {
  process::Command made;
  for (const std::string& word : checker.program) made.arguments.push_back(from_anywhere(expanded(word, folder)));
  made.output_bytes = options_.output_bytes;
  made.ends_when_flooded = true;
  made.folder = folder;
  made.environment = environment(folder);
  made.memory_bytes = checker.megabytes << 20;
  return made;
}

std::optional<Trouble> Runner::missing(const Checker& checker) const {
  for (const std::string& word : checker.program) {
    const std::string path = expanded(word, "");
    if (path.find('/') != std::string::npos && !fs::exists(path))
      return Trouble{Outcome::Missing, fmt::format("is not installed: there is no {}", path)};
  }
  return {};
}

Runner::Version Runner::version(const Checker& checker, std::size_t id) const {
  const Folder folder{temporary_ / fmt::format("run_{}", id)};
  process::Command made = command(checker, folder.path.string());
  limit_time(made, options_.time);
  for (const std::string& word : checker.version_arguments) made.arguments.push_back(expanded(word, made.folder));
  const auto begin = std::chrono::steady_clock::now();
  const process::Outcome outcome = process::run(made);
  const bool is_told = outcome.kind == Kind::Exited && outcome.code == 0;
  return {is_told ? version_in(outcome.output) : "", std::chrono::steady_clock::now() - begin};
}

RunResult Runner::run(const Checker& checker, std::span<const Module> modules, std::size_t id) const {
  const Folder folder{temporary_ / fmt::format("run_{}", id)};
  process::Command made = command(checker, folder.path.string());
  std::vector<ProbeModule> written;
  std::vector<std::string> files;
  std::size_t count = 0;
  bool is_written = folder.is_made;
  for (const ConfigurationFile& each : checker.configuration) is_written &= write(folder.path / each.name, expanded(each.text, made.folder));
  for (const auto& [prelude, probes] : modules) {
    written.push_back(model::python::probe_module(prelude, probes, canaries()));
    files.push_back(module_name(files.size()));
    is_written &= write(folder.path / files.back(), written.back().text);
    count += probes.size();
  }
  if (!is_written) return {{}, Trouble{Outcome::Missing, fmt::format("could not be asked: {} cannot be written to", temporary_.string())}};
  limit_time(made, options_.time + options_.time_a_probe * count);
  std::ranges::move(words(checker, files, made.folder), std::back_inserter(made.arguments));
  const auto begin = std::chrono::steady_clock::now();
  const process::Outcome outcome = process::run(made);
  const auto time = std::chrono::steady_clock::now() - begin;
  auto trouble = ending(checker, made, outcome);
  RunResult result = trouble ? RunResult{{}, std::move(trouble)} : read(checker, outcome, written, made.folder);
  result.time = time;
  return result;
}

RunResult Runner::read(const Checker& checker, const process::Outcome& outcome, std::span<const ProbeModule> modules,
                       const std::string& folder) const {
  const auto none = [](Trouble trouble) { return RunResult{{}, std::move(trouble)}; };
  const bool is_in_file = checker.diagnostics.format == DiagnosticFormat::JsonFile;
  bool is_cut = false;
  const std::string text = is_in_file ? read_file(fs::path{folder} / checker.diagnostics.report_file, options_.output_bytes, is_cut) : "";
  if (is_cut) return none(flood(options_.output_bytes));
  auto errors = read_diagnostics(checker.diagnostics, is_in_file ? text : outcome.output);
  const bool is_unread = std::ranges::find(checker.void_exits, outcome.code) != checker.void_exits.end();
  if (is_unread && (!errors || !has_void_code(checker, *errors)))
    return none({Outcome::Crash, fmt::format("exited with code {}{}", outcome.code, telling_line(outcome.error, folder))});
  if (!errors) return none({Outcome::Missing, errors.error() + telling_line(outcome.error, folder)});
  auto sorted = by_module(std::move(*errors), modules.size());
  if (!sorted) return none(std::move(sorted.error()));
  RunResult result;
  for (std::size_t i = 0; i < modules.size(); ++i) result.modules.push_back(module_answers(checker, modules[i], (*sorted)[i]));
  return result;
}

}  // namespace agverify::gate
