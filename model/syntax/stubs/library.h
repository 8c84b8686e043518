#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/syntax/error.h"
#include "model/syntax/stubs/outline.h"
#include "model/syntax/stubs/stub_reader.h"

namespace agverify::model::syntax::stubs {

/// A module of a library: what its stub says, and where each of its names stands there.
struct LibraryModule {
  /// A statement that binds a name: an index into the imports, assignments, classes, functions or others of the outline.
  struct Binding {
    enum class Kind : std::uint8_t { Import, Assignment, Class, Function, Other };
    Kind kind;
    std::size_t index;
  };
  std::string name;
  bool is_package = false;
  std::uint32_t file = 0;            ///< index among the files of the library
  std::string_view text;
  Outline outline;
  std::vector<ParseError> errors;    ///< of a text that does not parse; its outline is empty then
  std::unordered_map<std::string_view, std::vector<Binding>> bindings;
  std::vector<std::size_t> stars;    ///< the imports `from module import *`
};

/// The modules of a folder of stubs for one Python version, each looked for and parsed when it is first asked for.
class Library {
 public:
  Library(FindModule find, PythonVersion version) : find_(std::move(find)), version_(version) {}

  /// \returns nullptr when there is no such module
  const LibraryModule* find(std::string_view module);
  /// What `from module import *` gives: what `__all__` lists, else every name without a leading underscore.
  const std::vector<std::string>& exports(const LibraryModule& module);
  /// Whether a question may use the name: as one of `builtins`, `typing`, `collections.abc`, or with its module before it.
  bool offers(std::string_view name);

  const std::vector<SourceFile>& files() const { return files_; }
  PythonVersion version() const { return version_; }

 private:
  std::unique_ptr<LibraryModule> load(std::string_view module);
  void add_class_of_none(const SourceText& source, Outline& to, std::uint32_t file) const;
  std::vector<std::string> list_exports(const LibraryModule& module);

  FindModule find_;
  PythonVersion version_;
  std::vector<SourceFile> files_;
  std::map<std::string, std::unique_ptr<LibraryModule>, std::less<>> modules_;
  std::map<const LibraryModule*, std::vector<std::string>> exports_;
};

/// The module that an import means: `.abc` and `..abc` seen from a module, where one dot is the folder of its file.
std::string absolute_module(std::string_view importing, bool is_package, std::string_view written);

/// A name of a library that a question asks for, with its module: `{"collections.abc", "Set"}`. A bare name may have several.
std::vector<std::pair<std::string, std::string>> places_of(Library& library, std::string_view name);

}  // namespace agverify::model::syntax::stubs
