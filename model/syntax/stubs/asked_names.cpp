#include "model/syntax/stubs/asked_names.h"

#include <algorithm>

#include "model/syntax/stubs/reach.h"

namespace agverify::model::syntax::stubs {
namespace {

std::string dotted(std::string_view module, std::string_view name) { return std::string(module) + "." + std::string(name); }

}  // namespace

std::vector<std::string> names_asked_by_question(std::string_view text) {
  const std::vector<std::string_view> found = type_names_in(text);
  return {found.begin(), found.end()};
}

std::vector<std::string> names_asked_by_prelude(std::string_view text, Library& library) {
  std::vector<std::string> found = names_asked_by_question(text);
  const std::vector<std::string> written = found;
  for (const ImportOutline& each : read_outline(text, 0, library.version()).outline.imports) {
    const LibraryModule* module = library.find(each.module);
    if (each.name.text == "*") {
      if (module)
        for (const std::string& name : library.exports(*module)) found.push_back(dotted(each.module, name));
    } else if (!each.name.empty() && library.find(dotted(each.module, each.name.text))) {
      for (const std::string& name : written)
        if (name.starts_with(dotted(each.alias.text, ""))) found.push_back(dotted(each.module, each.name.text) + name.substr(each.alias.text.size()));
    } else if (!each.name.empty()) {
      found.push_back(dotted(each.module, each.name.text));
    } else if (!each.alias.empty()) {
      for (const std::string& name : written)
        if (name.starts_with(dotted(each.alias.text, ""))) found.push_back(each.module + name.substr(each.alias.text.size()));
    }
  }
  return found;
}

}  // namespace agverify::model::syntax::stubs
