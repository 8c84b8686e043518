#include "cli/pairs/drawn_groups.h"

#include "cli/pairs/subject.h"
#include "model/syntax/printer.h"
#include "properties/pairs.h"
#include "properties/table_text.h"
#include "properties/tables.h"
#include "properties/values_stub.h"

namespace agverify::cli::pairs {
namespace {

using namespace properties;

constexpr std::uint64_t pairs_a_table = 25, pairs_a_values_stub = 100;

/// Adds a group's pairs to it, from one index of the campaign to another.
void draw_pairs(GroupText& group, const World& world, const PairOptions& options, std::uint64_t first, std::uint64_t end, const Profile& profile) {
  for (std::uint64_t i = first; i < std::min(end, options.count); ++i) {
    const Pair pair = properties::pair_at(world, options.seed, i, profile);
    group.pairs.push_back({model::syntax::print(pair.source, world.table()), model::syntax::print(pair.target, world.table()), "(drawn)"});
  }
}

}  // namespace

GroupTexts pairs_of_tables(const PairOptions& options) {
  Profile profile = table_profile();
  profile.near_miss = 60;
  GroupTexts texts;
  for (std::uint64_t first = 0; first < options.count; first += pairs_a_table) {
    model::TypePool pool;
    const auto [table, implementations] = random_table_at(options.seed, first / pairs_a_table, pool);
    const World world{table, pool, implementations};
    texts.groups.push_back({stub_of(table, first_made(table)), options.texts.assumed});
    draw_pairs(texts.groups.back(), world, options, first, first + pairs_a_table, profile);
  }
  return texts;
}

tl::expected<GroupTexts, input::Failure> pairs_of_values(const PairOptions& options, const std::vector<std::string>& files, const Profile& profile) {
  GroupTexts texts;
  for (std::uint64_t first = 0; first < options.count; first += pairs_a_values_stub) {
    texts.groups.push_back({values_stub(options.seed, first / pairs_a_values_stub), options.texts.assumed});
    const auto subject = Subject::open(options.texts, texts.groups.back(), 0, files);
    if (!subject) return tl::unexpected(subject.error());
    draw_pairs(texts.groups.back(), (*subject)->world(), options, first, first + pairs_a_values_stub, profile);
  }
  return texts;
}

}  // namespace agverify::cli::pairs
