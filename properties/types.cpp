#include "properties/types.h"

#include <algorithm>

#include <rapidcheck.h>

#include "properties/aliases.h"
#include "properties/class_objects.h"
#include "properties/places.h"
#include "properties/signatures.h"
#include "properties/shrinking.h"

namespace agverify::properties {
namespace {

using namespace model;

struct UnionOf {};
struct OverloadOf {};
struct Ready {
  Type type;
};
struct TupleOf {
  std::optional<std::uint32_t> unbounded;
};

/// A type that waits for its parts. Nothing recurses: depth is the caller's.
struct Unfinished {
  std::variant<UnionOf, ClassId, SignatureShape, OverloadOf, TupleOf, Ready> form;
  std::vector<std::size_t> depths;  // of the parts, 0 for a part that is chosen already
  std::vector<Type> parts;
};

class TypeDrawing {
 public:
  TypeDrawing(Draw& draw, const World& world, const TypeWeights& weights) : draw_(draw), world_(world), weights_(weights) {}

  Type type(std::size_t depth) { return finish(begin(depth), depth); }
  Type application(ClassId id, std::size_t depth) { return finish(application_of(id, depth + 1), depth + 1); }

 private:
  Type finish(Unfinished first, std::size_t depth) {
    if (depth <= 1) return draw_leaf(draw_, world_, weights_);
    stack_.push_back(std::move(first));
    while (true) {
      Unfinished& top = stack_.back();
      if (top.parts.size() < top.depths.size()) {
        next_part(top);
        continue;
      }
      const Type made = made_of(top);
      stack_.pop_back();
      if (stack_.empty()) return made;
      stack_.back().parts.push_back(made);
    }
  }

  Type made_of(const Unfinished& ready) {
    TypePool& pool = world_.pool();
    if (const ClassId* id = std::get_if<ClassId>(&ready.form)) return pool.nominal(*id, ready.parts);
    if (const SignatureShape* shape = std::get_if<SignatureShape>(&ready.form)) return pool.callable(*shape, with_narrowing(ready.parts));
    if (const TupleOf* tuple = std::get_if<TupleOf>(&ready.form)) return pool.tuple(ready.parts, tuple->unbounded);
    if (const Ready* done = std::get_if<Ready>(&ready.form)) return done->type;
    return std::holds_alternative<OverloadOf>(ready.form) ? pool.overload(ready.parts) : pool.union_of(ready.parts);
  }

  std::vector<Type> with_narrowing(std::vector<Type> parts) {
    const auto guard = world_.table().well_known.type_guard;
    if (weights_.narrowing != 0 && guard && draw_.chance(weights_.narrowing)) parts.back() = world_.pool().nominal(*guard, {parts.back()});
    return parts;
  }

  void next_part(Unfinished& top) {
    const std::size_t index = top.parts.size(), depth = top.depths[index];
    if (std::holds_alternative<OverloadOf>(top.form)) {
      stack_.push_back(signature(depth));
    } else if (const auto bound = fixed_argument(top, index)) {
      top.parts.push_back(*bound);
    } else if (depth == 1) {
      top.parts.push_back(draw_leaf(draw_, world_, weights_));
    } else {
      stack_.push_back(begin(depth));
    }
  }

  /// An argument with a bound or constraints is inside by construction.
  std::optional<Type> fixed_argument(const Unfinished& top, std::size_t index) {
    const ClassId* id = std::get_if<ClassId>(&top.form);
    if (!id) return std::nullopt;
    const TypeParameter& parameter = world_.table()[*id].parameters[index];
    if (!is_restricted(parameter)) return std::nullopt;
    return draw_.one_of(world_.fitting(parameter));
  }

  Unfinished begin(std::size_t depth) {
    if (depth <= 1) return {};
    switch (draw_.weighted({world_.generics().empty() ? 0 : weights_.class_with_arguments, weights_.union_of_types, weights_.callable,
                            depth > 2 ? weights_.overload : 0, weights_.tuple, weights_.type_of})) {
      case 0: return application_of(choose_generic(), depth);
      case 1: return {UnionOf{}, depths(2 + draw_.below(2), depth), {}};
      case 2: return signature(depth);
      case 3: return overload(depth);
      case 5: return {Ready{draw_type_of(draw_, world_)}, {}, {}};
      default: return tuple(depth);
    }
  }

  Unfinished signature(std::size_t depth) {
    SignatureShape shape = draw_shape(draw_, weights_.plain_signature);
    const std::size_t parts = shape.size() + 1;
    return {std::move(shape), depths(parts, depth), {}};
  }

  /// Signatures are nested two deep at least.
  Unfinished overload(std::size_t depth) {
    Unfinished made{OverloadOf{}, depths(2 + draw_.below(2), depth), {}};
    for (std::size_t& each : made.depths) each = std::max<std::size_t>(each, 2);
    return made;
  }

  Unfinished tuple(std::size_t depth) {
    const std::size_t parts = 1 + draw_.weighted({40, 40, 20});
    TupleOf form;
    if (draw_.chance(weights_.unbounded_tuple)) form.unbounded = static_cast<std::uint32_t>(draw_.below(parts));
    return {form, depths(parts, depth), {}};
  }

  ClassId choose_generic() {
    const ClassId first = any_generic();
    return world_.shows_its_parameters(first) || draw_.chance(weights_.unshown_parameter) ? first : any_generic();
  }

  ClassId any_generic() {
    std::vector<ClassId> some;
    const bool protocol = draw_.chance(weights_.protocol);
    std::ranges::copy_if(world_.generics(), std::back_inserter(some), [&](ClassId id) { return world_.table()[id].is_protocol == protocol; });
    return some.empty() ? draw_.one_of(world_.generics()) : draw_.one_of(some);
  }

  Unfinished application_of(ClassId id, std::size_t depth) {
    return {id, depths(world_.table()[id].parameters.size(), depth), {}};
  }

  /// One part reaches the whole depth, the others fall short of it as it comes.
  std::vector<std::size_t> depths(std::size_t parts, std::size_t depth) {
    std::vector<std::size_t> all(parts);
    for (std::size_t& each : all) each = 1 + draw_.below(depth - 1);
    if (!all.empty()) draw_.one_of(all) = depth - 1;
    return all;
  }

  Draw& draw_;
  const World& world_;
  const TypeWeights& weights_;
  std::vector<Unfinished> stack_;
};

}  // namespace

Type draw_leaf(Draw& draw, const World& world, const TypeWeights& weights) {
  TypePool& pool = world.pool();
  switch (draw.weighted({weights.never, weights.object, weights.none, weights.class_without_arguments, weights.boolean,
                         world.literals().empty() ? 0 : weights.literal, weights.empty_tuple, world.aliases().empty() ? 0 : weights.alias,
                         world.literal_string() ? weights.literal_string : 0})) {
    case 0: return pool.never();
    case 1: return world.object();
    case 2: return world.none();
    case 4: return pool.nominal(world.table().well_known.boolean);
    case 5: return draw.one_of(world.literals());
    case 6: return pool.tuple({});
    case 7: return draw_alias(draw, world, weights);
    case 8: return *world.literal_string();
    default: return draw.one_of(world.leaves());
  }
}

Type draw_type(Draw& draw, const World& world, std::size_t depth, const TypeWeights& weights) {
  return TypeDrawing{draw, world, weights}.type(depth);
}

Type draw_application(Draw& draw, const World& world, ClassId id, std::size_t depth, const TypeWeights& weights) {
  return TypeDrawing{draw, world, weights}.application(id, depth);
}

rc::Gen<Type> types(const World& world, std::size_t depth, const TypeWeights& weights) {
  return [&world, depth, weights](const rc::Random& random, int) {
    Draw draw{random};
    return rc::shrinkable::shrinkRecur(draw_type(draw, world, depth, weights),
                                       [&world](Type type) { return rc::seq::fromContainer(smaller_types(type, world)); });
  };
}

}  // namespace agverify::properties
