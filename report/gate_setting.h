#pragma once

#include <string>
#include <string_view>

#include "model/class_table.h"
#include "model/python/probe.h"
#include "model/slots.h"
#include "model/syntax/stubs/stub_reader.h"
#include "model/type_pool.h"

namespace agverify::report {

/// What the pairs of a campaign speak of, and what it was made with.
struct GateSetting {
  const model::ClassTable& table;
  const model::Slots& slots;
  model::TypePool& pool;
  std::string_view stubs_digest;
  model::syntax::stubs::PythonVersion python;
  std::string_view program_version;
  model::python::OwnClasses own = {};
};

}  // namespace agverify::report
