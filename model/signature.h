#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/type.h"

namespace agverify::model {

/// Whether a call has to give the parameter an argument.
bool is_required(const SignatureParameter& parameter);

/// How many parameters take arguments by place, `*args` not counted.
std::size_t count_positional(const SignatureShape& shape);

/// The parameter of that kind, of which a signature has at most one.
std::optional<std::uint32_t> find_kind(const SignatureShape& shape, ParameterKind kind);

/// The parameter that an argument of this name reaches, `**kwargs` not counted.
std::optional<std::uint32_t> find_name(const SignatureShape& shape, std::string_view name);

/// The parameter that each argument reaches, positional ones first, as a call of Python binds them; nothing when the call
/// fails. Source: Python language reference, 6.3.4 (calls).
/// \param names of the named arguments, each once
std::optional<std::vector<std::uint32_t>> bind_arguments(const SignatureShape& shape, std::size_t positional, std::span<const std::string> names);

}  // namespace agverify::model
