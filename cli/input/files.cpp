#include "cli/input/files.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>

#include <fmt/format.h>

namespace agverify::cli::input {
namespace {

struct Closer {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Closer>;

Failure system_failure(ExitCode code, std::string_view doing, const std::string& path) {
  return failure(code, fmt::format("cannot {}: {}", doing, std::strerror(errno)), path);
}

/// \returns false after an error
bool read_all(std::FILE* file, std::string& into) {
  char block[65536];
  while (const std::size_t count = std::fread(block, 1, sizeof block, file)) into.append(block, count);
  return std::ferror(file) == 0;
}

bool write_all(const std::string& path, std::string_view text) {
  File file{std::fopen(path.c_str(), "wb")};
  if (!file) return false;
  const bool written = std::fwrite(text.data(), 1, text.size(), file.get()) == text.size();
  return std::fclose(file.release()) == 0 && written;
}

}  // namespace

tl::expected<std::string, Failure> read_file(const std::string& path) {
  std::string text;
  if (path == "-") {
    if (!read_all(stdin, text)) return tl::unexpected(system_failure(ExitCode::MissingInput, "read standard input", path));
    return text;
  }
  const File file{std::fopen(path.c_str(), "rb")};
  if (!file || !read_all(file.get(), text)) return tl::unexpected(system_failure(ExitCode::MissingInput, "read", path));
  return text;
}

tl::expected<void, Failure> write_file(const std::string& path, std::string_view text) {
  const std::filesystem::path target{path};
  // What is no plain file, such as /dev/stdout, cannot be replaced by renaming.
  std::error_code ignored;
  const bool direct = std::filesystem::exists(target, ignored) && !std::filesystem::is_regular_file(target, ignored);
  const std::string place = direct ? path : fmt::format("{}.{}.part", path, ::getpid());
  if (!write_all(place, text) || (!direct && std::rename(place.c_str(), path.c_str()) != 0)) {
    const Failure failed = system_failure(ExitCode::InputOutput, "write", path);
    if (!direct) std::remove(place.c_str());
    return tl::unexpected(failed);
  }
  return {};
}

tl::expected<void, Failure> make_folder(const std::string& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) return tl::unexpected(failure(ExitCode::InputOutput, "cannot make the folder: " + error.message(), path));
  return {};
}

std::optional<std::string> environment(const char* name) {
  const char* value = std::getenv(name);
  if (!value || !*value) return std::nullopt;
  return value;
}

}  // namespace agverify::cli::input
