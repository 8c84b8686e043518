#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include <rapidcheck/Gen.h>
#include <rapidcheck/Shrinkable.h>

#include "model/query.h"
#include "properties/types.h"

namespace agverify::properties {

/// How a pair came about; it says what must hold of it, and nothing was asked to find out.
enum class Origin : std::uint8_t {
  Widened,    ///< the target was made from the source by steps up: source <: target
  Narrowed,   ///< the source was made from the target by steps down: source <: target
  Wrong,      ///< as one of these, then one wrong step: a near miss
  Unrelated,  ///< two types drawn alone
  Respelled,  ///< the one was made from the other by steps to other spellings: source <: target, and target <: source
};

constexpr bool holds_by_construction(Origin origin) { return origin != Origin::Wrong && origin != Origin::Unrelated; }

struct Pair {
  model::Type source, target;
  Origin origin;
};

/// What pairs are like.
struct Profile {
  std::size_t depth = 4;        ///< of the type that a pair starts from
  std::size_t most_steps = 3;
  unsigned near_miss = 35;          ///< percent of the wrong ones that are a class beside a protocol, where there are such
  unsigned widened = 16, narrowed = 16, wrong = 62, unrelated = 6, respelled = 0;  ///< weights of the origins
  TypeWeights types = {};
  TypeWeights steps = {};           ///< of what steps put in
};

/// Pairs with signatures and overloads in them.
Profile signature_profile(std::size_t depth = 3);
/// Pairs with tuples of every form and literals in them.
Profile tuple_profile(std::size_t depth = 4);
/// Pairs of tuples, unions, bool and literals alone, where most that holds does so by taking tuples apart.
Profile expansion_profile(std::size_t depth = 4);
/// Tuples and literals among classes: for random tables, whose members have them.
Profile table_profile();
/// Pairs with `type[..]` in them.
Profile class_object_profile(std::size_t depth = 3);
/// Pairs with recursive aliases, of which many are unfolded, folded or named otherwise.
Profile alias_profile(std::size_t depth = 3);
/// Pairs with LiteralString, literals, and signatures that return a TypeGuard in them.
Profile special_profile(std::size_t depth = 3);
/// \returns nothing where there is none of that name: `classes`, `signatures`, `tuples`, `expansions`, `class-objects`, `special`, `aliases`
std::optional<Profile> profile_named(std::string_view name);

/// A pure function of world, seed, index and profile.
Pair pair_at(const World& world, std::uint64_t seed, std::uint64_t index, const Profile& profile = {});
/// The same pair with everything that is simpler than it. What is simpler holds no longer by construction.
rc::Shrinkable<Pair> pair_tree_at(const World& world, std::uint64_t seed, std::uint64_t index, const Profile& profile = {});
rc::Gen<Pair> pairs(const World& world, const Profile& profile = {});

model::Query query_of(const Pair& pair, model::Relation relation = model::Relation::Subtype);

}  // namespace agverify::properties
