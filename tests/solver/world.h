#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "cli/embedded_stubs.h"
#include "model/slots.h"
#include "model/syntax/reader.h"
#include "model/syntax/stubs/stub_reader.h"

namespace agverify::tests {

/// The embedded hierarchy with a prelude, and queries read over it. Throws what a test did not expect.
struct World {
  /// Certificates name digests; nobody recomputes these.
  inline static const std::string no_digest = std::string(64, '0');

  explicit World(std::string_view prelude = "", model::syntax::stubs::PythonVersion version = {}) {
    std::vector<model::syntax::stubs::SourceText> stubs;
    for (const auto& file : cli::embedded_stubs()) stubs.push_back({file.path, file.text, no_digest});
    auto read = model::syntax::stubs::read_stubs(stubs, version, pool);
    if (!read) throw std::runtime_error(describe(read.error().front()));
    if (!prelude.empty()) {
      auto extended = model::syntax::stubs::extend(*read, {"prelude.pyi", prelude, no_digest}, version, pool);
      if (!extended) throw std::runtime_error(describe(extended.error().front()));
      read = std::move(extended);
    }
    universe = std::make_unique<model::syntax::stubs::Universe>(std::move(*read));
    slots = model::least_slots(universe->table);
    reader = std::make_unique<model::syntax::Reader>(universe->scope, universe->table, pool);
  }

  model::Query query(std::string_view text) {
    auto read = reader->query(text);
    if (!read) throw std::runtime_error(std::string(text) + ": " + describe(read.error()));
    return *read;
  }

  const model::ClassTable& table() const { return universe->table; }

  model::TypePool pool;
  std::unique_ptr<model::syntax::stubs::Universe> universe;
  model::Slots slots;
  std::unique_ptr<model::syntax::Reader> reader;
};

}  // namespace agverify::tests
