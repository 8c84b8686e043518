#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>

#include "cli/input/failure.h"
#include "cli/input/stubs.h"
#include "cli/session/bounds.h"
#include "cli/session/law_cache.h"
#include "cli/session/typeshed_reading.h"
#include "model/syntax/reader.h"
#include "model/syntax/stubs/stub_reader.h"
#include "solver/judge.h"

namespace agverify::cli::session {

/// One class table with everything that is made once for it.
class Hierarchy {
 public:
  Hierarchy(model::syntax::stubs::Universe read, std::string stubs_digest, model::syntax::stubs::PythonVersion python, model::TypePool& pool,
            const solver::JudgeOptions& options);

  const model::syntax::stubs::Universe universe;
  const model::Slots slots;
  const std::string digest;  ///< of all stubs and preludes
  const model::syntax::stubs::PythonVersion version;
  model::syntax::Reader reader;
  solver::Judge judge;
  BoundCheck bounds;
};

/// What every command that reads stubs takes.
struct StubOptions {
  std::optional<std::string> stubs;   ///< a folder in the place of the built-in hierarchy
  std::optional<std::string> typeshed;  ///< a folder of which only what is asked for is read, in the place of both
  std::vector<std::string> preludes;  ///< files
  model::Assumptions assumed;
  model::syntax::stubs::PythonVersion version;
};

struct SessionOptions {
  StubOptions texts;
  solver::JudgeOptions judge;
  bool reads_all = false;  ///< every class of a typeshed, whatever is asked
};

/// What the queries of one run share: stubs, preludes, the types, the class tables read so far, the class laws.
/// Every table's types lie in one pool, tables first; what a query adds goes when the query is forgotten.
class Session {
 public:
  /// \returns a failure when stubs or preludes cannot be read as files
  static tl::expected<std::unique_ptr<Session>, input::Failure> open(SessionOptions options);

  /// The table of the run, or that of another version or with one more prelude.
  /// \returns it, until the next call; or why the texts make none
  tl::expected<Hierarchy*, input::Failure> hierarchy() { return hierarchy(options_.texts.version, {}); }
  tl::expected<Hierarchy*, input::Failure> hierarchy(model::syntax::stubs::PythonVersion version, std::string_view prelude);

  /// Answers open questions in these ways from now on.
  void assume(const model::Assumptions& assumed);

  /// Makes the tables from now on hold what the text of a question names. Of stubs that are read as a whole, nothing to do.
  void ask_for(std::string_view question);
  void ask_for_prelude(model::syntax::stubs::PythonVersion version, std::string_view prelude);

  /// Takes the pool back to where the last query found it. Types of queries must not be used again.
  void forget_query();

  model::TypePool& pool() { return pool_; }

 private:
  explicit Session(SessionOptions options);
  tl::expected<std::unique_ptr<Hierarchy>, input::Failure> load(model::syntax::stubs::PythonVersion version);
  tl::expected<std::unique_ptr<Hierarchy>, input::Failure> extended(model::syntax::stubs::PythonVersion version, std::string_view prelude);
  tl::expected<std::unique_ptr<Hierarchy>, input::Failure> complete(
      tl::expected<model::syntax::stubs::Universe, std::vector<model::syntax::ParseError>> universe, const std::vector<const input::Stubs*>& all,
      model::syntax::stubs::PythonVersion version);
  tl::expected<model::syntax::stubs::Universe, std::vector<model::syntax::ParseError>> read(model::syntax::stubs::PythonVersion version);
  void look(model::syntax::stubs::PythonVersion version, std::string_view prelude);
  std::size_t files_of_typeshed() const;
  void drop_types();
  void start_over();

  SessionOptions options_;
  LawCache laws_;
  input::Stubs stubs_;
  std::optional<TypeshedReading> typeshed_;
  std::set<std::string, std::less<>> objects_;  // classes whose class objects questions name
  std::set<std::string, std::less<>> modules_;  // modules that questions name as values
  std::vector<input::Stubs> preludes_;
  model::TypePool pool_;
  model::TypePool::Mark empty_, mark_;
  std::map<std::tuple<model::syntax::stubs::PythonVersion, model::Assumptions, std::string>, std::unique_ptr<Hierarchy>> loaded_;
  Hierarchy* usual_ = nullptr;  // of the run's own version, without a further prelude
};

}  // namespace agverify::cli::session
