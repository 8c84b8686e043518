#include "logic/rule_table.h"

#include <array>
#include <cstddef>

namespace agverify::logic {
namespace {

using model::Basis;
using model::Strength;
using model::Verdict;

constexpr std::array<RuleEntry, rule_names.size()> entries{{
    {Rule::SubtypeReflexive, "forall S. S <: S", "", Basis::Spec, Strength::Must,
     "concepts#subtype-supertype-and-type-equivalence", "Every type is a subtype of itself.", Verdict::Proved},
    {Rule::AnyConsistentWithAll, "forall A. Gives ~> Co[A]", "Any stands in the class table, the question is of ~> or ~", Basis::Spec,
     Strength::Must, "special-types#any", "Any is assignable to every type, and every type to it.", Verdict::Unknown},
    {Rule::NeverBottom, "forall T. Never <: T", "", Basis::Spec, Strength::Must, "special-types#never",
     "Never has no values, so it is a subtype of every type; nothing else is a subtype of it.", Verdict::Proved},
    {Rule::ObjectTop, "forall S. S <: object", "", Basis::Spec, Strength::Must, "concepts#fully-static-types",
     "Every value is an object, so every type is a subtype of object.", Verdict::Proved},
    {Rule::UnionLeftAll, "forall A, B, T. A <: T, B <: T |- A | B <: T", "", Basis::Spec, Strength::Must, "concepts#union-types",
     "A union is a subtype of a type when each of its members is.", Verdict::Proved},
    {Rule::UnionMemberBelow, "forall S, A, B. S <: A |- S <: A | B", "", Basis::Spec, Strength::Must, "concepts#union-types",
     "A type is a subtype of a union when it is a subtype of one of the members.", Verdict::Proved},
    {Rule::UnionNotThroughConstructor, "forall A, B. Co[A | B] <: Co[A] | Co[B]", "", Basis::Sets, Strength::Must, "(none)",
     "A class applied to a union is not the union of its applications: one value can show both members.", Verdict::Refuted},
    {Rule::VarianceCovariant, "forall A, B. A <: B |- Co[A] <: Co[B]", "the parameter is covariant", Basis::Spec, Strength::Must,
     "generics#variance", "Under a covariant parameter arguments are compared in the same direction.", Verdict::Proved},
    {Rule::VarianceContravariant, "forall A, B. B <: A |- Con[A] <: Con[B]", "the parameter is contravariant", Basis::Spec,
     Strength::Must, "generics#variance", "Under a contravariant parameter arguments are compared in the opposite direction.",
     Verdict::Proved},
    {Rule::VarianceInvariantDefault, "forall A, B. A <: B, B <: A |- Inv[A] <: Inv[B]", "the parameter is invariant", Basis::Spec,
     Strength::Must, "generics#variance", "Under an invariant parameter arguments must be equivalent.", Verdict::Proved},
    {Rule::NominalBySubclassing, "Below <: Base", "the source derives from the target", Basis::Spec, Strength::Must,
     "concepts#nominal-and-structural-types", "A class is a subtype of the classes that it derives from, and of no other class.",
     Verdict::Proved},
    {Rule::ClassUpcast, "forall A, T. Co[A] <: T |- Derived[A] <: T", "the source has that base", Basis::Spec, Strength::Must,
     "generics#arbitrary-generic-types-as-base-classes", "A class is a subtype of its bases, its own arguments put into theirs.",
     Verdict::Proved},
    {Rule::ProtocolStructural, "forall A, B. A <: B |- HasGet[A] <: Gets[B]", "the source is no protocol", Basis::Spec,
     Strength::Must, "protocol#assignability-relationships-with-other-types",
     "A class is a subtype of a protocol when it has each of the protocol's members, as the protocol declares it.", Verdict::Proved},
    {Rule::ProtocolToProtocol, "forall A, B. A <: B |- GetsAndTakes[A, B] <: Gets[B]", "the source is a protocol", Basis::Spec,
     Strength::Must, "protocol#assignability-relationships-with-other-types",
     "A protocol is a subtype of another when it has each of the other's members, as the other declares it.", Verdict::Proved},
    {Rule::ProtocolMethod, "forall A, B, Q, R. B <: A, Q <: R |- HasTurn[A, Q] <: Turns[B, R]", "every call that the protocol admits fits",
     Basis::Spec, Strength::Must, "protocol#defining-a-protocol",
     "A method serves for a protocol's method when it takes at least what that takes and returns at most what that returns.",
     Verdict::Proved},
    {Rule::ProtocolAttributeInvariant, "forall A, B. A <: B, B <: A |- HasItem[A] <: Holds[B]", "both are mutable attributes", Basis::Spec,
     Strength::Must, "protocol#protocol-members", "A mutable attribute is read and written, so its type must be equivalent.",
     Verdict::Proved},
    {Rule::ProtocolPropertyCovariant, "forall A, B. A <: B |- HasItem[A] <: Reads[B]", "", Basis::Spec, Strength::Must,
     "protocol#protocol-members", "A property without setter is only read, so a readable member of a subtype serves for it.",
     Verdict::Proved},
    {Rule::ProtocolPropertySetter, "forall A, B. A <: B, B <: A |- HasItem[A] <: Sets[B]", "", Basis::Suite, Strength::Must,
     "protocols_definition.py", "A property with a setter is read and written, as an attribute is.", Verdict::Proved},
    {Rule::ProtocolClassvar, "HasOwn <: Shares", "", Basis::Open, Strength::Must, "protocol#protocol-members",
     "What is not declared as a ClassVar does not serve for one, although to be read and set on the class may be enough.",
     Verdict::Refuted},
    {Rule::ProtocolClassvarForInstance, "HasShared <: HoldsBase", "", Basis::Suite, Strength::Must, "protocols_definition.py",
     "A ClassVar is not set through an instance, so it does not serve for an attribute.", Verdict::Refuted},
    {Rule::ClassvarForProperty, "HasShared <: ReadsBase", "", Basis::Sets, Strength::Must, "(none)",
     "A ClassVar is read through an instance, so it serves for a property without setter.", Verdict::Proved},
    {Rule::ProtocolNotToConcrete, "forall A. Gets[A] <: HasGet[A]", "", Basis::Spec, Strength::Must,
     "protocol#assignability-relationships-with-other-types", "A protocol is not a subtype of a class that is no protocol (except object).",
     Verdict::Refuted},
    {Rule::ProtocolSameGeneric, "forall A, B. Vibes[A] <: Vibes[B]", "no member shows the parameter", Basis::Open, Strength::Must,
     "protocol#generic-protocols", "One protocol on both sides goes by declared variance, although members may say less.",
     Verdict::Unknown},
    {Rule::ProtocolRecursive, "Tree <: Traversable", "the way back goes through an argument or a member", Basis::Spec, Strength::Must,
     "protocol#recursive-protocols", "A question that comes back to itself through a member or an argument is true.", Verdict::Proved},
    {Rule::CallableGeneral, "forall A, B, Q, R. B <: A, Q <: R |- Callable[[A], Q] <: Callable[[B], R]", "", Basis::Spec, Strength::Must,
     "callables#assignability-rules-for-callables",
     "A callable is a subtype of another when it takes every argument list that the other takes and returns at most what that returns.",
     Verdict::Proved},
    {Rule::CallableReturnCovariant, "forall A, Q, R. Q <: R |- Callable[[A], Q] <: Callable[[A], R]", "", Basis::Spec, Strength::Must,
     "callables#parameter-types", "Results are compared in the same direction.", Verdict::Proved},
    {Rule::CallableParamContravariant, "forall A, B, R. B <: A |- Callable[[A], R] <: Callable[[B], R]", "", Basis::Spec, Strength::Must,
     "callables#parameter-types", "Parameters are compared in the opposite direction.", Verdict::Proved},
    {Rule::CallableIsCallable, "Base <: Callable[[Never], object]", "the source cannot be called", Basis::Sets, Strength::Must, "(none)",
     "What cannot be called is no subtype of any callable type.", Verdict::Refuted},
    {Rule::CallableEmptyParameter, "Callable[[Never], Base] <: Callable[[Never], Other]", "the target has a parameter of type Never", Basis::Open,
     Strength::Must, "callables#assignability-rules-for-callables",
     "A parameter of type Never admits no call, and yet the rest of the signature counts.", Verdict::Refuted},
    {Rule::ParamPositionalOnly, "forall A, R. (x: A) -> R <: (A, /) -> R", "", Basis::Spec, Strength::Must, "callables#parameter-kinds",
     "A positional-only parameter is met by one at its place, whatever its name.", Verdict::Proved},
    {Rule::ParamStandard, "forall A, R. (*args: A, **kwargs: A) -> R <: (x: A) -> R", "", Basis::Spec, Strength::Must,
     "callables#parameter-kinds",
     "A parameter that can be named is met by one at its place with its name, or by *args together with **kwargs.", Verdict::Proved},
    {Rule::ParamKeywordOnly, "forall A, R. (x: A) -> R <: (*, x: A) -> R", "", Basis::Spec, Strength::Must, "callables#parameter-kinds",
     "A keyword-only parameter is met by one of its name that can be named.", Verdict::Proved},
    {Rule::ParamArgs, "forall A, B, R. B <: A |- (*args: A) -> R <: (*args: B) -> R", "", Basis::Spec, Strength::Must,
     "callables#args-parameters", "*args is met by *args that takes at least as much.", Verdict::Proved},
    {Rule::ParamArgsAbsorbs, "forall A, R. (*args: A) -> R <: (A, A, /) -> R", "", Basis::Spec, Strength::Must, "callables#args-parameters",
     "Positional parameters without a counterpart fall into *args.", Verdict::Proved},
    {Rule::ParamKwargs, "forall A, B, R. B <: A |- (**kwargs: A) -> R <: (**kwargs: B) -> R", "", Basis::Spec, Strength::Must,
     "callables#kwargs-parameters", "**kwargs is met by **kwargs that takes at least as much.", Verdict::Proved},
    {Rule::ParamKwargsAbsorbs, "forall A, R. (**kwargs: A) -> R <: (*, x: A) -> R", "", Basis::Spec, Strength::Must,
     "callables#kwargs-parameters", "Keyword-only parameters without a counterpart fall into **kwargs.", Verdict::Proved},
    {Rule::ParamDefaultDropped, "forall A, R. (x: A = ...) -> R <: (x: A) -> R", "", Basis::Spec, Strength::Must,
     "callables#default-argument-values", "A parameter with a default serves for one without, and for none; a required one for a required one.",
     Verdict::Proved},
    {Rule::OverloadSource, "forall A, B, Q, R. overload[Callable[[A], Q], Callable[[B], R]] <: Callable[[A], Q]", "", Basis::Spec, Strength::Must,
     "callables#overloads", "An overloaded callable is a subtype of what one of its signatures is a subtype of.", Verdict::Proved},
    {Rule::OverloadTarget, "forall A, B, R. Callable[[A | B], R] <: overload[Callable[[A], R], Callable[[B], R]]", "", Basis::Spec, Strength::Must,
     "callables#overloads", "A callable is a subtype of an overloaded one when it is a subtype of each signature.", Verdict::Proved},
    {Rule::NominalCallToCallable, "forall A, R. HasCall[A, R] <: Callable[[A], R]", "the class has __call__", Basis::Spec, Strength::Must,
     "callables#callback-protocols", "A class with a method __call__ is a subtype of what that method is a subtype of.", Verdict::Proved},
    {Rule::CallbackProtocolCallable, "forall A, R. Callable[[A], R] <: Calls[A, R]", "__call__ is all that the protocol asks for", Basis::Spec,
     Strength::Must, "callables#callback-protocols", "A protocol that asks for __call__ alone is what its method is.", Verdict::Proved},
    {Rule::TupleElementwise, "forall A, B, C, D. A <: C, B <: D |- tuple[A, B] <: tuple[C, D]", "both have one length", Basis::Spec, Strength::Must,
     "tuples#type-compatibility-rules", "Tuples of one length are compared element by element, each covariantly; others are unrelated.",
     Verdict::Proved},
    {Rule::TupleMixedRelation, "forall A, B, C. A <: C, B <: C |- tuple[A, *tuple[B, ...]] <: tuple[C, ...]",
     "every length of the source is one of the target", Basis::Spec, Strength::Must, "tuples#unpacked-tuple-form",
     "A tuple with a part of any length is compared part by part, at every length that it can have.", Verdict::Proved},
    {Rule::TupleUnboundedIsUnion, "tuple[Base, ...] <: tuple[Base]", "", Basis::Spec, Strength::Must, "tuples#tuple-type-form",
     "A tuple of any length is the union over all lengths, so a tuple of fixed length does not hold it.", Verdict::Refuted},
    {Rule::TupleUnboundedSplit, "forall A, T. tuple[()] <: T, tuple[A, *tuple[A, ...]] <: T |- tuple[A, ...] <: T", "", Basis::Sets,
     Strength::Must, "tuples#tuple-type-form", "A tuple of any length is empty, or it has a first element and a rest of any length.",
     Verdict::Proved},
    {Rule::TupleUnboundedNoExpansion, "tuple[Base | Other, ...] <: tuple[Base, ...] | tuple[Other, ...]", "", Basis::Spec, Strength::Must,
     "tuples#type-compatibility-rules", "The elements of a tuple of any length are not all of one member of a union.", Verdict::Refuted},
    {Rule::TupleElementUnionExpands, "forall A, B, C, T. tuple[A, C] <: T, tuple[B, C] <: T |- tuple[A | B, C] <: T",
     "the tuple has a fixed length", Basis::Spec, Strength::May, "tuples#type-compatibility-rules",
     "A tuple with a union as an element is the union of the tuples with each member in its place.", Verdict::Proved},
    {Rule::TupleElementBoolEnumExpands, "forall C, T. tuple[Literal[True], C] <: T, tuple[Literal[False], C] <: T |- tuple[bool, C] <: T",
     "the tuple has a fixed length", Basis::Spec, Strength::May, "overload#argument-type-expansion",
     "A tuple with bool or an enum as an element is the union of the tuples with each literal in its place.", Verdict::Proved},
    {Rule::TupleMixedFixedPartExpands,
     "forall A, B, C, T. tuple[A, *tuple[C, ...]] <: T, tuple[B, *tuple[C, ...]] <: T |- tuple[A | B, *tuple[C, ...]] <: T", "",
     Basis::Open, Strength::Must, "tuples#type-compatibility-rules",
     "Whether a union in the fixed part of a tuple with a part of any length expands is not said.", Verdict::Proved},
    {Rule::TupleNeverElement, "forall A, T. tuple[A, Never] <: T", "never-element=empty", Basis::Open, Strength::Must, "(none)",
     "Whether a tuple with an element of an empty type is empty is not said.", Verdict::Unknown},
    {Rule::TupleNeverUnbounded, "forall A, T. tuple[A] <: T |- tuple[A, *tuple[Never, ...]] <: T", "never-element=empty", Basis::Open,
     Strength::Must, "(none)", "Whether a part of any length of an empty type has elements is not said.", Verdict::Unknown},
    {Rule::TupleIsSequence, "forall A, B. tuple[A, B] <: Sequence[A | B]", "", Basis::Spec, Strength::Must, "tuples#type-compatibility-rules",
     "A tuple is a Sequence of what its elements have in common, the union of them.", Verdict::Proved},
    {Rule::NamedtupleToTuple, "forall A, T. tuple[A, Base] <: T |- Record[A] <: T", "the source derives from that tuple", Basis::Spec, Strength::Must,
     "namedtuples#assignability", "A class that derives from a tuple type is a subtype of it.", Verdict::Proved},
    {Rule::LiteralBelowType, "Literal[3] <: int", "", Basis::Spec, Strength::Must, "literal#core-behavior",
     "A literal is a subtype of what its class is a subtype of.", Verdict::Proved},
    {Rule::LiteralEqual, "Literal[0] <: Literal[False]", "", Basis::Spec, Strength::Must, "literal#equivalence-of-two-literals",
     "Two literals are the same type when their values have one class and are equal; no other type is below a literal.", Verdict::Refuted},
    {Rule::BoolExpands, "forall T. Literal[True] <: T, Literal[False] <: T |- bool <: T", "", Basis::Spec, Strength::Must,
     "overload#argument-type-expansion", "bool is the union of its two literals, which hold what is below it too.", Verdict::Proved},
    {Rule::EnumExpands, "forall T. Literal[Color.RED] <: T, Literal[Color.BLUE] <: T |- Color <: T", "the enum has members and is no Flag",
     Basis::Spec, Strength::Must, "enums#enum-literal-expansion", "An enum is the union of the literals of its members.", Verdict::Proved},
    {Rule::EnumEmpty, "forall T. Blank <: T", "empty-enum=never", Basis::Open, Strength::Must, "enums#enum-behaviors",
     "Whether an enum without members is empty is not said.", Verdict::Unknown},
    {Rule::TypeOfClass, "forall T. Base <: T |- class_object.Base <: type[T]", "the class is no protocol", Basis::Spec, Strength::Must,
     "special-types#type", "A class object is in type[C] when it is C or derives from it; what is no class object is in none.",
     Verdict::Proved},
    {Rule::TypeCovariant, "forall A, B. A <: B |- type[A] <: type[B]", "", Basis::Spec, Strength::Must, "special-types#type",
     "type[..] is covariant: a class that derives from a subtype derives from the type.", Verdict::Proved},
    {Rule::TypeDistributes, "forall A, B, T. type[A] <: T, type[B] <: T |- type[A | B] <: T", "", Basis::Spec, Strength::Must,
     "special-types#type", "type[..] of a union is the union of type[..] of each member.", Verdict::Proved},
    {Rule::TypeObjectAllClasses, "Meta <: type[object]", "the source derives from type", Basis::Sets, Strength::Must, "special-types#type",
     "Every class derives from object, so type[object] holds every class object, and with it every instance of a metaclass.", Verdict::Proved},
    {Rule::TypeBelowMetaclass, "forall T. Meta <: T |- type[OfMeta] <: T", "", Basis::Sets, Strength::Must,
     "constructors#metaclass-call-method", "A class object is an instance of the metaclass of its class.", Verdict::Proved},
    {Rule::TypeOfBound, "forall X, A, T. X <: A, type[A] <: T |- type[X] <: T", "", Basis::Spec, Strength::Must, "special-types#type",
     "type[..] of a variable is a subtype of what type[..] of its upper bound is a subtype of.", Verdict::Proved},
    {Rule::TypeOfProtocol, "class_object.Traversable <: type[Traversable]", "", Basis::Spec, Strength::Must,
     "protocol#type-and-class-objects-vs-protocols", "type[P] of a protocol holds concrete classes alone, and not the protocol itself.",
     Verdict::Refuted},
    {Rule::TypeValueToCallable, "forall T. class_object.Base <: T |- type[Base] <: T", "type-call=constructor",
     Basis::Open, Strength::Must, "constructors#constructor-calls-for-type-t",
     "A value of type[C] is called as C is, although a class derived from C may have another constructor.", Verdict::Unknown},
    {Rule::TypeNever, "forall T. type[Never] <: T", "type-never=empty", Basis::Open, Strength::Must, "special-types#type",
     "No class derives from Never, so that type[Never] may be empty; or it is no type.", Verdict::Unknown},
    {Rule::AliasRecursive, "forall T. Base | Co[Nested] <: T |- Nested <: T", "the alias is recursive", Basis::Suite, Strength::Must,
     "aliases_recursive.py", "A recursive alias is the type that it unfolds to; a question that comes back to itself through an argument or an element is true.",
     Verdict::Proved},
    {Rule::TypevarRigid, "forall X, Y. X <: Y", "nothing is assumed of the two", Basis::Sets, Strength::Must,
     "generics#scoping-rules-for-type-variables", "A type variable is only itself and what is assumed of it.", Verdict::Refuted},
    {Rule::TypevarBound, "forall X, A, T. X <: A, A <: T |- X <: T", "", Basis::Spec, Strength::Must,
     "generics#type-variables-with-an-upper-bound", "A type variable is a subtype of what its upper bound is a subtype of.",
     Verdict::Proved},
    {Rule::TypevarLowerBound, "forall X, A, S. A <: X, S <: A |- S <: X", "", Basis::Sets, Strength::Must, "(none)",
     "What is a subtype of a type below a variable is a subtype of the variable.", Verdict::Proved},
    {Rule::TypevarConstrained, "forall X. X in (Base, Other) |- X <: Base | Other", "", Basis::Spec, Strength::Must,
     "generics#introduction", "A constrained variable is exactly one of the listed types, so a question is asked case by case.",
     Verdict::Proved},
    {Rule::VarianceInversion, "forall A, B. Co[A] <: Co[B] |- A <: B", "members show the parameter without condition", Basis::Sets,
     Strength::Must, "(none)", "Where the members of a class show a parameter, related applications have related arguments.",
     Verdict::Proved},
    {Rule::EquivalentStatic, "forall A, B. A <: B, B <: A |- A == B", "", Basis::Spec, Strength::Must,
     "concepts#subtype-supertype-and-type-equivalence", "Two static types are equivalent when each is a subtype of the other.",
     Verdict::Proved},
}};

constexpr bool in_order() {
  for (std::size_t i = 0; i < entries.size(); ++i)
    if (static_cast<std::size_t>(entries[i].rule) != i) return false;
  return true;
}
static_assert(in_order());

constexpr std::string_view prelude = R"(from enum import Enum
from typing import Any, Callable, ClassVar, Generic, NamedTuple, Protocol, TypeVar
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
U_co = TypeVar("U_co", covariant=True)
T_contra = TypeVar("T_contra", contravariant=True)

class Base: ...
class Below(Base): ...
class Other: ...
class Meta(type): ...
class OfMeta(metaclass=Meta): ...
class Color(Enum):
    RED = 1
    BLUE = 2
class Blank(Enum): ...
class Record(NamedTuple, Generic[T_co]):
    first: T_co
    second: Base

class Co(Generic[T_co]):
    def give(self) -> T_co: ...
class Con(Generic[T_contra]):
    def take(self, value: T_contra, /) -> None: ...
class Inv(Generic[T]):
    def give(self) -> T: ...
    def take(self, value: T, /) -> None: ...
class Derived(Co[T_co]): ...
type Nested = Base | Co[Nested]

class Gets(Protocol[T_co]):
    def get(self) -> T_co: ...
class HasGet(Generic[T_co]):
    def get(self) -> T_co: ...
class GetsAndTakes(Protocol[T_co, T_contra]):
    def get(self) -> T_co: ...
    def put(self, value: T_contra, /) -> None: ...
class Turns(Protocol[T_contra, U_co]):
    def turn(self, value: T_contra, /) -> U_co: ...
class HasTurn(Generic[T_contra, U_co]):
    def turn(self, value: T_contra, /) -> U_co: ...
class Holds(Protocol[T]):
    item: T
class HasItem(Generic[T]):
    item: T
class Reads(Protocol[T_co]):
    @property
    def item(self) -> T_co: ...
class Sets(Protocol[T]):
    @property
    def item(self) -> T: ...
    @item.setter
    def item(self, value: T) -> None: ...
class Gives(Co[Any]): ...
class Shares(Protocol):
    shared: ClassVar[Base]
class HasShared:
    shared: ClassVar[Base]
class HasOwn:
    shared: Base
class HoldsBase(Protocol):
    shared: Base
class ReadsBase(Protocol):
    @property
    def shared(self) -> Base: ...
class Vibes(Protocol[T_co]):
    def size(self) -> int: ...

class HasCall(Generic[T_contra, U_co]):
    def __call__(self, value: T_contra, /) -> U_co: ...
class Calls(Protocol[T_contra, U_co]):
    def __call__(self, value: T_contra, /) -> U_co: ...

class Traversable(Protocol):
    def first(self) -> Traversable: ...
class Tree:
    def first(self) -> Tree: ...
)";

}  // namespace

std::span<const RuleEntry> rule_table() { return entries; }

const RuleEntry& entry_of(Rule rule) { return entries[static_cast<std::size_t>(rule)]; }

model::Basis basis_of(Rule rule) { return entries[static_cast<std::size_t>(rule)].basis; }

std::string_view lemma_prelude() { return prelude; }

}  // namespace agverify::logic
