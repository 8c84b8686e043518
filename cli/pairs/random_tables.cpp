#include "cli/pairs/group_text.h"

#include "model/syntax/printer.h"
#include "properties/pairs.h"
#include "properties/table_text.h"
#include "properties/tables.h"

namespace agverify::cli::pairs {
namespace {

using namespace properties;

constexpr std::uint64_t pairs_a_table = 25;

GroupText group_of(std::uint64_t seed, std::uint64_t index, std::uint64_t pairs) {
  model::TypePool pool;
  const auto [table, implementations] = random_table_at(seed, index, pool);
  const World world{table, pool, implementations};
  Profile profile;
  profile.depth = 3;
  profile.near_miss = 60;
  GroupText group{stub_of(table, first_made(table))};
  for (std::uint64_t i = 0; i < pairs; ++i) {
    const Pair pair = properties::pair_at(world, seed, index * pairs_a_table + i, profile);
    group.pairs.push_back({model::syntax::print(pair.source, table), model::syntax::print(pair.target, table), "(drawn)"});
  }
  return group;
}

}  // namespace

GroupTexts pairs_of_tables(std::uint64_t seed, std::uint64_t count) {
  GroupTexts texts;
  for (std::uint64_t index = 0; index * pairs_a_table < count; ++index)
    texts.groups.push_back(group_of(seed, index, std::min(pairs_a_table, count - index * pairs_a_table)));
  return texts;
}

}  // namespace agverify::cli::pairs
