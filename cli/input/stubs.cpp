#include "cli/input/stubs.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "cli/embedded_stubs.h"
#include "cli/input/files.h"
#include "digest/sha256.h"

namespace agverify::cli::input {
namespace {

std::string_view keep(Stubs& stubs, std::string text) {
  stubs.kept.push_back(std::make_shared<const std::string>(std::move(text)));
  return *stubs.kept.back();
}

void add(Stubs& stubs, std::string path, std::string text) {
  std::string digest = digest::sha256(text);
  const std::string_view kept_path = keep(stubs, std::move(path)), kept_text = keep(stubs, std::move(text));
  stubs.sources.push_back({kept_path, kept_text, std::move(digest)});
}

tl::expected<std::vector<std::string>, Failure> files_below(const std::string& folder) {
  namespace fs = std::filesystem;
  std::vector<std::string> found;
  std::error_code error;
  for (fs::recursive_directory_iterator each{folder, error}, end; !error && each != end; each.increment(error))
    if (each->path().extension() == ".pyi") found.push_back(each->path().lexically_relative(folder).generic_string());
  if (error) return tl::unexpected(failure(ExitCode::MissingInput, "cannot read the folder: " + error.message(), folder));
  if (found.empty()) return tl::unexpected(failure(ExitCode::MissingInput, "the folder holds no .pyi file", folder));
  std::ranges::sort(found);
  return found;
}

}  // namespace

Stubs built_in_stubs() {
  Stubs stubs;
  for (const EmbeddedFile& each : embedded_stubs()) stubs.sources.push_back({each.path, each.text, std::string(each.digest)});
  return stubs;
}

tl::expected<Stubs, Failure> stubs_in(const std::string& folder) {
  const auto paths = files_below(folder);
  if (!paths) return tl::unexpected(paths.error());
  Stubs stubs;
  for (const std::string& path : *paths) {
    auto text = read_file((std::filesystem::path{folder} / path).string());
    if (!text) return tl::unexpected(text.error());
    add(stubs, path, std::move(*text));
  }
  return stubs;
}

Stubs prelude_of(std::string name, std::string text) {
  Stubs stubs;
  add(stubs, std::move(name), std::move(text));
  return stubs;
}

std::string digest_of(const std::vector<const Stubs*>& all) {
  std::string lines;
  for (const Stubs* stubs : all)
    for (const auto& each : stubs->sources) lines += fmt::format("{} {}\n", each.path, each.digest);
  return digest::sha256(lines);
}

}  // namespace agverify::cli::input
