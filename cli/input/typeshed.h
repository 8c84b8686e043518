#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

#include "cli/input/failure.h"
#include "model/syntax/stubs/stub_reader.h"

namespace agverify::cli::input {

/// The standard library's stubs in a folder: `VERSIONS`, and a file for each module, which is read when it is asked for.
class Typeshed {
 public:
  using PythonVersion = model::syntax::stubs::PythonVersion;

  /// \param folder the one with `VERSIONS`, or one that holds it as `stdlib`
  /// \returns 66 when it cannot be read, 65 when it is no typeshed, with what was looked for
  static tl::expected<Typeshed, Failure> open(const std::string& folder);

  /// The text of a module; nothing when there is none in this version. Texts live as long as this.
  std::optional<model::syntax::stubs::SourceText> find(std::string_view module, PythonVersion version);
  /// The names of all modules of a version, by alphabet.
  std::vector<std::string> modules(PythonVersion version) const;
  const std::string& folder() const { return folder_; }

 private:
  struct Range {
    PythonVersion first;
    std::optional<PythonVersion> last;
  };
  struct Kept {
    std::string path, text, digest;
  };

  static std::optional<Range> read_range(std::string_view text);
  std::optional<Failure> read_versions();
  bool has(std::string_view module, PythonVersion version) const;

  std::string folder_;  // the one with VERSIONS
  std::map<std::string, Range, std::less<>> ranges_;
  std::map<std::string, std::unique_ptr<const Kept>, std::less<>> kept_;  // by module; nullptr: there is none
};

}  // namespace agverify::cli::input
