#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace agverify::cli {

/// What a run of the program left.
struct Finished {
  int code = -1;
  std::string out, error;
};

/// A folder of its own for one test, gone with it; programs run inside it, without colours, with their cache inside it.
class Place {
 public:
  Place() {
    std::string pattern = (std::filesystem::temp_directory_path() / "agverify-test-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  ~Place() { std::filesystem::remove_all(folder_); }

  std::string path(const std::string& name) const { return folder_ + "/" + name; }

  void write(const std::string& name, std::string_view text) const {
    std::filesystem::create_directories(std::filesystem::path{path(name)}.parent_path());
    std::ofstream{path(name), std::ios::binary} << text;
  }

  std::string read(const std::string& name) const {
    std::ostringstream text;
    text << std::ifstream{path(name), std::ios::binary}.rdbuf();
    return text.str();
  }

  /// Runs a program of the build with these arguments; standard input is a text.
  Finished run(const std::string& program, const std::vector<std::string>& arguments, std::string_view input = {}) const {
    write(".in", input);
    std::string line = fmt::format("cd '{}' && NO_COLOR=1 XDG_CACHE_HOME='{}' '{}'", folder_, path(".cache"), program);
    for (const std::string& each : arguments) line += " " + quoted(each);
    const int status = std::system((line + " <.in >.out 2>.err").c_str());
    return {(status & 0x7f) == 0 ? (status >> 8) & 0xff : 128, without_digests(read(".out")), without_digests(read(".err"))};
  }

  Finished agverify(const std::vector<std::string>& arguments, std::string_view input = {}) const {
    return run(AGVERIFY_PROGRAM, arguments, input);
  }

 private:
  static std::string quoted(const std::string& text) { return "'" + std::regex_replace(text, std::regex{"'"}, "'\\''") + "'"; }

  /// Digests change with every word of the stubs; a test says DIGEST.
  static std::string without_digests(const std::string& text) {
    const std::string whole = std::regex_replace(text, std::regex{"[0-9a-f]{64}"}, "DIGEST");
    return std::regex_replace(whole, std::regex{"stubs     [0-9a-f]{12}"}, "stubs     DIGEST");
  }

  std::string folder_;
};

}  // namespace agverify::cli
