#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "cli/pairs/pair_options.h"
#include "cli/pairs/subject.h"
#include "gate/pair_source.h"

namespace agverify::cli::pairs {

/// The pairs of a campaign: drawn by seed, or given in a file, in corpus cases.
/// Classes are read again where a pair is asked for whose group was left: groups may be many, those that matter are few.
class CampaignPairs final : public gate::PairSource {
 public:
  /// \returns a failure for what cannot be read
  static tl::expected<std::unique_ptr<CampaignPairs>, input::Failure> open(const PairOptions& options);

  /// What the rules decide of all pairs.
  struct Decided {
    std::vector<campaign::Question> questions;     ///< group by group
    std::vector<model::python::Prelude> preludes;  ///< one a group
    std::map<std::string, std::uint64_t> unknown;  ///< pairs that nobody is asked about, by reason
    std::uint64_t pairs = 0;                       ///< all
  };
  tl::expected<Decided, input::Failure> decide();

  properties::Pair pair_at(std::uint64_t index) override;
  gate::Questions& questions_about(std::uint64_t index) override { return subject_of(index).questions(); }
  /// \pre `decide` was called, and gave a question of this index. \returns it, as long as this lives
  Subject& subject_of(std::uint64_t index);
  /// Of the classes that all groups share.
  Subject& common() { return *common_; }

 private:
  CampaignPairs(const PairOptions& options, GroupTexts texts, std::vector<std::string> preludes)
      : options_(options), texts_(std::move(texts)), preludes_(std::move(preludes)) {}
  tl::expected<void, input::Failure> decide_drawn(Decided& into);
  tl::expected<void, input::Failure> decide_given(std::size_t group, Decided& into);
  tl::expected<std::unique_ptr<Subject>, input::Failure> open(std::size_t group) const;
  std::size_t group_of(std::uint64_t index) const;
  static void keep(Decided& into, gate::Questions& questions, campaign::Question question);
  properties::Pair drawn(std::uint64_t index) const;
  bool is_common() const { return !options_.are_texts(); }

  const PairOptions& options_;
  const GroupTexts texts_;
  const std::vector<std::string> preludes_;  // texts of the options' files
  std::vector<std::uint64_t> first_index_;   // of each group
  std::unique_ptr<Subject> common_;
  std::map<std::size_t, std::unique_ptr<Subject>> subjects_;  // of groups that were asked for
};

}  // namespace agverify::cli::pairs
