#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/assumptions.h"
#include "model/class.h"
#include "model/type_pool.h"

namespace agverify::model {

/// A stub or source text that the table was read from.
struct SourceFile {
  std::string path;    ///< as it is to be shown: `typing.pyi`
  std::string digest;  ///< SHA-256 of its bytes, lower-case hex
};

/// A class above another one, with its arguments in terms of the lower class's parameters.
struct Ancestor {
  ClassId class_id;
  Type specialization;         ///< a `Nominal` of `class_id` over `Parameter`s of the lower class
};

/// A member found by looking through the method resolution order.
struct FoundMember {
  ClassId owner;               ///< the class whose own member it is
  const Member* member;
  Type owner_specialization;   ///< of `owner`, in terms of the parameters of the class where the search began
};

/// The classes that the tables, rules and meaning name themselves.
struct WellKnown {
  ClassId object{}, none_type{}, boolean{}, integer{}, floating{}, complex_number{};
  std::optional<ClassId> string = {}, bytes = {}, tuple = {}, type = {};  ///< where the stubs have them
  std::optional<ClassId> literal_string = {}, type_guard = {}, type_is = {};  ///< classes in the place of special forms
};

/// Every class that a question may reach. Plain data plus what follows from the bases: linearisations.
/// A table can be copied and extended by the classes of a prelude; ids of the old classes stay.
class ClassTable {
 public:
  std::vector<SourceFile> files;
  std::vector<Class> classes;
  std::vector<AliasDefinition> aliases;
  WellKnown well_known;
  Assumptions assumed;  ///< how open questions were answered where classes were read

  const Class& operator[](ClassId id) const { return classes[index_of(id)]; }
  Class& operator[](ClassId id) { return classes[index_of(id)]; }
  const AliasDefinition& operator[](AliasId id) const { return aliases[index_of(id)]; }
  AliasDefinition& operator[](AliasId id) { return aliases[index_of(id)]; }
  /// How many classes.
  std::size_t size() const { return classes.size(); }
  std::optional<ClassId> find(std::string_view qualified_name) const;

  /// Computes the linearisation (C3) of every class from `first` on, whose bases must be older or in this range.
  /// \returns the first class that has none (an inheritance cycle, an order that cannot be kept, or one ancestor with
  ///          two different specializations), with a sentence why; nothing when all is well
  struct Problem {
    ClassId class_id;
    std::string message;
  };
  std::optional<Problem> linearise(TypePool& pool, ClassId first);

  /// The class itself first, then every class above it, `object` last (the method resolution order).
  std::span<const Ancestor> ancestors(ClassId id) const { return ancestors_[index_of(id)]; }
  /// \returns the entry of `above` among the ancestors of `id`, nullptr when it is none
  const Ancestor* ancestor(ClassId id, ClassId above) const;
  bool derives_from(ClassId id, ClassId above) const { return ancestor(id, above) != nullptr; }

  /// The class of its class object: the lowest metaclass that it or a class above it names, else `type`. One that is not read
  /// counts as `type`. \pre the stubs have `type`
  ClassId metaclass_of(ClassId id) const;
  /// The name of a metaclass that is not read, of the class or of one above it; empty: there is none.
  std::string unread_metaclass_of(ClassId id) const;
  /// The class that stands for the class object of this one, where it was asked for.
  std::optional<ClassId> class_object_of(ClassId id) const;
  /// The class that a value of this class is the class object of.
  std::optional<ClassId> shown_by(ClassId id) const { return (*this)[id].class_object_of; }

  /// The member that access by this name finds on an instance: the first in the method resolution order.
  std::optional<FoundMember> find_member(ClassId id, std::string_view name) const;

  /// Puts another type in the place of each that stands in the table. A base stays an application of its class: of it the
  /// arguments are replaced.
  void replace_types(TypePool& pool, const std::function<Type(Type)>& replacement);

  /// The names that a class must have to implement the protocol: own ones and those of its protocol bases, each once,
  /// in method resolution order; without axioms and without what `object` has by itself.
  /// Spec: protocol#protocol-members.
  std::vector<FoundMember> protocol_members(ClassId protocol) const;

 private:
  std::vector<std::vector<Ancestor>> ancestors_;
};

}  // namespace agverify::model
