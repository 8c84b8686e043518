#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "model/class_table.h"
#include "model/syntax/bound_obligation.h"
#include "model/syntax/error.h"
#include "model/syntax/scope.h"

namespace agverify::model::syntax::stubs {

/// A stub, or Python source of which only classes and their members are read.
struct SourceText {
  std::string_view path;  ///< relative to the stub folder, with `/`: it tells the module, `collections/abc.pyi`
  std::string_view text;
  std::string digest;     ///< SHA-256 of the text, lower-case hex; kept with the table
};

/// What `sys.version_info` conditions are decided by. `sys.platform` is "linux".
struct PythonVersion {
  std::uint32_t major = 3, minor = 13;
  friend auto operator<=>(const PythonVersion&, const PythonVersion&) = default;
};

/// Everything that was read from texts: classes, what names mean to a query, and what is left to be checked by deciding.
struct Universe {
  ClassTable table;
  Scope scope;
  std::vector<BoundObligation> obligations;
  /// What is wrong or not read in a library, which does not hinder the rest: the class or name concerned is unsupported,
  /// or keeps what it declares.
  std::vector<ParseError> complaints;
};

/// Gives the text of a module, such as `collections.abc`; nothing when there is none. The text outlives who asks.
using FindModule = std::function<std::optional<SourceText>(std::string_view module)>;

using Names = std::set<std::string, std::less<>>;

class Library;

/// Reads the stubs of one Python version. Names of `builtins`, `typing` and `collections.abc` need no import in a query;
/// those of other modules neither, as far as they hide nothing.
/// \returns every error that was found, in order of file and place; never a universe with an error in it
/// \param values names of modules that questions name as values: see module_objects.h
tl::expected<Universe, std::vector<ParseError>> read_stubs(std::span<const SourceText> stubs, PythonVersion version,
                                                           TypePool& pool, const Assumptions& assumed = {}, const Names& values = {});

/// Reads what the names rest on, and nothing else, of a library that is not ours to mend: see `complaints`. Names of
/// `builtins`, `typing` and `collections.abc` need no import in a query, others have their module before them.
/// \param names as a query has them: `AsyncGenerator`, `collections.OrderedDict`, `module_object.json`
/// \param modules of which every class is read
tl::expected<Universe, std::vector<ParseError>> read_reached(Library& library, std::span<const std::string> names,
                                                             std::span<const std::string> modules, TypePool& pool,
                                                             const Assumptions& assumed = {});

/// The same universe with the classes of a prelude; classes that were there keep their ids. Names of the prelude hide
/// older ones. Its bodies and functions are not read. What was assumed stays. `obligations` are those of the prelude alone.
tl::expected<Universe, std::vector<ParseError>> extend(const Universe& universe, const SourceText& prelude,
                                                       PythonVersion version, TypePool& pool, const Names& values = {});

}  // namespace agverify::model::syntax::stubs
