#include "report/library_laws.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace agverify::report {

using namespace model;

namespace {

constexpr Polarity polarities[] = {Polarity::Positive, Polarity::Negative};

std::string_view flag(Variance declared) {
  if (declared == Variance::Covariant) return "+";
  return declared == Variance::Contravariant ? "-" : "";
}

/// A class with its parameters, each after the sign of its declared variance.
std::string header(const Class& shown) {
  std::vector<std::string> parameters;
  for (const TypeParameter& each : shown.parameters) parameters.push_back(fmt::format("{}{}", flag(each.declared_variance), each.name));
  return fmt::format("{}[{}]", shown.qualified_name, fmt::join(parameters, ", "));
}

std::string_view deed(Polarity polarity) { return polarity == Polarity::Positive ? "gives" : "takes"; }

/// Visits each slot that members show or the declared variance asks for.
template <typename Visit>
void each_slot(const Class& shown, const ClassLaw& law, const Visit& visit) {
  for (std::size_t i = 0; i < law.parameters.size(); ++i)
    for (const Polarity polarity : polarities) visit(shown.parameters[i], polarity, law.parameters[i].at(polarity));
}

/// `Future.set_result (_asyncio.pyi:31)`, the member that access on the class finds.
std::string place(const ClassTable& table, ClassId id, const std::string& member) {
  const auto found = table.find_member(id, member);
  if (!found) return member;
  const Location& at = found->member->location;
  return fmt::format("{}.{} ({}:{})", table[found->owner].name, member, table.files[at.file].path, at.line);
}

std::vector<std::string> wrong_flags(const ClassTable& table, ClassId id, const ClassLaw& law) {
  std::vector<std::string> found;
  each_slot(table[id], law, [&](const TypeParameter& parameter, Polarity polarity, const SlotLaw& slot) {
    if (slot.exact && slot.possible && !has_slot(parameter.declared_variance, polarity))
      found.push_back(fmt::format("{} {} {}, which is declared {}", place(table, id, slot.member), deed(polarity), parameter.name,
                                  name_of(parameter.declared_variance)));
  });
  return found;
}

std::string why_declared_only(const TypeParameter& parameter, Polarity polarity, const SlotLaw& slot, const std::string& unread) {
  if (!slot.shown && unread.empty()) return fmt::format("no member {} {}", deed(polarity), parameter.name);
  if (!slot.shown) return fmt::format("no member that is read {} {}; {} is not", deed(polarity), parameter.name, unread);
  if (slot.absorbed) return fmt::format("{} {} {}, but shows nothing that the other slots do not", slot.member, deed(polarity), parameter.name);
  return fmt::format("no value was found that tells by {} what it {} of {}", slot.member, deed(polarity), parameter.name);
}

std::vector<std::string> declared_slots(const Class& shown, const ClassLaw& law) {
  std::vector<std::string> found;
  for (std::size_t i = 0; i < law.parameters.size(); ++i)
    for (const Polarity polarity : polarities)
      if (const SlotLaw& slot = law.parameters[i].at(polarity); declared_only(slot, shown.parameters[i].declared_variance, polarity))
        found.push_back(why_declared_only(shown.parameters[i], polarity, slot, law.parameters[i].unread));
  return found;
}

std::vector<std::string> conditions(const Class& shown, const ClassLaw& law) {
  std::vector<std::string> found;
  each_slot(shown, law, [&](const TypeParameter& parameter, Polarity polarity, const SlotLaw& slot) {
    if (slot.exact && !slot.conditions.empty())
      found.push_back(fmt::format("{} {} {} where {}", slot.member, deed(polarity), parameter.name, fmt::join(slot.conditions, " and ")));
  });
  return found;
}

}  // namespace

std::string_view LibraryLaws::name(Outcome outcome) {
  switch (outcome) {
    case Outcome::WrongFlag: return "wrong flag";
    case Outcome::Unproved: return "unproved";
    case Outcome::DeclaredOnly: return "declared only";
    case Outcome::Conditional: return "proved, with conditions";
    case Outcome::Proved: return "proved";
  }
  return "";
}

LibraryLaws::Row LibraryLaws::row(ClassId id, const ClassLaw& law) const {
  const Class& shown = table_[id];
  const auto made = [&](Outcome outcome, std::vector<std::string> why) { return Row{outcome, header(shown), std::move(why)}; };
  if (law.status == ClassLaw::Status::WrongFlag) return made(Outcome::WrongFlag, wrong_flags(table_, id, law));
  if (law.status == ClassLaw::Status::Unproved) return made(Outcome::Unproved, {law.reason});
  if (auto slots = declared_slots(shown, law); !slots.empty()) return made(Outcome::DeclaredOnly, std::move(slots));
  if (auto found = conditions(shown, law); !found.empty()) return made(Outcome::Conditional, std::move(found));
  return made(Outcome::Proved, {});
}

void LibraryLaws::add(ClassId id, const ClassLaw& law) { rows_.push_back(row(id, law)); }

std::string LibraryLaws::text() const {
  std::string text = fmt::format("{:5}  classes with type parameters\n", rows_.size());
  for (const Outcome each : outcomes) text += fmt::format("{:5}  {}\n", std::ranges::count(rows_, each, &Row::outcome), name(each));
  for (const Outcome each : outcomes) text += section(each);
  return text;
}

std::string LibraryLaws::section(Outcome outcome) const {
  std::vector<const Row*> rows;
  for (const Row& each : rows_)
    if (each.outcome == outcome) rows.push_back(&each);
  if (rows.empty()) return {};
  std::ranges::stable_sort(rows, {}, &Row::shown);
  std::string text = fmt::format("\n{}:\n", name(outcome));
  for (const Row* each : rows) text += fmt::format("  {}{}{}\n", each->shown, each->why.empty() ? "" : "  ", fmt::join(each->why, "; "));
  return text;
}

}  // namespace agverify::report
