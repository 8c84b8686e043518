#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "cli/input/typeshed.h"
#include "cli/session/kept_files.h"
#include "cli/session/kept_table.h"
#include "model/syntax/stubs/library.h"
#include "model/syntax/stubs/stub_reader.h"

namespace agverify::cli::session {

/// A typeshed as a session reads it: what questions and preludes ask of it, and the tables of what they reach. The first table
/// is kept among the user's files, for the next run that asks the same of the same files.
class TypeshedReading {
 public:
  using PythonVersion = model::syntax::stubs::PythonVersion;

  /// \param reads_all every class, whatever is asked
  TypeshedReading(input::Typeshed typeshed, bool reads_all) : typeshed_(std::move(typeshed)), reads_all_(reads_all), kept_(cache_folder()) {}

  void ask(std::string name) { asked_.push_back({std::move(name), std::nullopt}); }
  void ask_prelude(PythonVersion version, std::string_view prelude) { asked_.push_back({std::string(prelude), version}); }

  /// Looks for what was asked since the last time, and for what the preludes of the run name.
  /// \returns whether tables that were read before lack one of the names
  bool look(PythonVersion version, const model::Assumptions& assumed, std::span<const std::string_view> preludes);

  /// Everything that was found so far, and what it rests on.
  tl::expected<model::syntax::stubs::Universe, std::vector<model::syntax::ParseError>> read(PythonVersion version, const model::Assumptions& assumed,
                                                                                           model::TypePool& pool);

 private:
  struct Asked {
    std::string text;  ///< a name, or a prelude
    std::optional<PythonVersion> prelude;
  };
  /// Which table a run reads first; only that one is kept, since what another rests on depends on what was read before.
  struct First {
    std::string name;  ///< of its file
    PythonVersion version;
    model::Assumptions assumed;
  };

  model::syntax::stubs::Library& library(PythonVersion version);
  void want(const std::vector<std::string>& names, PythonVersion version);
  std::vector<std::string> names_asked();
  bool is_of_one_version(PythonVersion version) const;
  std::string key(const First& first, std::span<const std::string_view> preludes) const;
  bool restore(const First& first);
  bool is_unchanged(const KeptTable& table, PythonVersion version);
  bool is_first(PythonVersion version, const model::Assumptions& assumed, const model::TypePool& pool) const;
  const std::vector<std::string>& modules(PythonVersion version);  // none where only what is asked for is read

  input::Typeshed typeshed_;
  bool reads_all_;
  KeptFiles kept_;
  std::map<PythonVersion, std::unique_ptr<model::syntax::stubs::Library>> libraries_;
  std::map<PythonVersion, std::vector<Lookup>> lookups_;  // in the order of asking, also those of a run before
  std::map<PythonVersion, std::vector<std::string>> modules_;
  std::set<std::string> wanted_;             // names that tables hold
  std::vector<Asked> asked_;                 // what was not looked for yet
  std::set<PythonVersion> looked_;           // for which the preludes of the run were looked at
  std::optional<First> first_;
  std::optional<std::string> restored_;      // the first table as it was kept
  bool is_fresh_ = true;
};

}  // namespace agverify::cli::session
