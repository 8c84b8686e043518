#pragma once

#include <vector>

#include "model/syntax/stubs/class_source.h"
#include "model/syntax/stubs/stub_reader.h"

namespace agverify::model::syntax::stubs {

/// Linearises the new classes and checks what their bases may be: not final, none of two disjoint ones, protocols below
/// a protocol. Spec: protocol#merging-and-extending-protocols, qualifiers#final, directives#disjoint-base.
/// \returns whether the classes have linearisations
bool check_bases(const std::vector<ClassSource>& sources, ClassTable& table, TypePool& pool, std::vector<ParseError>& errors);

/// Gives each parameter whose variance is inferred the one of its slots and bases (none: covariant), and holds every
/// declared variance against them. Spec: generics#variance, generics#variance-inference.
void check_variance(const std::vector<ClassSource>& sources, ClassTable& table, std::vector<ParseError>& errors);

}  // namespace agverify::model::syntax::stubs
