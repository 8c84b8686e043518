#include "model/type.h"

namespace agverify::model {

std::span<const Type> parts_of(Type type) {
  if (const Nominal* nominal = as_nominal(type)) return nominal->arguments;
  if (const Union* all = as_union(type)) return all->members;
  if (const Callable* callable = as_callable(type)) return callable->parts;
  if (const Overload* overload = as_overload(type)) return overload->signatures;
  if (const Opaque* opaque = as_opaque(type)) return opaque->parts;
  if (const Tuple* tuple = as_tuple(type)) return tuple->parts;
  if (const TypeOf* objects = as_type_of(type)) return objects->parts;
  if (const Alias* alias = as_alias(type)) return alias->arguments;
  return {};
}

std::span<const Type> signatures_of(const Type& callable) {
  if (const Overload* overload = as_overload(callable)) return overload->signatures;
  return {&callable, 1};
}

}  // namespace agverify::model
