#include "solver/smt/promises.h"

#include <algorithm>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "model/signature.h"
#include "model/unread.h"
#include "solver/smt/alternatives.h"
#include "solver/smt/call_shapes.h"

namespace agverify::solver::smt {
namespace {

using model::Type;

std::set<std::uint32_t> parameters_in(Type type) {
  std::set<std::uint32_t> found, seen;
  std::vector<Type> open{type};
  while (!open.empty()) {
    const Type each = open.back();
    open.pop_back();
    if (!each->has_parameters || !seen.insert(each->serial).second) continue;
    if (const auto* parameter = model::as_parameter(each)) found.insert(parameter->index);
    const auto parts = model::parts_of(each);
    open.insert(open.end(), parts.begin(), parts.end());
  }
  return found;
}

struct Collector {
  const model::ClassTable& table;
  model::Substitution substitution;
  Promises found = {};

  void add(model::ClassId owner, std::uint32_t index, const model::Member& member, Type specialization) {
    const auto arguments = model::as_nominal(specialization)->arguments;
    const auto here = [&](Type type) { return substitution.parameters(type, arguments); };
    const auto promise = [&](std::uint32_t signature, model::SignatureShape shape, std::vector<Type> taken, std::optional<Type> given) {
      found.promises.push_back({owner, index, signature, member.name, std::move(shape), std::move(taken), given, std::nullopt});
      note_unread(found.promises.back());
    };
    const auto read = [&](Type type) { promise(0, {}, {}, here(type)); };
    const auto written = [&](Type type) { promise(0, {{model::ParameterKind::PositionalOnly, false, {}}}, {here(type)}, std::nullopt); };
    if (const auto* method = std::get_if<model::Method>(&member.form)) {
      std::uint32_t number = 0;
      for (Type each : model::signatures_of(method->callable)) {
        const model::Callable& signature = *model::as_callable(each);
        std::vector<Type> taken;
        for (Type parameter : signature.parameters()) taken.push_back(here(parameter));
        promise(number++, *signature.shape, std::move(taken), here(signature.result()));
      }
    } else if (const auto* attribute = std::get_if<model::Attribute>(&member.form)) {
      read(attribute->type);
      written(attribute->type);
    } else if (const auto* property = std::get_if<model::Property>(&member.form)) {
      read(property->type);
      if (property->settable) written(property->type);
    } else {
      not_read(table[owner], member, arguments);
    }
  }

  void not_read(const model::Class& owner, const model::Member& member, std::span<const Type> arguments) {
    const auto& unread = std::get<model::Unread>(member.form);
    std::set<std::uint32_t> named;
    for (std::size_t i = 0; i < arguments.size(); ++i)
      if (model::may_show(unread, owner.parameters[i].name)) named.merge(parameters_in(arguments[i]));
    if (!named.empty()) found.unread.push_back({member.name, unread.construct, {named.begin(), named.end()}});
  }

  static void note_unread(Promise& promise) {
    std::vector<Type> open = promise.taken;
    if (promise.given) open.push_back(*promise.given);
    while (!open.empty() && !promise.unread) {
      const Type each = open.back();
      open.pop_back();
      if (!each->has_parameters || !each->has_opaque) continue;
      if (const auto* opaque = model::as_opaque(each)) promise.unread = fmt::format("{} (member {})", *opaque->construct, promise.name);
      const auto parts = model::parts_of(each);
      open.insert(open.end(), parts.begin(), parts.end());
    }
  }
};

}  // namespace

std::set<std::uint32_t> parameters_in(const Promise& promise) {
  std::set<std::uint32_t> found;
  for (Type each : promise.taken) found.merge(parameters_in(each));
  if (promise.given) found.merge(parameters_in(*promise.given));
  return found;
}

Promises promises_of(const model::ClassTable& table, model::TypePool& pool, model::ClassId id) {
  Collector collector{table, model::Substitution{pool}};
  std::set<std::string_view> taken;
  for (const model::Ancestor& each : table.ancestors(id)) {
    if (table.well_known.tuple == each.class_id) continue;
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
    if (each.owner != reason.owner || each.member != reason.member || each.signature != reason.signature) return false;
    return reason.place ? each.taken.size() > *reason.place : each.given.has_value();
  });
}

namespace {

bool has_place(const model::SignatureParameter& parameter) {
  return parameter.kind == model::ParameterKind::PositionalOnly || parameter.kind == model::ParameterKind::Standard;
}

bool needs_those_before(const model::SignatureParameter& parameter) {
  return parameter.kind == model::ParameterKind::PositionalOnly || parameter.kind == model::ParameterKind::Variadic;
}

/// A name that neither signature has.
std::string unused_name(const model::SignatureShape& one, const model::SignatureShape& two) {
  std::string name = "other";
  const auto has = [&](const model::SignatureShape& shape) { return std::ranges::find(shape, name, &model::SignatureParameter::name) != shape.end(); };
  while (has(one) || has(two)) name += '_';
  return name;
}

/// A call as its shape, and the parameter of each argument.
struct Passing {
  CallShape call = {};
  std::vector<std::uint32_t> parameters = {};
};

/// Arguments go by place as long as none is left out, the rest by name.
Passing passing(const Promise& promise, std::span<const std::uint32_t> indices, const std::string& spare_name) {
  Passing made;
  std::vector<std::pair<std::string, std::uint32_t>> named;
  std::uint32_t next = 0;
  for (std::uint32_t k : indices) {
    const model::SignatureParameter& parameter = promise.shape[k];
    const bool by_place = needs_those_before(parameter) || (has_place(parameter) && k == next);
    next = k + 1;
    if (by_place) {
      made.parameters.push_back(k);
    } else {
      named.emplace_back(parameter.kind == model::ParameterKind::KeywordVariadic ? spare_name : parameter.name, k);
    }
  }
  made.call.positional = made.parameters.size();
  std::ranges::sort(named);
  for (auto& [name, k] : named) {
    made.call.names.push_back(std::move(name));
    made.parameters.push_back(k);
  }
  return made;
}

bool minds_no_more(const model::ClassTable& table, const Promise& promise, const Promise& other, std::optional<std::uint32_t> place) {
  const Passing made = passing(promise, passed(promise, place), unused_name(promise.shape, other.shape));
  const auto receivers = bind(other.shape, made.call);
  if (!receivers || (!place && other.given == promise.given)) return true;
  for (std::size_t k = 0; k < receivers->size(); ++k) {
    const Type here = promise.taken[made.parameters[k]], there = other.taken[(*receivers)[k]];
    if (made.parameters[k] == place ? here == there : surely_outside(table, here, there)) return true;
  }
  return false;
}

}  // namespace

std::vector<std::uint32_t> passed(const Promise& promise, std::optional<std::uint32_t> also) {
  std::vector<std::uint32_t> found;
  const bool by_place = also && needs_those_before(promise.shape[*also]);
  for (std::uint32_t k = 0; k < promise.taken.size(); ++k)
    if (k == also || model::is_required(promise.shape[k]) || (by_place && k < *also && has_place(promise.shape[k]))) found.push_back(k);
  return found;
}

bool outside_other_signatures(const model::ClassTable& table, const Promises& promises, const Promise& promise,
                              std::optional<std::uint32_t> place) {
  return std::ranges::all_of(promises.promises, [&](const Promise& other) {
    const bool is_other = other.owner == promise.owner && other.member == promise.member && other.signature != promise.signature;
    return !is_other || minds_no_more(table, promise, other, place);
  });
}

bool arguments_exist(const model::Callable& called, std::uint32_t part) {
  for (std::uint32_t k = 0; k < called.shape->size(); ++k) {
    const bool before = part < called.shape->size() && needs_those_before((*called.shape)[part]) && k < part && has_place((*called.shape)[k]);
    if (k != part && (before || model::is_required((*called.shape)[k])) && !surely_inhabited(called.parts[k])) return false;
  }
  return true;
}

}  // namespace agverify::solver::smt
