#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "cli/pairs/group_text.h"
#include "cli/session/session.h"
#include "gate/questions.h"
#include "properties/world.h"
#include "report/gate_setting.h"
#include "solver/rules/decider.h"

namespace agverify::cli::pairs {

/// The classes of one group of pairs, read, with what asks about them. Nothing is shared with others, so that any number can
/// be open at one time.
class Subject {
 public:
  /// \param stubs of the whole run. \param group its number. \param files texts of the preludes of the whole run
  /// \returns what is wrong with the classes; as `unsupported` where they hold a construct that is not read
  static tl::expected<std::unique_ptr<Subject>, input::Failure> open(const session::StubOptions& stubs, const GroupText& text, std::size_t group,
                                                                     const std::vector<std::string>& files);

  /// A pair of the text, or why it is not decided.
  struct ReadPair {
    std::optional<properties::Pair> pair;
    std::string unknown;
  };
  /// \returns bad input as a failure
  tl::expected<ReadPair, input::Failure> read(const PairText& text);

  gate::Questions& questions() { return questions_; }
  session::Hierarchy& hierarchy() { return hierarchy_; }
  const properties::World& world() const { return world_; }
  model::python::Prelude prelude() const { return model::python::prelude(hierarchy_.universe.table, own_); }
  report::GateSetting setting() const;

 private:
  Subject(std::unique_ptr<session::Session> session, session::Hierarchy& hierarchy, std::string stub,
          std::size_t own_files, std::size_t group);
  tl::expected<model::Type, input::Failure> type(const std::string& text, const PairText& pair);

  const std::unique_ptr<session::Session> session_;
  session::Hierarchy& hierarchy_;
  const std::string stub_;  // of own classes
  const model::python::OwnClasses own_;
  const properties::World world_;
  solver::rules::Decider rules_;
  gate::Questions questions_;
};

}  // namespace agverify::cli::pairs
