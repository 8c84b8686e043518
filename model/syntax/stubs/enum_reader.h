#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/syntax/stubs/class_source.h"
#include "model/syntax/stubs/stub_reader.h"

namespace agverify::model::syntax::stubs {

/// Finds the classes that are enums, by what their bases are called, and reads their members. Two members are one when their values
/// are equal, so a value that is not read makes its enum unsupported. Spec: enums#defining-members.
class EnumReader {
 public:
  EnumReader(const std::vector<ClassSource>& sources, Universe& universe) : sources_(sources), universe_(universe) {}

  /// Once names have their meaning.
  void find_enums();
  /// Once type parameters have their names.
  void read_members();
  bool is_enum(ClassId id) const;

 private:
  void read_members(const ClassSource& source);
  const ClassSource* source_of(ClassId id) const;
  std::vector<ClassId> classes_above(ClassId id) const;
  std::vector<ClassId> bases_of(ClassId id) const;

  const std::vector<ClassSource>& sources_;  // in the order of their ids, which have no gaps
  Universe& universe_;
  std::vector<bool> enums_;                  // one per class
};

}  // namespace agverify::model::syntax::stubs
