#include "cli/session/kept_files.h"

#include <algorithm>
#include <filesystem>
#include <vector>

#include <fmt/format.h>

#include "cli/input/files.h"
#include "digest/sha256.h"

namespace agverify::cli::session {

using namespace input;

namespace fs = std::filesystem;

std::optional<std::string> KeptFiles::find(std::string_view name) const {
  if (!folder_) return std::nullopt;
  auto file = read_file(fmt::format("{}/{}", *folder_, name));
  if (!file) return std::nullopt;
  const std::size_t end = file->find('\n');
  if (end == std::string::npos) return std::nullopt;
  if (digest::sha256(std::string_view{*file}.substr(end + 1)) != std::string_view{*file}.substr(0, end)) return std::nullopt;
  file->erase(0, end + 1);
  return std::move(*file);
}

void KeptFiles::keep(std::string_view name, std::string_view text) {
  if (!folder_) return;
  const std::string sealed = fmt::format("{}\n{}", digest::sha256(text), text);
  if (!make_folder(*folder_) || !write_file(fmt::format("{}/{}", *folder_, name), sealed)) folder_.reset();
}

void KeptFiles::thin_out(std::string_view prefix, std::size_t most) const {
  if (!folder_) return;
  std::vector<std::pair<fs::file_time_type, fs::path>> found;
  std::error_code error;
  for (fs::directory_iterator each{*folder_, error}, end; !error && each != end; each.increment(error)) {
    if (!each->path().filename().string().starts_with(prefix)) continue;
    std::error_code gone;  // another run may thin out too
    const fs::file_time_type written = each->last_write_time(gone);
    if (!gone) found.emplace_back(written, each->path());
  }
  std::ranges::sort(found, std::greater{});
  for (std::size_t i = most; i < found.size(); ++i) fs::remove(found[i].second, error);
}

std::optional<std::string> cache_folder() {
  if (const auto cache = environment("XDG_CACHE_HOME")) return *cache + "/agverify";
  if (const auto home = environment("HOME")) return *home + "/.cache/agverify";
  return std::nullopt;
}

}  // namespace agverify::cli::session
