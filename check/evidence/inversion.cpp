#include "check/evidence/inversion.h"

#include <algorithm>

namespace agverify::check {

namespace {

bool says_argument(Variance variance, TypeId below, TypeId above, const TypePair& wanted) {
  if (variance != Variance::Contravariant && below == wanted.source && above == wanted.target) return true;
  return variance != Variance::Covariant && above == wanted.source && below == wanted.target;
}

class Inversion {
 public:
  Inversion(Proof& proof, Narrowing& narrowing) : proof_(proof), types_(*proof.types), narrowing_(narrowing) {}

  bool gives(const Relation& relation, const TypePair& wanted) {
    return gives_one_way(relation.source, relation.target, wanted) ||
           (relation.both_ways && gives_one_way(relation.target, relation.source, wanted));
  }

 private:
  bool gives_one_way(TypeId source, TypeId target, const TypePair& wanted) {
    if (types_.is(source, Form::Union)) {
      const auto members = types_.parts(source);
      return target == wanted.target && std::find(members.begin(), members.end(), wanted.source) != members.end();
    }
    return types_.is(source, Form::Application) && types_.is(target, Form::Application) &&
           gives_argument(source, target, wanted);
  }

  // C[a..] <: C[b..] gives  a <: b (covariant), b <: a (contravariant), both (invariant)  if  the law of C is exact in that parameter
  bool gives_argument(TypeId source, TypeId target, const TypePair& wanted) {
    const ClassId below = types_[source].class_id, above = types_[target].class_id;
    const auto upper = up_cast(*proof_.slice, types_, source, above);
    if (!upper || !has_argument(*upper, target, wanted)) return false;
    if (below != above && (*proof_.slice)[above].is_protocol) narrowing_.emplace_back(below, above);
    return true;
  }

  bool has_argument(TypeId source, TypeId target, const TypePair& wanted) {
    const ClassId above = types_[target].class_id;
    const auto& parameters = (*proof_.slice)[above].parameters;
    for (std::size_t i = 0; i < parameters.size(); ++i)
      if (says_argument(parameters[i].variance, types_.part(source, i), types_.part(target, i), wanted) &&
          proof_.slice->laws.use(above, proof_.slice->name_id(parameters[i].name)))
        return true;
    return false;
  }

  Proof& proof_;
  TypeTable& types_;
  Narrowing& narrowing_;
};

}  // namespace

bool read_inversion(Cursor& cursor, const TypeScope& scope, Replacement& as_meant, Proof& proof, Narrowing& narrowing) {
  const std::size_t number = proof.assumptions.size() + 1;
  if (!cursor.number_in_sequence(number) || !cursor.expect(" ")) return false;
  const auto pair = read_subtype(cursor, scope);
  if (!pair || !cursor.expect(" inverts ")) return false;
  const auto inverted = cursor.number();
  if (!inverted) return false;
  if (*inverted == 0 || *inverted >= number) return cursor.reject("it inverts no earlier hypothesis");
  const TypePair wanted{as_meant(pair->source), as_meant(pair->target)};
  const std::optional<Relation> relation = proof.assumptions[*inverted - 1].relation;
  if (!relation || !Inversion(proof, narrowing).gives(*relation, wanted))
    return cursor.reject("it does not follow from what it inverts");
  proof.assumptions.push_back({cursor.line(), Relation{wanted.source, wanted.target}, *inverted - 1});
  return true;
}

}  // namespace agverify::check
