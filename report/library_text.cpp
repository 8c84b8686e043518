#include "report/library_text.h"

#include <algorithm>
#include <map>
#include <vector>

#include <fmt/format.h>

#include "model/syntax/stubs/special_classes.h"

namespace agverify::report {
namespace {

using namespace model;

struct Kind {
  std::string construct;
  std::size_t classes = 0, members = 0;
  Location first;
};

class Constructs {
 public:
  void add(const std::string& construct, const Location& place, std::size_t Kind::* what) {
    const auto [found, is_new] = index_.try_emplace(construct, kinds_.size());
    if (is_new) kinds_.push_back({construct, 0, 0, place});
    ++(kinds_[found->second].*what);
  }

  /// The most frequent first.
  std::vector<Kind> sorted() const {
    std::vector<Kind> kinds = kinds_;
    std::ranges::stable_sort(kinds, std::greater<>{}, [](const Kind& each) { return each.classes + each.members; });
    return kinds;
  }

 private:
  std::map<std::string, std::size_t> index_;
  std::vector<Kind> kinds_;
};

struct Counts {
  std::size_t classes = 0, unread_classes = 0, generic = 0, protocols = 0, members = 0, unread_members = 0;
};

void count(const Class& shown, Counts& counts, Constructs& constructs) {
  ++counts.classes;
  counts.generic += !shown.parameters.empty();
  counts.protocols += shown.is_protocol;
  if (shown.unsupported) {
    ++counts.unread_classes;
    constructs.add(*shown.unsupported, shown.location, &Kind::classes);
  }
  for (const Member& each : shown.members) {
    ++counts.members;
    const auto* unread = std::get_if<Unread>(&each.form);
    if (!unread) continue;
    ++counts.unread_members;
    constructs.add(unread->construct, each.location, &Kind::members);
  }
}

}  // namespace

std::string library_text(const LibrarySummary& summary) {
  Counts counts;
  Constructs constructs;
  for (std::uint32_t i = 0; i < summary.table.size(); ++i)
    if (!syntax::stubs::is_special_class(summary.table, ClassId{i})) count(summary.table.classes[i], counts, constructs);
  std::string text = fmt::format(
      "modules   {}\nclasses   {}: {} generic, {} protocols; {} not read\nmembers   {}; {} not read\n", summary.modules,
      counts.classes, counts.generic, counts.protocols, counts.unread_classes, counts.members, counts.unread_members);
  text += "\nNot read, by construct:\nclasses  members  construct, first place\n";
  for (const Kind& each : constructs.sorted())
    text += fmt::format("{:7}  {:7}  {} ({}:{}:{})\n", each.classes, each.members, each.construct, summary.table.files[each.first.file].path,
                        each.first.line, each.first.column);
  if (summary.complaints.empty()) return text;
  text += fmt::format("\nWrong in the stubs, {} places:\n", summary.complaints.size());
  for (const syntax::ParseError& each : summary.complaints) text += syntax::describe(each) + "\n";
  return text;
}

}  // namespace agverify::report
