#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/class_table.h"
#include "model/type_pool.h"

namespace agverify::cli::comparison {

/// Something that one table says of a class and another one does not.
struct ClassDifference {
  enum class Kind : std::uint8_t {
    Name,       ///< one has no such class
    Class,      ///< one does not read the class
    Protocol,   ///< one has it as a protocol
    Base,       ///< one has the base
    Parameter,  ///< how many type parameters there are, or the variance, bound or constraints of one
    Default,    ///< of a type parameter
    Member,     ///< one has the member, or reads it, or declares it otherwise
  };
  Kind kind;
  std::string class_name;   ///< qualified
  std::string subject;      ///< the member; the base or the number of the parameter, as text; else empty
  std::string here, there;  ///< what each says; empty: nothing
};

std::string_view name_of(ClassDifference::Kind kind);

/// Compares classes of two tables by their qualified names. Type parameters count by their place, whatever they are called.
class ClassComparison {
 public:
  ClassComparison(const model::ClassTable& here, const model::ClassTable& there) : here_(here), there_(there) {}

  /// In the order of the kinds, members as the first table has them and then as the second one.
  std::vector<ClassDifference> of(std::string_view class_name) const;

 private:
  const model::ClassTable& here_;
  const model::ClassTable& there_;
};

/// Takes what differs away from a table, as far as it has it, so that both say the same: a member or base goes, a default,
/// bound or variance too, a protocol is one no more, a class that one does not read is unread in both. Linearisations stay as
/// they were.
void take_away(const ClassDifference& difference, model::ClassTable& table, model::TypePool& pool);

}  // namespace agverify::cli::comparison
