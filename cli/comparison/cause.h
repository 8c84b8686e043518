#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "cli/comparison/class_difference.h"
#include "cli/session/session.h"

namespace agverify::cli::comparison {

/// A table with the pool that holds its types.
struct Side {
  session::Hierarchy& hierarchy;
  model::TypePool& pool;
};

/// Finds why a question has one verdict by one table and another by the other: a class of the question that one of them
/// lacks, or the least differences without which both answer alike: if possible as one of them decides now, else as one of
/// them says now, else otherwise. So a cause is more than a difference that is there as well: it was tried.
class CauseSearch {
 public:
  /// \param options of the judges that try; evidence and its check are left out
  CauseSearch(Side here, Side there, solver::JudgeOptions options);

  /// \param certificates those of the two answers that have one; they say on which classes and members the answer rests
  /// \returns the differences, every one needed; none when none were found that do
  std::vector<ClassDifference> run(const std::string& question, const std::vector<std::string>& certificates);

 private:
  /// Which classes, by qualified name, and which members of them are looked at.
  struct Touched {
    std::set<std::string> classes;
    std::set<std::string, std::less<>> members;
  };

  void touch_question(const Side& side, const std::string& question, Touched& into);
  static void touch_certificate(const Side& side, std::string_view certificate, Touched& into);
  static void touch_above(const Side& side, Touched& into);
  static void touch_types_of_members(const Side& side, Touched& into);
  std::vector<ClassDifference> candidates(const Touched& touched, bool all_members) const;
  std::vector<ClassDifference> missing_classes(const Touched& touched) const;
  std::vector<ClassDifference> in_rings(Touched touched, const std::string& question);
  std::vector<ClassDifference> least(std::vector<ClassDifference> differences, const std::string& question) const;
  bool agree_without(const std::vector<ClassDifference>& differences, const std::string& question) const;
  std::optional<std::string> verdict(const Side& side, const std::vector<ClassDifference>& taken_away, const std::string& question) const;

  Side here_, there_;
  solver::JudgeOptions options_;
  std::set<std::string> wanted_;  // verdicts on which both may agree; none: any
};

}  // namespace agverify::cli::comparison
