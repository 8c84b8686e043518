#pragma once

#include <memory>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "cli/input/failure.h"
#include "model/syntax/stubs/stub_reader.h"

namespace agverify::cli::input {

/// Texts that the class table is read from. Copies share the texts.
struct Stubs {
  std::vector<model::syntax::stubs::SourceText> sources;  ///< in the order of their paths
  std::vector<std::shared_ptr<const std::string>> kept;  ///< what the views of `sources` look at
};

/// The documented hierarchy, as the build compiled it in.
Stubs built_in_stubs();

/// Every `*.pyi` at any depth of a folder.
tl::expected<Stubs, Failure> stubs_in(const std::string& folder);

/// One prelude, named as it is to be shown in messages.
Stubs prelude_of(std::string name, std::string text);

/// What a verdict rests on: the SHA-256 of the path and digest of each text, in order.
std::string digest_of(const std::vector<const Stubs*>& all);

}  // namespace agverify::cli::input
