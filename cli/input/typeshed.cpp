#include "cli/input/typeshed.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "cli/input/files.h"
#include "cli/input/python_version.h"
#include "digest/sha256.h"

namespace agverify::cli::input {
namespace {

namespace fs = std::filesystem;

bool is_file(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

bool is_folder(const fs::path& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") + 1 - begin);
}

/// `collections/__init__.pyi` is `collections`.
std::string module_of(std::string path) {
  path.resize(path.size() - std::string_view{".pyi"}.size());
  std::ranges::replace(path, '/', '.');
  if (path.ends_with(".__init__")) path.resize(path.size() - std::string_view{".__init__"}.size());
  return path;
}

}  // namespace

tl::expected<Typeshed, Failure> Typeshed::open(const std::string& folder) {
  if (!is_folder(folder)) return tl::unexpected(failure(ExitCode::MissingInput, "there is no such folder", folder));
  Typeshed made;
  for (const fs::path& each : {fs::path{folder}, fs::path{folder} / "stdlib"})
    if (made.folder_.empty() && is_file(each / "VERSIONS")) made.folder_ = each.string();
  if (made.folder_.empty())
    return tl::unexpected(failure(ExitCode::BadInput, "this is no typeshed: it has neither VERSIONS nor stdlib/VERSIONS", folder));
  if (auto wrong = made.read_versions()) return tl::unexpected(std::move(*wrong));
  if (!is_file(fs::path{made.folder_} / "builtins.pyi"))
    return tl::unexpected(failure(ExitCode::BadInput, "this is no typeshed: it has no builtins.pyi beside VERSIONS", made.folder_));
  return made;
}

/// `3.0-3.9` or `3.3-`.
std::optional<Typeshed::Range> Typeshed::read_range(std::string_view text) {
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto first = python_version(trimmed(text.substr(0, dash)));
  const std::string_view end = trimmed(text.substr(dash + 1));
  const auto last = end.empty() ? std::nullopt : python_version(end);
  if (!first || (!end.empty() && !last)) return std::nullopt;
  return Range{*first, last};
}

std::optional<Failure> Typeshed::read_versions() {
  const std::string path = (fs::path{folder_} / "VERSIONS").string();
  const auto read_text = read_file(path);
  if (!read_text) return read_text.error();
  std::string_view text = *read_text;
  for (std::uint32_t line = 1; !text.empty(); ++line) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view entry = trimmed(text.substr(0, std::min(end, text.find('#'))));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (entry.empty()) continue;
    const std::size_t colon = entry.find(':');
    const auto range = colon == std::string_view::npos ? std::nullopt : read_range(entry.substr(colon + 1));
    if (!range) {
      Failure wrong = failure(ExitCode::BadInput, "this is no entry such as `module: 3.3-3.11`", path);
      wrong.errors.front().line = line;
      return wrong;
    }
    ranges_.emplace(trimmed(entry.substr(0, colon)), *range);
  }
  return std::nullopt;
}

/// What stands nearest decides: a module's own entry, else that of its package. Without any it is not in the library.
bool Typeshed::has(std::string_view module, PythonVersion version) const {
  for (std::string_view name = module;;) {
    if (const auto found = ranges_.find(name); found != ranges_.end())
      return version >= found->second.first && (!found->second.last || version <= *found->second.last);
    const std::size_t dot = name.rfind('.');
    if (dot == std::string_view::npos) return false;
    name = name.substr(0, dot);
  }
}

std::optional<model::syntax::stubs::SourceText> Typeshed::find(std::string_view module, PythonVersion version) {
  if (!has(module, version)) return std::nullopt;
  auto found = kept_.find(module);
  if (found == kept_.end()) {
    std::unique_ptr<const Kept> read_one;
    std::string path(module);
    std::ranges::replace(path, '.', '/');
    for (const std::string& each : {path + ".pyi", path + "/__init__.pyi"}) {
      const std::string full = (fs::path{folder_} / each).string();
      auto text = read_one || !is_file(full) ? tl::expected<std::string, Failure>{tl::unexpected(Failure{})} : read_file(full);
      if (!text) continue;
      std::string digest = digest::sha256(*text);
      read_one = std::make_unique<const Kept>(Kept{each, std::move(*text), std::move(digest)});
    }
    found = kept_.emplace(std::string(module), std::move(read_one)).first;
  }
  if (!found->second) return std::nullopt;
  return model::syntax::stubs::SourceText{found->second->path, found->second->text, found->second->digest};
}

std::vector<std::string> Typeshed::modules(PythonVersion version) const {
  std::vector<std::string> found;
  std::error_code error;
  for (fs::recursive_directory_iterator each{folder_, error}, end; !error && each != end; each.increment(error)) {
    if (each->path().extension() != ".pyi") continue;
    std::string module = module_of(each->path().lexically_relative(folder_).generic_string());
    if (has(module, version)) found.push_back(std::move(module));
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace agverify::cli::input
