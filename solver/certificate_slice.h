#pragma once

#include <map>
#include <set>
#include <string>
#include <unordered_set>

#include "model/class_table.h"
#include "model/syntax/printer.h"

namespace agverify::solver {

/// The part of the class table that evidence rests on, collected while the evidence is written.
class CertificateSlice {
 public:
  /// \param fresh how many classes at the table's end stand in no file
  CertificateSlice(const model::ClassTable& table, std::size_t fresh) : table_(table), fresh_(fresh), printer_(table) {}

  /// Everything that the type names.
  void use(model::Type type);
  void use(model::ClassId id);
  /// The members of `id` held against those of a protocol: what is required, where it is found, what is missing.
  void use_members(model::ClassId id, model::ClassId protocol);
  /// The same of class objects of `id`, whose class is the metaclass: what is lacking in both is missing.
  void use_members_of_object(model::ClassId id, model::ClassId metaclass, model::ClassId protocol);
  /// What a protocol requires, and its own `__call__`.
  void use_requirements(model::ClassId protocol);
  /// Whether values of the class have `__call__`.
  void use_call(model::ClassId id, bool is_there);
  /// Access to one member of `id`.
  void use_member(model::ClassId id, const std::string& name);
  /// Uses what a class object of the class is an instance of.
  void use_class_object(model::ClassId id);
  void use_law(model::ClassId id, std::uint32_t parameter) { laws_.emplace(id, parameter); }

  /// The `file` lines and all others, in the order of the page.
  std::string text();

 private:
  bool takes_hash_from_object(model::ClassId id) const;
  bool is_empty_by_reading(model::ClassId id) const;
  std::string alias_lines(std::map<std::uint32_t, std::size_t>& files);
  std::string class_line(model::ClassId id, std::map<std::uint32_t, std::size_t>& files);
  void header(std::string& out, model::ClassId id);
  /// The `requires`, `finds`, `member` and `missing` lines.
  std::string member_lines();
  std::string file_lines(const std::map<std::uint32_t, std::size_t>& files) const;
  std::string member_line(model::ClassId owner, const model::Member& member);

  const model::ClassTable& table_;
  std::size_t fresh_;
  model::syntax::Printer printer_;
  std::set<model::ClassId> classes_, protocols_;
  std::set<model::AliasId> aliases_;
  std::set<std::pair<model::ClassId, std::uint32_t>> laws_;  // class, parameter
  std::set<std::pair<model::ClassId, std::string>> found_, missing_;
  std::unordered_set<model::Type> seen_;
};

}  // namespace agverify::solver
