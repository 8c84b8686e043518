#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "check/text/literal_text.h"
#include "check/types/member.h"
#include "check/types/type.h"

namespace agverify::check {

enum class Variance : std::uint8_t { Bivariant, Covariant, Contravariant, Invariant };
std::string_view name_of(Variance variance);

/// A name of a member, as its place in the slice's list of names.
enum class NameId : std::uint32_t {};
constexpr std::uint32_t index_of(NameId id) { return static_cast<std::uint32_t>(id); }

struct SliceFile {
  std::string path, digest;
  std::uint32_t line = 0;
  bool used = false;
};

struct ClassParameter {
  std::string name;
  Variance variance{};
  std::uint32_t line = 0;
};

struct Base {
  TypeId type{};
  std::uint32_t line = 0;
};

/// A class above another one (or itself), with its arguments in terms of the lower one's parameters.
struct Ancestor {
  ClassId class_id{};
  TypeId type{};
};

struct SliceClass {
  std::string name;
  bool is_protocol = false, is_final = false, is_fresh = false;
  bool is_enumerated = false;  ///< an enum that is the union of its members
  bool is_memberless = false;  ///< an enum, no Flag, that has none
  std::uint32_t file = 0;  ///< 1 is the first; 0 for a fresh class
  std::uint32_t file_line = 0;
  std::uint32_t line = 0;  ///< of the certificate
  std::vector<ClassParameter> parameters;
  std::vector<Base> bases;
  std::optional<Base> tuple_base{};       ///< the tuple type that it derives from
  std::optional<ClassId> metaclass{};     ///< that it names
  std::optional<ClassId> object_of{};     ///< the class whose class object is its one value
  std::vector<std::string> members;       ///< of an enum
  std::vector<Ancestor> ancestors;  ///< itself first, in method resolution order
  bool used = false;
};

/// A recursive alias: `alias` says what it is called, `unfolds` what it stands for.
struct SliceAlias {
  std::string name{};
  std::vector<std::string> parameters{};
  std::uint32_t file = 0;       ///< 1 is the first
  std::uint32_t file_line = 0;
  std::uint32_t line = 0;       ///< of the certificate
  std::optional<Base> body{};   ///< over its parameters
  bool used = false;
};

/// A line about a class, or about a class and a name of a member.
struct Fact {
  ClassId class_id{};
  NameId name{};
  std::uint32_t line = 0;
  bool used = false;
};

struct Requirement : Fact {
  std::vector<NameId> names;
};

struct Finding : Fact {
  ClassId owner{};
};

struct MemberFact : Fact {
  Member member;
};

/// Facts in the order of their lines, found by class and name.
template <typename Kind>
class Facts {
 public:
  /// False when there is one for this class and name already.
  bool add(Kind fact) {
    const bool added = places_.emplace(key(fact.class_id, fact.name), facts_.size()).second;
    if (added) facts_.push_back(std::move(fact));
    return added;
  }
  const Kind* peek(ClassId class_id, NameId name = {}) const {
    const auto found = places_.find(key(class_id, name));
    return found == places_.end() ? nullptr : &facts_[found->second];
  }
  /// Finds, and takes note that the line is used.
  const Kind* use(ClassId class_id, NameId name = {}) {
    const auto found = places_.find(key(class_id, name));
    if (found == places_.end()) return nullptr;
    facts_[found->second].used = true;
    return &facts_[found->second];
  }
  std::span<const Kind> all() const { return facts_; }

 private:
  static std::uint64_t key(ClassId class_id, NameId name) {
    return (std::uint64_t{index_of(class_id)} << 32) | index_of(name);
  }
  std::vector<Kind> facts_;
  std::unordered_map<std::uint64_t, std::size_t> places_;
};

/// A member as looking it up on a class finds it.
struct FoundMember {
  ClassId owner{};
  const Member* member = nullptr;
};

/// The part of the class table that a certificate rests on.
class ClassSlice {
 public:
  std::vector<SliceFile> files;
  std::vector<SliceClass> classes;
  std::vector<SliceAlias> aliases;
  Facts<Requirement> requirements;
  Facts<Finding> findings;
  Facts<MemberFact> members;
  Facts<Fact> missing;
  Facts<Fact> laws;
  std::vector<std::string> readings;  ///< `NAME=VALUE`: how open questions are answered, where not by default

  bool takes(std::string_view reading) const;

  const SliceClass& operator[](ClassId id) const { return classes[index_of(id)]; }
  SliceClass& operator[](ClassId id) { return classes[index_of(id)]; }

  const SliceAlias& operator[](AliasId id) const { return aliases[index_of(id)]; }
  SliceAlias& operator[](AliasId id) { return aliases[index_of(id)]; }

  std::optional<ClassId> find_class(std::string_view name) const;
  std::optional<AliasId> find_alias(std::string_view name) const;
  bool add_class(SliceClass added);
  NameId name_id(std::string_view name);
  const std::string& name(NameId id) const { return names_[index_of(id)]; }

  bool is_object(ClassId id) const { return (*this)[id].name == "object"; }
  bool is_bool(ClassId id) const { return (*this)[id].name == "bool"; }
  /// Whether its values are those that literals name, all of them: bool, and an enum that is no Flag.
  bool has_named_values(ClassId id) const { return is_bool(id) || (*this)[id].is_enumerated; }
  /// The spellings of these, in order.
  std::vector<std::string> named_values(ClassId id) const;
  /// Whether it is LiteralString and what literals of the class name lies in it: of str; with the reading `literal-parts=literal` of
  /// classes below str, too.
  bool holds_literals_of(ClassId id, ClassId owner) const;
  /// Whether it is the class that typing calls so; with its module where another class has the name.
  bool is_of_typing(ClassId id, std::string_view name) const {
    const std::string& found = (*this)[id].name;
    return found == name || (found.starts_with("typing.") && std::string_view{found}.substr(7) == name);
  }
  /// The class from the given one upwards that literals name all values of: bool, or an enum.
  std::optional<ClassId> named_values_above(ClassId id) const;
  /// Whether no class can derive from it.
  bool is_closed(ClassId id) const {
    return (*this)[id].is_final || (*this)[id].name == "NoneType" || is_bool(id) || !(*this)[id].members.empty();
  }
  /// Whether the literal is one of a value of exactly this class; of an enum it is the member's name alone.
  bool is_value_of(ClassId id, const LiteralText& literal) const;
  std::optional<ClassId> tuple_class() const { return find_class("tuple"); }
  /// Whether its values are tuples.
  bool is_tuple(ClassId id) const { return tuple_class() && derives_from(id, *tuple_class()); }

  /// Whether its values are class objects.
  bool is_metaclass(ClassId id) const { return find_class("type") && derives_from(id, *find_class("type")); }
  /// The class of the class object of a class: the lowest metaclass that it or a class above it names, else `type`.
  ClassId metaclass_of(ClassId id) const;

  /// What the closure of bases gives a class for one above it (or itself), over its parameters; nothing when it is not
  /// above.
  std::optional<TypeId> ancestor(ClassId lower, ClassId above) const;
  bool derives_from(ClassId lower, ClassId above) const { return ancestor(lower, above).has_value(); }
  void set_ancestors(ClassId lower, std::vector<Ancestor> ancestors);

  /// The member that `finds` names, if a line does. Lines that it rests on count as used.
  std::optional<FoundMember> look_up(ClassId class_id, NameId name);
  /// The member that counts where a protocol asks for it: with the reading `hashable=object` nothing takes back `__hash__`.
  std::optional<FoundMember> look_up_given(const TypeTable& types, ClassId class_id, NameId name);
  /// Whether the class sets a method that the protocol requires to None, as lines say, which then count as used.
  bool takes_back(const TypeTable& types, ClassId class_id, ClassId protocol);

 private:
  bool is_none(const TypeTable& types, const Member& member) const;

  std::unordered_map<std::string, ClassId> class_ids_;
  std::unordered_map<std::string, NameId> name_ids_;
  std::vector<std::string> names_;
  std::unordered_map<std::uint64_t, TypeId> ancestor_types_;
};

/// What is taken for granted beside the named laws: that what the first class shows at
/// the second, a protocol above it, is what its base says (no member of it narrows that).
using Narrowing = std::vector<std::pair<ClassId, ClassId>>;

/// An application of a class read at a class above it; nothing when that is not above.
std::optional<TypeId> up_cast(const ClassSlice& slice, TypeTable& types, TypeId application, ClassId above);

/// A type over the parameters of a class above the application's, with these as the application has them.
TypeId base_at(const ClassSlice& slice, TypeTable& types, TypeId application, ClassId above, TypeId type);

/// A member that was found on the application's class, with its types as the application has them.
Member member_of(const ClassSlice& slice, TypeTable& types, TypeId application, const FoundMember& found);

}  // namespace agverify::check
