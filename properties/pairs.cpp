#include "properties/pairs.h"

#include <rapidcheck.h>

#include "properties/shrinking.h"
#include "properties/steps.h"

namespace agverify::properties {
namespace {

using namespace model;

class PairDrawing {
 public:
  PairDrawing(Draw& draw, const World& world, const Profile& profile) : draw_(draw), world_(world), profile_(profile) {}

  Pair run() {
    switch (draw_.weighted({profile_.widened, profile_.narrowed, profile_.wrong, profile_.unrelated, profile_.respelled})) {
      case 0: return widened();
      case 1: return narrowed();
      case 2: return wrong();
      case 4: return respelled();
      default: return {start(), start(), Origin::Unrelated};
    }
  }

 private:
  Type start() { return draw_type(draw_, world_, profile_.depth, profile_.types); }
  std::size_t count() { return 1 + draw_.below(profile_.most_steps); }

  Pair widened() {
    const Type source = start();
    return {source, moved(source, Course::Up), Origin::Widened};
  }

  Pair narrowed() {
    const Type target = start();
    return {moved(target, Course::Down), target, Origin::Narrowed};
  }

  Pair respelled() {
    const Type one = start(), other = moved(one, Course::Same);
    return draw_.chance(50) ? Pair{one, other, Origin::Respelled} : Pair{other, one, Origin::Respelled};
  }

  Type moved(Type type, Course course) { return steps(draw_, world_, type, course, count(), profile_.steps); }

  Pair right() {
    if (profile_.respelled != 0 && draw_.chance(40)) return respelled();
    return draw_.chance(50) ? widened() : narrowed();
  }

  /// One side goes the wrong way at one place. Where it does not move at all, a leaf is swapped.
  Pair wrong() {
    if (!world_.near_misses().empty() && draw_.chance(profile_.near_miss)) return missed();
    Pair pair = right();
    pair.origin = Origin::Wrong;
    const bool target = draw_.chance(50);
    Type& side = target ? pair.target : pair.source;
    const Type before = side;
    if (const auto swapped = swapped_signature(draw_, world_, side); swapped && draw_.chance(50)) side = *swapped;
    if (profile_.steps.tuple != 0 && draw_.chance(50)) side = swapped_tuple(draw_, world_, side, profile_.steps);
    if (profile_.types.type_of != 0 && draw_.chance(60)) side = swapped_type_of(draw_, world_, side);
    if (side == before && draw_.chance(60)) side = step(draw_, world_, side, target ? Course::Down : Course::Up, profile_.steps);
    if (side == before) side = swapped_leaf(draw_, world_, side, profile_.steps);
    return pair;
  }

  /// A class that nearly has a protocol's members, and the protocol or what lies above it.
  Pair missed() {
    const DirectlyAbove& near = draw_.one_of(world_.near_misses());
    const Type source = world_.pool().nominal(near.class_id);
    return {source, draw_.chance(60) ? near.above : step(draw_, world_, near.above, Course::Up), Origin::Wrong};
  }

  Draw& draw_;
  const World& world_;
  const Profile& profile_;
};

std::vector<Pair> smaller_pairs(const Pair& pair, const World& world) {
  std::vector<Pair> smaller;
  for (const auto& each : smaller_lists({pair.source, pair.target}, world)) smaller.push_back({each[0], each[1], Origin::Unrelated});
  return smaller;
}

rc::Shrinkable<Pair> tree(const Pair& pair, const World& world) {
  return rc::shrinkable::shrinkRecur(pair, [&world](const Pair& each) { return rc::seq::fromContainer(smaller_pairs(each, world)); });
}

}  // namespace

Profile signature_profile(std::size_t depth) {
  Profile profile;
  profile.depth = depth;
  profile.types.callable = 50;
  profile.types.overload = 15;
  return profile;
}

Profile tuple_profile(std::size_t depth) {
  Profile profile;
  profile.depth = depth;
  profile.respelled = 20;
  profile.types.tuple = 90;
  profile.types.union_of_types = 30;
  profile.types.class_with_arguments = 40;
  profile.types.boolean = 10;
  profile.types.literal = 20;
  profile.types.empty_tuple = 3;
  profile.steps = profile.types;
  return profile;
}

Profile expansion_profile(std::size_t depth) {
  Profile profile = tuple_profile(depth);
  profile.respelled = 30;
  profile.wrong = 100;
  profile.most_steps = 4;
  profile.types.class_with_arguments = 0;
  profile.types.union_of_types = 70;
  profile.types.object = 2;
  profile.types.class_without_arguments = 4;
  profile.types.boolean = profile.types.literal = 30;
  profile.steps = profile.types;
  return profile;
}

Profile table_profile() {
  Profile profile;
  profile.depth = 3;
  profile.types.tuple = 12;
  profile.types.literal = 4;
  profile.steps = profile.types;
  return profile;
}

Profile class_object_profile(std::size_t depth) {
  Profile profile;
  profile.depth = depth;
  profile.respelled = 14;
  profile.near_miss = 5;
  profile.types.type_of = 140;
  profile.types.union_of_types = 30;
  profile.types.class_with_arguments = 45;
  profile.steps = profile.types;
  return profile;
}

Profile alias_profile(std::size_t depth) {
  Profile profile;
  profile.depth = depth;
  profile.respelled = 40;
  profile.types.alias = 60;
  profile.types.tuple = 25;
  profile.types.union_of_types = 30;
  profile.types.class_with_arguments = 60;
  profile.types.callable = 10;
  profile.types.plain_signature = 70;
  profile.steps = profile.types;
  return profile;
}

Profile special_profile(std::size_t depth) {
  Profile profile = signature_profile(depth);
  profile.respelled = 10;
  profile.types.overload = 0;
  profile.types.tuple = 20;
  profile.types.literal_string = 30;
  profile.types.literal = 20;
  profile.types.boolean = 10;
  profile.types.narrowing = 40;
  profile.steps = profile.types;
  return profile;
}

std::optional<Profile> profile_named(std::string_view name) {
  if (name == "classes") return Profile{};
  if (name == "signatures") return signature_profile();
  if (name == "tuples") return tuple_profile();
  if (name == "expansions") return expansion_profile();
  if (name == "class-objects") return class_object_profile();
  if (name == "aliases") return alias_profile();
  if (name == "special") return special_profile();
  return std::nullopt;
}

Pair pair_at(const World& world, std::uint64_t seed, std::uint64_t index, const Profile& profile) {
  Draw draw{seed, index};
  return PairDrawing{draw, world, profile}.run();
}

rc::Shrinkable<Pair> pair_tree_at(const World& world, std::uint64_t seed, std::uint64_t index, const Profile& profile) {
  return tree(pair_at(world, seed, index, profile), world);
}

rc::Gen<Pair> pairs(const World& world, const Profile& profile) {
  return [&world, profile](const rc::Random& random, int) {
    Draw draw{random};
    return tree(PairDrawing{draw, world, profile}.run(), world);
  };
}

Query query_of(const Pair& pair, Relation relation) { return {{}, {}, relation, pair.source, pair.target}; }

}  // namespace agverify::properties
