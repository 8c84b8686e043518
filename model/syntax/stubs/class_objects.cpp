#include "model/syntax/stubs/class_objects.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "model/substitution.h"
#include "model/syntax/stubs/module_objects.h"

namespace agverify::model::syntax::stubs {
namespace {

/// What every class object has from its metaclass. Source: Python language reference, 3.2.10 (custom classes), and `dir(type)`.
constexpr std::array<std::string_view, 24> names_of_type{
    "__annotations__", "__base__",       "__bases__",    "__basicsize__", "__dict__",           "__dictoffset__", "__doc__",    "__flags__",
    "__itemsize__",    "__module__",     "__mro__",      "__name__",      "__or__",             "__prepare__",    "__qualname__", "__ror__",
    "__subclasses__",  "__text_signature__", "__type_params__", "__weakrefoffset__", "__instancecheck__", "__subclasscheck__", "__abstractmethods__", "mro"};

bool is_dunder(std::string_view name) { return name.starts_with("__") && name.ends_with("__"); }

class ClassObjects {
 public:
  ClassObjects(Universe& universe, std::size_t stub_files, TypePool& pool)
      : universe_(universe), stub_files_(stub_files), pool_(pool), substitution_(pool) {}

  Class made_for(ClassId id) {
    of_ = id;
    const Class& shown = table()[id];
    std::vector<Type> own;
    for (std::uint32_t i = 0; i < shown.parameters.size(); ++i) own.push_back(pool_.parameter(i));
    instance_ = pool_.nominal(id, own);
    Class made;
    made.name = std::string(class_object_prefix) + shown.name;
    made.qualified_name = std::string(class_object_prefix) + shown.qualified_name;
    made.parameters = shown.parameters;
    for (TypeParameter& each : made.parameters) {
      each.declared_variance = Variance::Invariant;
      each.variance_is_inferred = false;
      each.other_variances.clear();
      each.variance_unread = {};
    }
    made.bases.push_back(pool_.nominal(table().well_known.type ? table().metaclass_of(id) : table().well_known.object));
    made.class_object_of = id;
    made.is_final = true;
    made.unsupported = shown.unsupported;
    if (shown.is_new_type) made.unsupported = "class object of a NewType";
    const auto root = table().find("enum.Enum");
    if (!made.unsupported && root && table().derives_from(id, *root)) made.unsupported = "class object of an enum";
    const bool has_metaclass = table().well_known.type && (table().metaclass_of(id) != *table().well_known.type);
    if (!made.unsupported && has_metaclass) made.unsupported = "class object of a class with a metaclass";
    made.location = shown.location;
    made.members.push_back({"__call__", constructor(), shown.location});
    add_members(made);
    for (const std::string_view each : names_of_type) add(made, {std::string(each), Unread{"attribute of type"}, shown.location});
    return made;
  }

 private:
  using Form = decltype(Member::form);
  struct Found {
    const Member* member;
    Type specialization;  // of its class
  };

  ClassTable& table() { return universe_.table; }

  static void add(Class& made, Member member) {
    if (std::ranges::find(made.members, member.name, &Member::name) == made.members.end()) made.members.push_back(std::move(member));
  }

  void add_members(Class& made) {
    for (const Ancestor& above : table().ancestors(of_)) {
      if (above.class_id == table().well_known.object) continue;
      for (const Member& each : table()[above.class_id].members)
        if (!each.is_axiom) add(made, {each.name, accessed(each, above.specialization), each.location});
    }
  }

  /// What access on the class gives.
  Form accessed(const Member& member, Type specialization) {
    if (std::holds_alternative<Unread>(member.form)) return member.form;
    if (is_dunder(member.name)) return Unread{"dunder name of a class object"};
    if (const auto* attribute = std::get_if<Attribute>(&member.form); attribute && attribute->of_class)
      return Attribute{here(attribute->type, specialization)};
    const auto* method = std::get_if<Method>(&member.form);
    if (!method) return Unread{"attribute of instances on a class object"};
    if (method->binding == Binding::Instance && !method->receiver) return Unread{"receiver on a class object"};
    return made_of(method->callable, specialization, [&](SignatureShape shape, std::vector<Type> parts) {
      if (method->binding == Binding::Instance) {
        SignatureParameter receiver = *method->receiver;
        if (!shape.empty() && shape.front().kind == ParameterKind::PositionalOnly) receiver = {ParameterKind::PositionalOnly, false, {}};
        shape.insert(shape.begin(), receiver);
        parts.insert(parts.begin(), instance_);
      }
      return pool_.callable(shape, parts);
    });
  }

  Type here(Type type, Type specialization) {
    return substitution_.self(substitution_.parameters(type, as_nominal(specialization)->arguments), instance_);
  }

  /// The same signatures, each changed, with types in terms of the class at hand.
  template <typename Change>
  Method made_of(Type callable, Type specialization, const Change& change) {
    std::vector<Type> made;
    const Type read = here(callable, specialization);
    for (Type each : signatures_of(read)) {
      const Callable& signature = *as_callable(each);
      made.push_back(change(*signature.shape, std::vector<Type>{signature.parts.begin(), signature.parts.end()}));
    }
    return Method{made.size() == 1 ? made.front() : pool_.overload(made), Binding::Static};
  }

  // Spec: constructors#converting-a-constructor-to-callable. A metaclass makes its class unsupported before it gets here.

  Form constructor() {
    if (table()[of_].is_protocol) return Unread{"instance of a protocol"};
    const auto made = found("__new__"), set_up = found("__init__");
    if (!made && !set_up) return rests_on_stubs() ? Form{Unread{"constructor that the stubs leave out"}} : Form{Method{pool_.callable({}, instance_), Binding::Static}};
    for (const auto& each : {made, set_up})
      if (const auto* unread = each ? std::get_if<Unread>(&each->member->form) : nullptr) return Unread{unread->construct + " of a constructor"};
    for (const auto& each : {made, set_up})
      if (each && !std::holds_alternative<Method>(each->member->form)) return Unread{"constructor that is no method"};
    if (!set_up) return by_new(*made);
    Form by_init = made_of(std::get<Method>(set_up->member->form).callable, set_up->specialization, [&](const SignatureShape& shape, std::vector<Type> parts) {
      parts.back() = instance_;
      return pool_.callable(shape, parts);
    });
    if (!made) return by_init;
    const Method first = by_new(*made);
    if (!returns_instances(first.callable)) return first;
    if (takes_every_call(std::get<Method>(by_init).callable)) return first;
    return first.callable == std::get<Method>(by_init).callable || takes_every_call(first.callable) ? by_init : Form{Unread{"constructor of both __new__ and __init__"}};
  }

  std::optional<Found> found(std::string_view name) {
    for (const Ancestor& above : table().ancestors(of_)) {
      if (above.class_id == table().well_known.object) continue;
      const std::vector<Member>& all = table()[above.class_id].constructors;
      const auto member = std::ranges::find(all, name, &Member::name);
      if (member != all.end()) return Found{&*member, above.specialization};
    }
    return std::nullopt;
  }

  Method by_new(const Found& found) {
    return made_of(std::get<Method>(found.member->form).callable, found.specialization,
                   [&](const SignatureShape& shape, const std::vector<Type>& parts) { return pool_.callable(shape, parts); });
  }

  bool returns_instances(Type callable) {
    return std::ranges::all_of(signatures_of(callable), [&](Type each) {
      const Nominal* result = as_nominal(as_callable(each)->result());
      return result && table().derives_from(result->class_id, of_);
    });
  }

  /// `(*args: Any, **kwargs: Any)`, or the same with object. Spec: callables#meaning-of-in-callable.
  bool takes_every_call(Type callable) {
    const Callable* signature = as_callable(callable);
    const auto takes_all = [&](Type each) { return is_any(each) || each == pool_.nominal(table().well_known.object); };
    return signature && signature->shape->size() == 2 && signature->shape->front().kind == ParameterKind::Variadic &&
           signature->shape->back().kind == ParameterKind::KeywordVariadic && std::ranges::all_of(signature->parameters(), takes_all);
  }

  /// Stubs of abstract classes and protocols have nothing to leave out.
  bool rests_on_stubs() {
    return std::ranges::any_of(table().ancestors(of_), [&](const Ancestor& above) {
      const Class& each = table()[above.class_id];
      const bool is_abstract = each.is_protocol || each.qualified_name.starts_with("typing.") || each.qualified_name.starts_with("collections.abc.");
      return above.class_id != table().well_known.object && each.location.file < stub_files_ && !is_abstract;
    });
  }

  Universe& universe_;
  std::size_t stub_files_;
  TypePool& pool_;
  Substitution substitution_;
  ClassId of_{};
  Type instance_ = pool_.never();
};

}  // namespace

void add_class_objects(Universe& universe, const std::set<std::string, std::less<>>& asked, std::size_t stub_files, TypePool& pool) {
  ClassTable& table = universe.table;
  const ClassId first{static_cast<std::uint32_t>(table.size())};
  for (const std::string& name : asked) {
    const Symbol* symbol = universe.scope.find(name);
    const ClassId* id = symbol ? std::get_if<ClassId>(symbol) : nullptr;
    if (!id || name.starts_with(module_object_prefix)) continue;
    auto object = table.find(std::string(class_object_prefix) + table[*id].qualified_name);
    if (!object) {
      object = ClassId{static_cast<std::uint32_t>(table.size())};
      Class made = ClassObjects{universe, stub_files, pool}.made_for(*id);
      table.classes.push_back(std::move(made));
    }
    universe.scope.define(std::string(class_object_prefix) + name, *object);
  }
  if (table.size() == index_of(first)) return;
  [[maybe_unused]] const auto problem = table.linearise(pool, first);
  assert(!problem);
}

}  // namespace agverify::model::syntax::stubs
