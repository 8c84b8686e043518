#include "check/syntax/slice_reader.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <unordered_set>

#include <fmt/format.h>

#include "check/slice/linearisation.h"
#include "check/slice/slice_consistency.h"
#include "check/slice/unfolding.h"
#include "check/syntax/signature_reader.h"
#include "check/syntax/type_reader.h"

namespace agverify::check {

namespace {

constexpr std::string_view digest_digits = "0123456789abcdef";

class SliceReader {
 public:
  SliceReader(ClassSlice& slice, TypeTable& types, Complaint& complaint)
      : slice_(slice), types_(types), complaint_(complaint) {}

  bool read(std::span<const Line> lines) {
    return read_each(lines, declarations) && find_well_known(lines) && parameters_hide_nothing(slice_, complaint_) &&
           read_each(lines, facts) && unfoldings_end(slice_, types_, complaint_) && linearise(slice_, types_, complaint_) && is_consistent(slice_, types_, complaint_);
  }

 private:
  struct Keyword {
    std::string_view name;
    bool (SliceReader::*read)(Cursor&);
  };
  static const std::array<Keyword, 5> declarations;  ///< what types are spelled with: read first
  static const std::array<Keyword, 10> facts;
  friend bool agverify::check::is_slice_keyword(std::string_view);

  template <std::size_t count>
  static const Keyword* find(const std::array<Keyword, count>& keywords, std::string_view name) {
    const auto found =
        std::find_if(keywords.begin(), keywords.end(), [&](const Keyword& each) { return each.name == name; });
    return found == keywords.end() ? nullptr : &*found;
  }

  template <std::size_t count>
  bool read_each(std::span<const Line> lines, const std::array<Keyword, count>& keywords) {
    for (const Line& line : lines) {
      Cursor cursor(line, complaint_);
      const Keyword* keyword = find(keywords, *cursor.word());
      if (keyword && !(cursor.expect(" ") && (this->*keyword->read)(cursor) && cursor.finish())) return false;
    }
    return true;
  }

  bool find_well_known(std::span<const Line> lines) {
    if (slice_.classes.empty() || slice_.find_class("object")) return true;
    return complaint_.reject(lines.empty() ? 1 : lines.back().number, "the slice has no class object");
  }

  // file N PATH DIGEST
  bool read_file(Cursor& cursor) {
    if (!cursor.number_in_sequence(slice_.files.size() + 1) || !cursor.expect(" ")) return false;
    const std::size_t split = cursor.rest().rfind(' ');
    if (split == std::string_view::npos || split == 0) return cursor.missed("a path and a digest");
    const std::string_view path = cursor.rest().substr(0, split), digest = cursor.rest().substr(split + 1);
    if (digest.size() != 64 || digest.find_first_not_of(digest_digits) != std::string_view::npos)
      return complaint_.unreadable(cursor.line(), "the digest is no SHA-256 in lower-case hexadecimal");
    for (const SliceFile& each : slice_.files)
      if (each.path == path) return cursor.reject("the file is named before");
    slice_.files.push_back({std::string(path), std::string(digest), cursor.line()});
    return cursor.skip(cursor.rest().size()), true;
  }

  // class NAME FLAG.. [at FILE:LINE]
  bool read_class(Cursor& cursor) {
    const auto name = cursor.dotted_name();
    if (!name) return false;
    SliceClass added;
    added.name = *name;
    added.line = cursor.line();
    if (added.name == "builtins.tuple") return cursor.reject("the class tuple is called so alone");
    if (added.name == "Never" || added.name == "None") return cursor.reject("no class is called so");
    added.is_protocol = cursor.accept(" protocol");
    added.is_final = cursor.accept(" final");
    added.is_enumerated = cursor.accept(" enumerated");
    added.is_memberless = cursor.accept(" memberless");
    added.is_fresh = cursor.accept(" fresh");
    return check_flags(cursor, added) && (added.is_fresh || read_place(cursor, added)) &&
           (slice_.add_class(std::move(added)) || cursor.reject("the class is declared before"));
  }

  bool check_flags(Cursor& cursor, const SliceClass& added) {
    if (added.is_fresh && (added.is_protocol || added.is_final || added.is_enumerated || added.is_memberless))
      return cursor.reject("a fresh class has no other flag");
    if ((added.is_enumerated || added.is_memberless) && (added.is_protocol || has_values_of_its_own(added.name))) return cursor.reject("this is no enum");
    const bool plain = !added.is_protocol && !added.is_fresh;
    if (added.name == "object" && !(plain && !added.is_final)) return cursor.reject("object has no flags");
    return added.name != "NoneType" || plain || cursor.reject("NoneType is neither a protocol nor fresh");
  }

  /// Whether it is a class that cannot be an enum.
  static bool has_values_of_its_own(std::string_view name) {
    return std::ranges::any_of(std::initializer_list<std::string_view>{"object", "NoneType", "int", "bool", "str", "bytes", "tuple"},
                               [&](std::string_view each) { return each == name; });
  }

  bool read_place(Cursor& cursor, SliceClass& added) {
    if (!cursor.expect(" at ")) return false;
    const auto file = cursor.number();
    if (!file || !cursor.expect(":")) return false;
    const auto line = cursor.number();
    if (!line) return false;
    if (*file == 0 || *file > slice_.files.size()) return cursor.reject("no earlier line names this file");
    if (*line == 0) return cursor.reject("lines count from 1");
    added.file = *file;
    added.file_line = *line;
    return true;
  }

  // alias NAME PARAMETER.. at FILE:LINE
  bool read_alias(Cursor& cursor) {
    const auto name = cursor.dotted_name();
    if (!name) return false;
    SliceAlias added{.name = std::string(*name), .line = cursor.line()};
    if (added.name == "Never" || added.name == "None" || added.name == "Self" || slice_.find_class(added.name) || slice_.find_alias(added.name))
      return cursor.reject("something else is called so");
    while (!cursor.next_is(" at ")) {
      if (!cursor.expect(" ")) return false;
      const auto parameter = cursor.identifier();
      if (!parameter) return false;
      if (std::ranges::find(added.parameters, *parameter) != added.parameters.end()) return cursor.reject("a parameter is named twice");
      added.parameters.emplace_back(*parameter);
    }
    SliceClass place;
    if (!read_place(cursor, place)) return false;
    added.file = place.file;
    added.file_line = place.file_line;
    slice_.aliases.push_back(std::move(added));
    return true;
  }

  // unfolds ALIAS TYPE
  bool read_unfolding(Cursor& cursor) {
    const auto name = cursor.dotted_name();
    if (!name || !cursor.expect(" ")) return false;
    const auto alias = slice_.find_alias(*name);
    if (!alias) return cursor.reject(fmt::format("`{}` is no alias that is known here", *name));
    if (slice_[*alias].body) return cursor.reject("what it unfolds to is said before");
    const auto type = read_type(cursor, {.slice = &slice_, .types = &types_, .alias = *alias, .naming_uses = false});
    if (type) slice_[*alias].body = Base{*type, cursor.line()};
    return type.has_value();
  }

  // CLASS, which must be declared
  std::optional<ClassId> read_class_name(Cursor& cursor) {
    const auto name = cursor.dotted_name();
    if (!name) return std::nullopt;
    const auto found = slice_.find_class(*name);
    if (!found) cursor.reject(fmt::format("`{}` is not known here", *name));
    return found;
  }

  // The class that a fact is about; the fact's line must be used itself, so it is a use of the class.
  std::optional<ClassId> read_subject(Cursor& cursor) {
    const auto found = read_class_name(cursor);
    if (found) slice_[*found].used = true;
    return found;
  }

  // parameter CLASS NAME VARIANCE
  bool read_parameter(Cursor& cursor) {
    const auto owner = read_class_name(cursor);
    if (!owner || !cursor.expect(" ")) return false;
    const auto name = cursor.identifier();
    if (!name || !cursor.expect(" ")) return false;
    SliceClass& record = slice_[*owner];
    const bool is_tuple = record.name == "tuple";
    if (record.is_fresh || !record.members.empty() || (has_values_of_its_own(record.name) && !is_tuple))
      return cursor.reject("this class has no parameters");
    for (const ClassParameter& each : record.parameters)
      if (each.name == *name) return cursor.reject("the parameter is declared before");
    for (const Variance each : {Variance::Bivariant, Variance::Covariant, Variance::Contravariant, Variance::Invariant})
      if ((each != Variance::Bivariant || record.is_protocol) && cursor.accept(name_of(each)))
        return record.parameters.push_back({std::string(*name), each, cursor.line()}), true;
    return cursor.missed(record.is_protocol ? "bivariant, covariant, contravariant or invariant" : "covariant, contravariant or invariant");
  }

  // members CLASS NAME..
  bool read_members(Cursor& cursor) {
    const auto owner = read_subject(cursor);
    if (!owner) return false;
    SliceClass& record = slice_[*owner];
    if (record.is_fresh || record.is_protocol || !record.parameters.empty() || has_values_of_its_own(record.name))
      return cursor.reject("this is no enum");
    if (!record.members.empty()) return cursor.reject("the members are named before");
    std::unordered_set<std::string_view> named;
    do {
      if (!cursor.expect(" ")) return false;
      const auto name = cursor.identifier();
      if (!name) return false;
      if (!named.insert(*name).second) return cursor.reject("a member is named twice");
      record.members.emplace_back(*name);
    } while (!cursor.at_end());
    return true;
  }

  TypeScope scope_of(ClassId owner, bool naming_uses) {
    return {.slice = &slice_, .types = &types_, .owner = owner, .naming_uses = naming_uses};
  }

  // base CLASS TYPE
  bool read_base(Cursor& cursor) {
    const auto owner = read_class_name(cursor);
    if (!owner || !cursor.expect(" ")) return false;
    const auto type = read_type(cursor, scope_of(*owner, false));
    if (!type) return false;
    if (slice_[*owner].name == "object") return cursor.reject("object has no base");
    if (!types_.is(*type, Form::Application)) return cursor.reject("a base is a class");
    const SliceClass& base = slice_[types_[*type].class_id];
    if (slice_[*owner].is_fresh && slice_.is_closed(types_[*type].class_id))
      return cursor.reject(fmt::format("no class derives from {}, which is final", base.name));
    if (base.is_fresh && !slice_[*owner].is_fresh) return cursor.reject("a class of a file derives from no fresh one");
    slice_[*owner].bases.push_back({*type, cursor.line()});
    return true;
  }

  // tuple CLASS TYPE
  bool read_tuple(Cursor& cursor) {
    const auto owner = read_subject(cursor);
    if (!owner || !cursor.expect(" ")) return false;
    if (slice_[*owner].is_fresh || slice_[*owner].name == "tuple") return cursor.reject("this class has no tuple base of its own");
    const auto type = read_type(cursor, scope_of(*owner, false));
    if (!type) return false;
    if (!types_.is(*type, Form::Tuple)) return cursor.reject("it is no tuple type");
    if (types_[*type].has_self) return cursor.reject("no base speaks of Self");
    if (slice_[*owner].tuple_base) return cursor.reject("the tuple base is named before");
    slice_[*owner].tuple_base = Base{*type, cursor.line()};
    return true;
  }

  // metaclass CLASS CLASS
  bool read_metaclass(Cursor& cursor) {
    const auto owner = read_class_name(cursor);
    if (!owner || !cursor.expect(" ")) return false;
    const auto metaclass = read_class_name(cursor);
    if (!metaclass) return false;
    if (slice_[*owner].is_fresh || slice_[*owner].metaclass) return cursor.reject("the metaclass is named before, or by a fresh class");
    slice_[*owner].metaclass = metaclass;
    return true;
  }

  // object CLASS CLASS
  bool read_object(Cursor& cursor) {
    const auto owner = read_class_name(cursor);
    if (!owner || !cursor.expect(" ")) return false;
    const auto shown_by = read_class_name(cursor);
    if (!shown_by) return false;
    if (slice_[*owner].is_fresh || slice_[*owner].object_of) return cursor.reject("what it is the class object of is said before, or of a fresh class");
    slice_[*owner].object_of = shown_by;
    return true;
  }

  // requires PROTOCOL NAME..
  bool read_requires(Cursor& cursor) {
    const auto protocol = read_subject(cursor);
    if (!protocol) return false;
    if (!slice_[*protocol].is_protocol) return cursor.reject("only a protocol requires members");
    Requirement added;
    added.class_id = *protocol;
    added.line = cursor.line();
    while (cursor.accept(" ")) {
      const auto name = cursor.identifier();
      if (!name) return false;
      const NameId id = slice_.name_id(*name);
      if (std::find(added.names.begin(), added.names.end(), id) != added.names.end())
        return cursor.reject("a member is named twice");
      added.names.push_back(id);
    }
    return slice_.requirements.add(std::move(added)) || cursor.reject("what it requires is said before");
  }

  std::optional<Fact> read_class_and_name(Cursor& cursor) {
    const auto subject = read_subject(cursor);
    if (!subject || !cursor.expect(" ")) return std::nullopt;
    const auto name = cursor.identifier();
    if (!name) return std::nullopt;
    return Fact{*subject, slice_.name_id(*name), cursor.line()};
  }

  // finds CLASS NAME OWNER
  bool read_finds(Cursor& cursor) {
    const auto fact = read_class_and_name(cursor);
    if (!fact || !cursor.expect(" ")) return false;
    const auto owner = read_subject(cursor);
    return owner && (slice_.findings.add({*fact, *owner}) || cursor.reject("what is found is said before"));
  }

  // member OWNER NAME ..
  bool read_member(Cursor& cursor) {
    const auto fact = read_class_and_name(cursor);
    if (!fact) return false;
    if (slice_[fact->class_id].is_fresh) return cursor.reject("a fresh class has no members");
    auto member = read_signature(cursor, scope_of(fact->class_id, true));
    return member &&
           (slice_.members.add({*fact, std::move(*member)}) || cursor.reject("the member is declared before"));
  }

  // missing CLASS NAME
  bool read_missing(Cursor& cursor) {
    const auto fact = read_class_and_name(cursor);
    return fact && (slice_.missing.add(*fact) || cursor.reject("that it is missing is said before"));
  }

  // law CLASS PARAMETER exact
  bool read_law(Cursor& cursor) {
    const auto fact = read_class_and_name(cursor);
    if (!fact || !cursor.expect(" exact")) return false;
    const auto& parameters = slice_[fact->class_id].parameters;
    const auto is_it = [&](const ClassParameter& each) { return each.name == slice_.name(fact->name); };
    if (std::none_of(parameters.begin(), parameters.end(), is_it)) return cursor.reject("the class has no such parameter");
    return slice_.laws.add(*fact) || cursor.reject("the law is named before");
  }

  ClassSlice& slice_;
  TypeTable& types_;
  Complaint& complaint_;
};

const std::array<SliceReader::Keyword, 5> SliceReader::declarations{{{"file", &SliceReader::read_file},
                                                                     {"alias", &SliceReader::read_alias},
                                                                     {"class", &SliceReader::read_class},
                                                                     {"parameter", &SliceReader::read_parameter},
                                                                     {"members", &SliceReader::read_members}}};
const std::array<SliceReader::Keyword, 10> SliceReader::facts{{{"base", &SliceReader::read_base},
                                                              {"metaclass", &SliceReader::read_metaclass},
                                                              {"object", &SliceReader::read_object},
                                                              {"unfolds", &SliceReader::read_unfolding},
                                                              {"tuple", &SliceReader::read_tuple},
                                                              {"requires", &SliceReader::read_requires},
                                                              {"finds", &SliceReader::read_finds},
                                                              {"member", &SliceReader::read_member},
                                                              {"missing", &SliceReader::read_missing},
                                                              {"law", &SliceReader::read_law}}};

}  // namespace

bool is_slice_keyword(std::string_view keyword) {
  return SliceReader::find(SliceReader::declarations, keyword) || SliceReader::find(SliceReader::facts, keyword);
}

bool read_slice(std::span<const Line> lines, ClassSlice& slice, TypeTable& types, Complaint& complaint) {
  return SliceReader(slice, types, complaint).read(lines);
}

}  // namespace agverify::check
