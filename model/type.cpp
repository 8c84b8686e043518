#include "model/type.h"

namespace agverify::model {

std::span<const Type> parts_of(Type type) {
  if (const Nominal* nominal = as_nominal(type)) return nominal->arguments;
  if (const Union* all = as_union(type)) return all->members;
  return {};
}

}  // namespace agverify::model
