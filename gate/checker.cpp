#include "gate/checker.h"

#include <algorithm>
#include <cassert>

#include <fmt/format.h>

#include "gate/embedded_checkers.h"

namespace agverify::gate {

std::vector<Checker> shipped_checkers() {
  const EmbeddedFile& file = embedded_checkers().front();
  auto read = read_checkers(file.text, std::string{file.path}, {});
  assert(read.has_value());
  return std::move(*read);
}

tl::expected<std::vector<Checker>, GateError> chosen(const std::vector<Checker>& known, std::span<const std::string> names) {
  std::vector<Checker> found;
  for (const std::string& name : names) {
    const auto checker = std::ranges::find(known, name, &Checker::name);
    if (checker == known.end()) {
      std::string all;
      for (const Checker& each : known) all.append(all.empty() ? "" : ", ").append(each.name);
      return tl::unexpected{GateError{fmt::format("no checker is called {}; known are {}", name, all)}};
    }
    if (std::ranges::find(found, name, &Checker::name) == found.end()) found.push_back(*checker);
  }
  return found;
}

}  // namespace agverify::gate
