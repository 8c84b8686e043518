#include "check/values/value.h"

#include <algorithm>

#include <fmt/format.h>

namespace agverify::check {

namespace {

std::uint64_t key_of(ValueId id, ClassId owner) { return (std::uint64_t{id} << 32) | index_of(owner); }

}  // namespace

bool MemberShown::has_argument_without_value() const {
  return std::any_of(arguments.begin(), arguments.end(), [](const auto& each) { return !each.has_value(); });
}

void Values::begin(std::optional<ClassId> tag, std::uint32_t line) {
  complete();
  values_.push_back({tag, line, {}, {}});
}

void Values::set_elements(std::vector<std::optional<ValueId>> elements) {
  const std::uint64_t id = values_.size() - 1;
  for (const auto& each : elements)
    if (each) elements_.insert((id << 32) | identities_[*each]);
  values_.back().elements = std::move(elements);
}

void Values::complete() {
  if (identities_.size() == values_.size()) return;
  known_literals_.emplace(values_.back().literal, static_cast<std::uint32_t>(known_literals_.size()));
  const auto next = static_cast<std::uint32_t>(known_.size());
  identities_.push_back(known_.emplace(content_of(values_.back()), next).first->second);
}

std::vector<std::uint32_t> Values::content_of(const Value& value) const {
  std::vector<std::array<std::uint32_t, 4>> shown;
  for (const SlotShown& each : value.slots)
    shown.push_back({index_of(each.owner), each.parameter, each.handed ? 1U : 2U, identities_[each.value]});
  const std::size_t slots = shown.size();
  for (const MemberShown& each : value.members)
    shown.push_back({known_members_.at(content_of(each)), 0U, 3U, 0U});
  std::sort(shown.begin(), shown.begin() + static_cast<std::ptrdiff_t>(slots));
  std::sort(shown.begin() + static_cast<std::ptrdiff_t>(slots), shown.end());
  std::vector<std::uint32_t> content{value.tag ? index_of(*value.tag) + 1 : 0};
  content.push_back(known_literals_.at(value.literal));
  content.push_back(static_cast<std::uint32_t>(value.elements.size()));
  for (const auto& each : value.elements) content.push_back(each ? identities_[*each] + 1 : 0);
  for (const auto& each : shown) content.insert(content.end(), each.begin(), each.end());
  content.push_back(value.object_of ? index_of(*value.object_of) + 1 : 0);
  std::vector<std::uint32_t> instances;
  for (const Value::Instance& each : value.instances) instances.push_back(identities_[each.value]);
  std::sort(instances.begin(), instances.end());
  content.insert(content.end(), instances.begin(), instances.end());
  return content;
}

bool Values::add(const SlotShown& shown) {
  const auto id = static_cast<ValueId>(values_.size() - 1);
  const auto place = static_cast<std::uint32_t>(values_[id].slots.size());
  const std::array key{id, index_of(shown.owner), shown.parameter, shown.handed ? 1U : 0U, identities_[shown.value]};
  if (!slot_places_.emplace(key, place).second) return false;
  values_[id].slots.push_back(shown);
  slots_at_[key_of(id, shown.owner)].push_back(place);
  return true;
}

bool Values::add_instance(ValueId shown, std::uint32_t line) {
  for (const Value::Instance& each : values_.back().instances)
    if (identities_[each.value] == identities_[shown]) return false;
  values_.back().instances.push_back({shown, line, false});
  return true;
}

bool Values::add(const MemberShown& shown) {
  const auto id = static_cast<ValueId>(values_.size() - 1);
  const auto place = static_cast<std::uint32_t>(values_[id].members.size());
  const std::string content = content_of(shown);
  if (!member_places_.emplace(std::pair(id, content), place).second) return false;
  known_members_.emplace(content, static_cast<std::uint32_t>(known_members_.size()));
  values_[id].members.push_back(shown);
  return true;
}

/// The same for the same member, shown in the same way with the same values.
std::string Values::content_of(const MemberShown& shown) const {
  std::string content = fmt::format("{} {}", index_of(shown.name), static_cast<int>(shown.kind));
  for (const auto& each : shown.arguments) content += each ? fmt::format(" {}", identities_[*each]) : " -";
  for (const std::string& each : shown.names) content += " " + each;
  if (shown.kind != MemberShown::Kind::RefusesCall) content += fmt::format("; {}", identities_[shown.value]);
  return content;
}

std::span<const std::uint32_t> Values::slots_at(ValueId id, ClassId owner) const {
  const auto found = slots_at_.find(key_of(id, owner));
  return found == slots_at_.end() ? std::span<const std::uint32_t>() : std::span(found->second);
}

std::span<const std::uint32_t> Values::use_slots_at(ValueId id, ClassId owner) {
  const auto places = slots_at(id, owner);
  for (const std::uint32_t place : places) values_[id].slots[place].used = true;
  return places;
}

bool Values::shows_at(ValueId id, ClassId owner, std::uint32_t parameter, bool handed, ValueId shown) {
  const auto found = slot_places_.find({id, index_of(owner), parameter, handed ? 1U : 0U, identities_[shown]});
  if (found == slot_places_.end()) return false;
  return values_[id].slots[found->second].used = true;
}

bool Values::hands_something(ValueId id, ClassId owner, std::uint32_t parameter) const {
  const auto places = slots_at(id, owner);
  return std::any_of(places.begin(), places.end(), [&](std::uint32_t place) {
    const SlotShown& shown = values_[id].slots[place];
    return shown.handed && shown.parameter == parameter;
  });
}

}  // namespace agverify::check
