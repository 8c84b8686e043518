#include "logic/switches.h"

#include <algorithm>

#include <fmt/format.h>

namespace agverify::logic {
namespace {

using model::Switch;

constexpr std::array<SwitchEntry, model::switch_count> entries{{
    {Switch::InferAtObject, "infer-at-object", "Does a member that gives or takes T | list[T] make an inferred parameter invariant?",
     "generics#variance-inference", "members: ty, pyrefly; algorithm: mypy, pyright, zuban",
     {{{"members", "Yes: another argument shows in what is inside the list."},
       {"algorithm", "No: the algorithm tests against object, and object takes up the whole union."}}}},
    {Switch::InferLeavesOut, "infer-leaves-out", "Which members does inference of variance not count?", "generics#variance-inference",
     "suite: all seven",
     {{{"suite", "Constructors, private names, methods with an annotated receiver, and writing to what is Final."},
       {"nothing", "None: the text names no exception."}}}},
    {Switch::SameProtocol, "same-protocol", "By what does one protocol on both sides go?", "protocol#generic-protocols",
     "variance: mypy, pyright, pyrefly, zuban; members: ty",
     {{{"variance", "By the declared variance of its parameters."},
       {"members", "By what its members show of them."}}}},
    {Switch::Hashable, "hashable", "Is list Hashable, which sets the __hash__ of object to None?",
     "protocol#assignability-relationships-with-other-types", "members: all seven",
     {{{"members", "No, although object is and list is an object: by what each class has, subtyping is not transitive there."},
       {"object", "Yes: object has __hash__, so Hashable is object."}}}},
    {Switch::NoneMember, "none-member", "Is a class below the protocol that it derives from when it sets a method of that to None?",
     "protocol#terminology", "nominal: mypy, pyright, ty, pyrefly, zuban, basedpyright; members: pycroscope",
     {{{"nominal", "Yes: it derives from the protocol."},
       {"members", "No: it lacks the method."}}}},
    {Switch::ClassVarOfProtocol, "protocol-classvar", "What serves for a ClassVar of a protocol?", "protocol#protocol-members",
     "declared: all seven",
     {{{"declared", "What is declared as a ClassVar."},
       {"access", "What can be read and set on the class: also an attribute that the class's body declares."}}}},
    {Switch::OverloadsTogether, "overloads-together", "Which signatures of an overloaded source have to serve?", "callables#overloads",
     "together: mypy, ty, pyrefly; one: pyright, zuban, basedpyright, pycroscope",
     {{{"together", "Several may cover the target among them, as the rule for all callables says."},
       {"one", "One alone, as the rule for overloads says."}}}},
    {Switch::ParameterMapping, "parameter-mapping", "May one parameter of the target reach different ones of the source, in different calls?",
     "callables#assignability-rules-for-callables", "constant: all seven",
     {{{"general", "Yes: the source takes every call that the target takes."},
       {"constant", "No: parameters are compared one by one."}}}},
    {Switch::PositionalArgs, "positional-args", "Does a target with positional-only parameters ask for *args in the source?", "callables#args-parameters",
     "if: all seven",
     {{{"if", "No: *args takes those that nothing else takes."},
       {"only-if", "Yes, as the section says by the letter; a signature without *args then serves for itself alone."}}}},
    {Switch::EmptyElement, "never-element", "Is a tuple type with an element of type Never empty?", "(none)",
     "inhabited: mypy, pyright, pyrefly, zuban, basedpyright, pycroscope; ty, but for tuple[Never, ...]",
     {{{"inhabited", "No: it has values, as it may have subclasses; tuple[Never, ...] holds more than the empty tuple."},
       {"empty", "Yes: a tuple type is the product of its elements, and tuple[Never, ...] is tuple[()]."}}}},
    {Switch::MixedTuples, "mixed-tuples", "Does a union in the fixed part of a tuple with a part of any length expand?",
     "tuples#type-compatibility-rules", "whole: mypy, pyright, ty, pyrefly, zuban, basedpyright; expand: pycroscope",
     {{{"expand", "Yes: the rule speaks of any element that is a union."},
       {"whole", "No: such a tuple counts as one of any length, which does not expand."}}}},
    {Switch::EmptyEnum, "empty-enum", "Is an enum without members Never?", "enums#enum-behaviors", "open: all seven",
     {{{"open", "No: it may have subclasses with members."},
       {"never", "Yes: it is the union of its members."}}}},
    {Switch::TypeOfNever, "type-never", "Is type[Never] empty?", "special-types#type", "empty: pyright, ty, basedpyright, pycroscope; classes: mypy, pyrefly, zuban",
     {{{"classes", "Not said: type[] ranges over classes, and Never is none. What holds in both readings holds."},
       {"empty", "Yes: no class derives from Never."}}}},
    {Switch::CallOfType, "type-call", "Is a value of type[C] called as C is?", "constructors#constructor-calls-for-type-t",
     "constructor: all seven, of calls that C takes; pyright, ty, pyrefly, zuban, basedpyright, of those that it does not take; mypy and pycroscope take more",
     {{{"constructor", "Yes, as the section says, which calls it unsafe."},
       {"values", "Only where no class derives from C: others may have another constructor."}}}},
    {Switch::FloatPromotion, "float-promotion", "Where does float stand for float | int, and complex for complex | float | int?",
     "special-types#special-cases-for-float-and-complex (typing-council 46)",
     "all seven read it so wherever it stands, for what is assigned; <: and == they do not answer",
     {{{"assignable", "Wherever it stands under ~> and ~; under <: and == the classes count, as the text denies that int is a subtype."},
       {"union", "Everywhere, under <: and == too."},
       {"top", "Where it is the whole type, or a member of the union that is, under ~> and ~; nowhere else."}}}},
    {Switch::LiteralParts, "literal-parts", "Are the parts of a literal string LiteralStrings, and members of a str enum?",
     "literal#inferring-literalstring",
     "text: pyright, basedpyright; literal: mypy; ty, pyrefly, zuban as an Iterable; ty, pycroscope of a literal; pycroscope of members",
     {{{"text", "No: it is a sequence of str, and the members are of another class."},
       {"literal", "Yes: LiteralString is a sequence of LiteralStrings, and those members are some."}}}},
}};

constexpr bool in_order() {
  for (std::size_t i = 0; i < entries.size(); ++i)
    if (static_cast<std::size_t>(entries[i].which) != i) return false;
  return true;
}
static_assert(in_order());

}  // namespace

std::span<const SwitchEntry> switch_table() { return entries; }

bool assume(std::string_view text, model::Assumptions& into) {
  const std::size_t equals = std::min(text.find('='), text.size());
  const std::string_view name = text.substr(0, equals), value = text.substr(std::min(equals + 1, text.size()));
  const auto found = std::ranges::find(entries, name, &SwitchEntry::name);
  if (found == entries.end()) return false;
  const auto readings = found->readings();
  const auto reading = std::ranges::find(readings, value, &ReadingEntry::name);
  if (reading == readings.end()) return false;
  into.readings[static_cast<std::size_t>(found->which)] = static_cast<std::uint8_t>(reading - readings.begin());
  return true;
}

std::vector<std::string> texts_of(const model::Assumptions& assumed) {
  std::vector<std::string> texts;
  for (const SwitchEntry& each : entries)
    if (!assumed.is_default(each.which))
      texts.push_back(fmt::format("{}={}", each.name, each.readings()[assumed.readings[static_cast<std::size_t>(each.which)]].name));
  return texts;
}

}  // namespace agverify::logic
