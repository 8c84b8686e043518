#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/syntax/stubs/stub_reader.h"
#include "model/type_pool.h"

namespace agverify::model::snapshot {

/// A universe and all types of the pool that it was read into, as bytes: equal ones, the same bytes.
std::string to_bytes(const syntax::stubs::Universe& universe, const TypePool& pool);

/// The universe, with every type in its old place in the pool.
/// \pre the pool is as it was made
/// \returns nothing when the bytes cannot be read; the pool is as it was then. Bytes that can be read and were not written by
///          `to_bytes` mean nothing: who keeps them keeps their digest
std::optional<syntax::stubs::Universe> from_bytes(std::string_view bytes, TypePool& pool);

}  // namespace agverify::model::snapshot
