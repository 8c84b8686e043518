#include "cli/pairs/campaign_pairs.h"

#include <algorithm>
#include <cassert>

#include "cli/input/files.h"
#include "cli/pairs/drawn_groups.h"
#include "cli/session/ask.h"

namespace agverify::cli::pairs {

using namespace input;

namespace {

properties::Profile profile_of(const PairOptions& options) {
  return properties::profile_named(options.profile).value_or(properties::Profile{});
}

tl::expected<GroupTexts, Failure> texts_of(const PairOptions& options, const std::vector<std::string>& preludes) {
  if (options.file) return pairs_of_lines(*options.file, options.texts.assumed);
  if (!options.cases.empty()) return pairs_of_cases(options.cases);
  if (options.profile == "protocols") return pairs_of_tables(options);
  if (options.have_values()) return pairs_of_values(options, preludes, profile_of(options));
  return GroupTexts{};
}

}  // namespace

tl::expected<std::unique_ptr<CampaignPairs>, Failure> CampaignPairs::open(const PairOptions& options) {
  std::vector<std::string> preludes;
  for (const std::string& path : options.texts.preludes) {
    auto text = read_file(path);
    if (!text) return tl::unexpected(text.error());
    preludes.push_back(std::move(*text));
  }
  auto texts = texts_of(options, preludes);
  if (!texts) return tl::unexpected(texts.error());
  std::unique_ptr<CampaignPairs> made{new CampaignPairs(options, std::move(*texts), std::move(preludes))};
  auto common = Subject::open(options.texts, {{}, options.texts.assumed}, 0, made->preludes_);
  if (!common) return tl::unexpected(common.error());
  made->common_ = std::move(*common);
  return made;
}

/// An error in a group's own prelude is told with the place of its first pair.
tl::expected<std::unique_ptr<Subject>, Failure> CampaignPairs::open(std::size_t group) const {
  const GroupText& text = texts_.groups[group];
  auto opened = Subject::open(options_.texts, text, group, preludes_);
  if (opened) return opened;
  for (auto& error : opened.error().errors)
    if (error.file == "prelude") error.file = fmt::format("{}:{}: prelude", text.pairs.front().file, text.pairs.front().line);
  return opened;
}

tl::expected<CampaignPairs::Decided, Failure> CampaignPairs::decide() {
  Decided made;
  made.unknown = texts_.left_out;
  for (const auto& [reason, count] : texts_.left_out) made.pairs += count;
  if (!is_common()) {
    for (std::size_t i = 0; i < texts_.groups.size(); ++i)
      if (const auto done = decide_given(i, made); !done) return tl::unexpected(done.error());
  } else if (const auto done = decide_drawn(made); !done) {
    return tl::unexpected(done.error());
  }
  return made;
}

void CampaignPairs::keep(Decided& into, gate::Questions& questions, campaign::Question question) {
  if (question.verdict == model::Verdict::Unknown) {
    ++into.unknown[questions.reason()];
  } else {
    into.questions.push_back(std::move(question));
  }
}

tl::expected<void, Failure> CampaignPairs::decide_drawn(Decided& into) {
  gate::Questions& questions = common_->questions();
  for (std::uint64_t index = 0; index < options_.count; ++index) keep(into, questions, questions.of(drawn(index), index));
  into.pairs = options_.count;
  into.preludes.push_back(common_->prelude());
  return {};
}

tl::expected<void, Failure> CampaignPairs::decide_given(std::size_t group, Decided& into) {
  const std::vector<PairText>& pairs = texts_.groups[group].pairs;
  const std::uint64_t first = first_index_.empty() ? 0 : first_index_.back() + texts_.groups[group - 1].pairs.size();
  first_index_.push_back(first);
  into.pairs += pairs.size();
  const auto subject = open(group);
  into.preludes.push_back(subject ? (*subject)->prelude() : model::python::Prelude{});
  if (!subject) {
    const auto construct = subject.error().unsupported();
    if (!construct) return tl::unexpected(subject.error());
    into.unknown[session::unsupported_reason(*construct)] += pairs.size();
    return {};
  }
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const auto read = (*subject)->read(pairs[i]);
    if (!read) return tl::unexpected(read.error());
    if (!read->pair) ++into.unknown[read->unknown];
    else keep(into, (*subject)->questions(), (*subject)->questions().of(*read->pair, first + i));
  }
  return {};
}

properties::Pair CampaignPairs::drawn(std::uint64_t index) const {
  return properties::pair_at(common_->world(), options_.seed, index, profile_of(options_));
}

std::size_t CampaignPairs::group_of(std::uint64_t index) const {
  return static_cast<std::size_t>(std::ranges::upper_bound(first_index_, index) - first_index_.begin()) - 1;
}

Subject& CampaignPairs::subject_of(std::uint64_t index) {
  if (is_common()) return *common_;
  const std::size_t group = group_of(index);
  std::unique_ptr<Subject>& subject = subjects_[group];
  if (!subject) {
    auto opened = open(group);
    assert(opened.has_value());  // it was before
    subject = std::move(*opened);
  }
  return *subject;
}

properties::Pair CampaignPairs::pair_at(std::uint64_t index) {
  if (is_common()) return drawn(index);
  const std::size_t group = group_of(index);
  return *subject_of(index).read(texts_.groups[group].pairs[index - first_index_[group]])->pair;
}

}  // namespace agverify::cli::pairs
