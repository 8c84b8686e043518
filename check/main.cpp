#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "check/certificate.h"
#include "digest/sha256.h"

namespace {

using namespace agverify;

constexpr int accepted = 0, rejected = 1, usage = 64, unreadable = 65, missing = 66;

constexpr std::string_view help = R"(agverify-check [--stubs DIR] CERTIFICATE...

Verifies certificates that agverify wrote, and prints for each the statement that it accepted.
`-` reads a certificate from the standard input.

  --stubs DIR  recompute the digest of every file that a certificate names, below this folder
  --help       print this
  --version    print the version

Exit code: 0 all accepted, 1 one rejected, 64 wrong use, 65 one is no certificate, 66 one is not there;
of several the highest.
)";

struct Options {
  std::optional<std::string> stubs;
  std::vector<std::string> certificates;
  std::optional<int> done;  ///< nothing is left to do but to exit
};

int misused(std::string_view why) {
  std::cerr << "agverify-check: " << why << " (see --help)\n";
  return usage;
}

int print(std::string_view text) {
  std::cout << text;
  return accepted;
}

Options read_options(int count, char** words) {
  Options options;
  for (int i = 1; i < count; ++i) {
    const std::string_view word = words[i];
    if (word == "--help") return options.done = print(help), options;
    if (word == "--version") return options.done = print("agverify-check " AGVERIFY_VERSION "\n"), options;
    if (word == "--stubs" && i + 1 < count)
      options.stubs = words[++i];
    else if (word.starts_with("--stubs="))
      options.stubs = word.substr(8);
    else if (word == "--stubs")
      return options.done = misused("--stubs takes a folder"), options;
    else if (word.size() > 1 && word.starts_with("-"))
      return options.done = misused(fmt::format("there is no option {}", word)), options;
    else
      options.certificates.emplace_back(word);
  }
  if (options.certificates.empty()) options.done = misused("which certificate?");
  return options;
}

std::optional<std::string> read_all(std::istream& in) {
  std::string text{std::istreambuf_iterator<char>(in), {}};
  return in.bad() ? std::nullopt : std::optional(std::move(text));
}

std::optional<std::string> read_file(const std::filesystem::path& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) return std::nullopt;
  std::ifstream file(path, std::ios::binary);
  return file ? read_all(file) : std::nullopt;
}

int complain(const std::string& name, const check::Rejection& rejection) {
  std::cerr << fmt::format("{}:{}: rejected: {}\n", name, rejection.line, rejection.message);
  return rejection.unreadable ? unreadable : rejected;
}

// A certificate must not make the checker look outside the folder.
bool stays_below(const std::filesystem::path& path) {
  return path.is_relative() && std::find(path.begin(), path.end(), "..") == path.end();
}

std::optional<check::Rejection> compare(const std::string& folder, const check::NamedFile& file) {
  const auto reject = [&](std::string why) {
    return check::Rejection{file.line, file.path + " " + std::move(why), false};
  };
  if (!stays_below(file.path)) return reject("is no path below the folder of the stubs");
  const auto text = read_file(std::filesystem::path(folder) / file.path);
  if (!text) return reject("cannot be read");
  if (digest::sha256(*text) != file.digest) return reject("has another digest");
  return std::nullopt;
}

int verify(const std::string& name, const std::optional<std::string>& stubs) {
  const auto text = name == "-" ? read_all(std::cin) : read_file(name);
  if (!text) {
    std::cerr << fmt::format("{}: cannot be read\n", name);
    return missing;
  }
  const auto statement = check::verify(*text);
  if (!statement) return complain(name, statement.error());
  for (const check::NamedFile& each : statement->files)
    if (const auto rejection = stubs ? compare(*stubs, each) : std::nullopt) return complain(name, *rejection);
  std::cout << fmt::format("{}: accepted\n{}", name, statement->text);
  if (!statement->files.empty() && stubs) std::cout << "the digests are those of the files in " << *stubs << "\n";
  return accepted;
}

}  // namespace

int main(int count, char** words) {
  const Options options = read_options(count, words);
  if (options.done) return *options.done;
  int worst = accepted;
  for (const std::string& name : options.certificates) worst = std::max(worst, verify(name, options.stubs));
  return worst;
}
