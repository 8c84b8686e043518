#include "check/evidence/class_object_rules.h"

namespace agverify::check {

namespace {

bool is_type_of(Trial& trial, TypeId type) { return trial.types().is(type, Form::TypeOf); }

TypeId inner_of(Trial& trial, TypeId type) { return trial.types().part(type, 0); }

bool source_is_type_of(Trial& trial) { return is_type_of(trial, trial.source()) || trial.reject("the source is no type[..]"); }

bool target_is_type_of(Trial& trial) { return is_type_of(trial, trial.target()) || trial.reject("the target is no type[..]"); }

TypeId apply(Trial& trial, ClassId class_id, TypeId like) {
  const auto parts = trial.types().parts(like);
  return trial.types().apply(class_id, std::vector<TypeId>(parts.begin(), parts.end()));
}

bool is_only_class_object(Trial& trial, TypeId application) {
  const ClassId shown_by = trial.types()[application].class_id;
  return trial.slice().is_closed(shown_by) && trial.slice()[shown_by].parameters.empty();
}

}  // namespace

// C <: type[T]  if  C is the class object of D, D no protocol, D[..] <: T; and back, where D is final
bool type_of_class(Trial& trial) {
  if (trial.types().is(trial.source(), Form::TypeOf)) {
    const TypeId inner = inner_of(trial, trial.source());
    if (!trial.types().is(inner, Form::Application) || !trial.types().is(trial.target(), Form::Application)) return trial.reject("a side is no class");
    const bool is_it = trial.slice()[trial.types()[trial.target()].class_id].object_of == trial.types()[inner].class_id;
    return (is_it && is_only_class_object(trial, inner)) || trial.reject("the class has other class objects");
  }
  if (!trial.source_is_class() || !target_is_type_of(trial)) return false;
  const auto shown_by = trial.slice()[trial.types()[trial.source()].class_id].object_of;
  if (!shown_by || trial.slice()[*shown_by].is_protocol) return trial.reject("the source is no class object of a class that is no protocol");
  return trial.any(apply(trial, *shown_by, trial.source()), inner_of(trial, trial.target()));
}

// type[A] <: type[B]  if  A <: B
bool type_covariant(Trial& trial) {
  return source_is_type_of(trial) && target_is_type_of(trial) && trial.any(inner_of(trial, trial.source()), inner_of(trial, trial.target()));
}

// type[A | B] <: T  if  type[A] | type[B] <: T
bool type_distributes(Trial& trial) {
  if (!source_is_type_of(trial)) return false;
  const TypeId inner = inner_of(trial, trial.source());
  if (!trial.types().is(inner, Form::Union)) return trial.reject("what stands in type[..] is no union");
  const auto given = trial.types().parts(inner);
  std::vector<TypeId> members;
  for (const TypeId each : std::vector<TypeId>(given.begin(), given.end())) members.push_back(trial.types().type_of(each));
  return trial.earlier(trial.types().unite(members), trial.target());
}

// M <: type[T]  if  object <: T, M below type
bool type_object_all_classes(Trial& trial) {
  if (!trial.source_is_class() || !target_is_type_of(trial)) return false;
  if (!trial.slice().is_metaclass(trial.types()[trial.source()].class_id)) return trial.reject("the source does not derive from type");
  return trial.any(trial.types().apply(*trial.slice().find_class("object"), {}), inner_of(trial, trial.target()));
}

// type[C] <: T  if  M <: T, M the metaclass of C
bool type_below_metaclass(Trial& trial) {
  if (!source_is_type_of(trial)) return false;
  const TypeId inner = inner_of(trial, trial.source());
  const bool is_class = trial.types().is(inner, Form::Application);
  const ClassId metaclass = is_class ? trial.slice().metaclass_of(trial.types()[inner].class_id) : *trial.slice().find_class("type");
  return trial.earlier(trial.types().apply(metaclass, {}), trial.target());
}

// type[X] <: T  if  type[U] <: T, with X <: U assumed
bool type_of_bound(Trial& trial) {
  if (!source_is_type_of(trial)) return false;
  const TypeId inner = inner_of(trial, trial.source());
  if (!trial.types().is(inner, Form::Variable)) return trial.reject("what stands in type[..] is no variable");
  const Step* premise = trial.only_earlier();
  if (!premise) return false;
  if (!is_type_of(trial, premise->source)) return trial.reject("the premise is not about type[..]");
  return hypothesis_says(trial, inner, inner_of(trial, premise->source)) &&
         (premise->target == trial.target() || trial.reject("the premise has another target"));
}

// type[C] <: T  if  the class object of C <: T, T a callable type or a protocol that requires __call__ alone
bool type_value_to_callable(Trial& trial) {
  if (!source_is_type_of(trial)) return false;
  const TypeId inner = inner_of(trial, trial.source());
  if (!trial.types().is(inner, Form::Application)) return trial.reject("what stands in type[..] is no class");
  if (trial.slice().takes("type-call=values") && !trial.slice().is_closed(trial.types()[inner].class_id))
    return trial.reject("others of its classes may be called in another way");
  const bool is_protocol = trial.types().is(trial.target(), Form::Application) && trial.slice()[trial.types()[trial.target()].class_id].is_protocol;
  if (!trial.types().is_callable(trial.target()) && !is_protocol) return trial.reject("the target is no callable type");
  if (is_protocol) {
    const Requirement* requirement = trial.slice().requirements.use(trial.types()[trial.target()].class_id);
    if (!requirement || requirement->names.size() != 1 || trial.slice().name(requirement->names.front()) != "__call__")
      return trial.reject("the protocol does not require `__call__` alone");
  }
  const Step* premise = trial.only_earlier();
  if (!premise) return false;
  const bool is_object = trial.types().is(premise->source, Form::Application) &&
                         trial.slice()[trial.types()[premise->source].class_id].object_of == trial.types()[inner].class_id &&
                         apply(trial, trial.types()[premise->source].class_id, inner) == premise->source;
  return (is_object && premise->target == trial.target()) || trial.reject("the premise is not about the class object");
}

// type[Never] <: T  where type[Never] is taken to be empty
bool type_never(Trial& trial) {
  if (!source_is_type_of(trial)) return false;
  std::vector<TypeId> open{inner_of(trial, trial.source())};
  while (!open.empty()) {
    const TypeId next = open.back();
    open.pop_back();
    const auto members = trial.types().parts(next);
    if (trial.types().is(next, Form::Union)) open.insert(open.end(), members.begin(), members.end());
    else if (!trial.types().is(next, Form::Never)) return trial.reject("what stands in type[..] has values");
  }
  return trial.slice().takes("type-never=empty") || trial.reject("type[Never] is not taken to be empty");
}

}  // namespace agverify::check
