#pragma once

#include "model/snapshot/coder.h"

namespace agverify::model::snapshot {

/// Writes every type of a pool in the order of making, so that what is read has the same serials.
void write_types(Writer& writer, const TypePool& pool);

/// Makes them again. \pre the pool is as it was made
void read_types(Reader& reader, TypePool& pool);

}  // namespace agverify::model::snapshot
