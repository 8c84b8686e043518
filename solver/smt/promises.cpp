#include "solver/smt/promises.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "model/unread.h"

namespace agverify::solver::smt {
namespace {

using model::Type;

struct Collector {
  const model::ClassTable& table;
  model::Substitution substitution;
  Promises found = {};

  void add(model::ClassId owner, std::uint32_t index, const model::Member& member, Type specialization) {
    const auto arguments = model::as_nominal(specialization)->arguments;
    const auto here = [&](Type type) { return substitution.parameters(type, arguments); };
    const auto promise = [&](std::vector<Type> taken, std::optional<Type> given) {
      found.promises.push_back({owner, index, member.name, std::move(taken), given});
    };
    if (const auto* method = std::get_if<model::Method>(&member.form)) {
      const model::Callable& signature = *model::as_callable(method->callable);
      std::vector<Type> taken;
      for (Type each : signature.parameters()) taken.push_back(here(each));
      promise(std::move(taken), here(signature.result()));
    } else if (const auto* attribute = std::get_if<model::Attribute>(&member.form)) {
      promise({}, here(attribute->type));
      promise({here(attribute->type)}, std::nullopt);
    } else if (const auto* property = std::get_if<model::Property>(&member.form)) {
      promise({}, here(property->type));
      if (property->settable) promise({here(property->type)}, std::nullopt);
    } else if (const auto& unread = std::get<model::Unread>(member.form); !found.unread && may_show_any(unread, table[owner])) {
      found.unread = unread.construct;
    }
  }
};

}  // namespace

Promises promises_of(const model::ClassTable& table, model::TypePool& pool, model::ClassId id) {
  Collector collector{table, model::Substitution{pool}};
  std::set<std::string_view> taken;
  for (const model::Ancestor& each : table.ancestors(id)) {
    const std::vector<model::Member>& members = table[each.class_id].members;
    std::set<std::string_view> here;
    for (std::uint32_t i = 0; i < members.size(); ++i)
      if (!taken.contains(members[i].name)) {
        here.insert(members[i].name);
        collector.add(each.class_id, i, members[i], each.specialization);
      }
    taken.merge(here);
  }
  return std::move(collector.found);
}

const Promise& promise_of(const Promises& promises, const model::SlotReason& reason) {
  return *std::ranges::find_if(promises.promises, [&](const Promise& each) {
    if (each.owner != reason.owner || each.member != reason.member) return false;
    return reason.place ? each.taken.size() > *reason.place : each.given.has_value();
  });
}

}  // namespace agverify::solver::smt
