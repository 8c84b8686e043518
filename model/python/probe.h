#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/class_table.h"

namespace agverify::model::python {

/// Classes that no module has, so that a module of probes declares them itself.
struct OwnClasses {
  std::string_view stub = {};  ///< the text that gave them to the table
  std::uint32_t first_file = std::numeric_limits<std::uint32_t>::max();  ///< of the table's files: they stand in those from here on

  bool hold(const Class& each) const { return each.location.file >= first_file; }
};

/// What stands before the probes of a module.
struct Prelude {
  std::string imports;            ///< by which every class name that the printer writes means its class, `Never` included
  std::string declarations = {};  ///< of own classes
};

Prelude prelude(const ClassTable& table, const OwnClasses& own = {});

/// "May a value of `source` be assigned to a target of this type?", as a function of a module.
struct Probe {
  std::string source, target;
  /// Members of protocols, whole lines; `{k}` in any of these texts is the name of the protocol with the k-th.
  std::vector<std::string> definitions = {};
};

/// A type as the module says it that declares own classes. The printer writes two classes of one name with their modules.
std::string in_own_words(std::string type, const ClassTable& table, const OwnClasses& own);

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
  std::size_t declarations_begin = 0, declarations_end = 0;  ///< lines of the prelude's declarations
  std::vector<std::optional<ProbePlace>> lines;  ///< by line, the first at 0
};

/// Canaries are counted accepted ones first, then rejected ones, then the same again for those at the end.
ProbeModule probe_module(const Prelude& prelude, std::span<const Probe> probes, const Canaries& canaries);

/// The probe alone, as a program to show: imports and declarations of the names that it uses, and the function.
std::string minimal_program(const ClassTable& table, const Probe& probe, const OwnClasses& own = {});

}  // namespace agverify::model::python
