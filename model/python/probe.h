#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/class_table.h"

namespace agverify::model::python {

/// Imports by which every class name that the printer writes means its class, `Never` included.
std::string prelude(const ClassTable& table);

/// "May a value of `source` be assigned to a target of this type?", as a function of a module.
struct Probe {
  std::string source, target;
  /// Members of protocols, whole lines; `{k}` in any of these texts is the name of the protocol with the k-th.
  std::vector<std::string> definitions = {};
};

/// What stands on one line of a probe.
enum class ProbeLine { Source, Target, Assignment };

/// To which probe a line of a module belongs.
struct ProbePlace {
  bool is_canary;
  std::size_t probe;  ///< index into the probes, or into the canaries: the first ones, then the last ones
  ProbeLine line;
};

/// Pairs whose answer is known: a module in which they are answered otherwise is no evidence.
struct Canaries {
  std::vector<Probe> accepted, rejected;
};

/// A module of probes, with all canaries before them and all once more after them.
struct ProbeModule {
  std::string text;
  std::vector<std::optional<ProbePlace>> lines;  ///< by line, the first at 0
};

/// Canaries are counted accepted ones first, then rejected ones, then the same again for those at the end.
ProbeModule probe_module(std::string_view prelude, std::span<const Probe> probes, const Canaries& canaries);

/// The probe alone, as a program to show: imports of the names that it uses, and the function.
std::string minimal_program(const ClassTable& table, const Probe& probe);

}  // namespace agverify::model::python
