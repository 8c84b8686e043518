#pragma once

#include <memory>
#include <string_view>

#include "model/syntax/stubs/stub_reader.h"

namespace agverify::properties {

/// The compiled-in stubs of the documented hierarchy, with a prelude.
struct Documented {
  model::TypePool pool;
  model::syntax::stubs::Universe universe;
};

/// \pre the stubs and the prelude can be read
std::unique_ptr<Documented> documented(std::string_view prelude = {});

/// Classes that the hierarchy has none of: each variance by each kind of member, protocols of every kind with classes that
/// have their members without deriving from them, recursion through members, several bases.
std::string_view every_construct();

/// Every construct, and what tuples and literals are about beside these: `Color` an enum, `Mode` a flag, `Point` a tuple.
std::unique_ptr<Documented> documented_with_tuples();
/// The same classes with metaclasses, and the class object of each.
std::unique_ptr<Documented> documented_with_class_objects();

/// Every construct, and recursive aliases over them.
std::unique_ptr<Documented> documented_with_aliases();

}  // namespace agverify::properties
