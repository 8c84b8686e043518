#include "cli/comparison/class_difference.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "model/syntax/printer.h"

namespace agverify::cli::comparison {

using namespace model;
using Kind = ClassDifference::Kind;

namespace {

/// The words for one class of one table, in which a type parameter is called by its place.
class Words {
 public:
  Words(const ClassTable& table, const Class& definition) : class_(definition), printer_(table) {
    for (std::size_t i = 0; i < definition.parameters.size(); ++i) {
      parameters_.emplace_back();
      parameters_.back().name = fmt::format("T{}", i + 1);
    }
  }

  std::string type(Type type) {
    std::string out;
    printer_.append(out, type, {}, parameters_);
    return out;
  }

  std::string parameter(const TypeParameter& parameter) {
    std::string out{name_of(parameter.declared_variance)};
    if (!parameter.variance_unread.empty()) out = "variance not known for " + parameter.variance_unread;
    if (parameter.upper_bound) out += " bound " + type(*parameter.upper_bound);
    for (Type each : parameter.constraints) out += " or " + type(each);
    return out;
  }

  std::string member(const Member& member) {
    if (const auto* method = std::get_if<Method>(&member.form)) {
      std::string out = method->binding == Binding::Instance ? "" : method->binding == Binding::Class ? "classmethod " : "staticmethod ";
      printer_.append_signature(out, method->callable, {}, parameters_);
      return out;
    }
    if (const auto* attribute = std::get_if<Attribute>(&member.form)) return "attribute " + type(attribute->type);
    if (const auto* property = std::get_if<Property>(&member.form)) return (property->settable ? "settable property " : "property ") + type(property->type);
    return "not read: " + std::get<Unread>(member.form).construct;
  }

  std::vector<std::string> bases() {
    std::vector<std::string> found;
    for (Type each : class_.bases) found.push_back(type(each));
    return found;
  }

  std::vector<std::pair<std::string, std::string>> members() {
    std::vector<std::pair<std::string, std::string>> found;
    for (const Member& each : class_.members)
      if (!each.is_axiom) found.emplace_back(each.name, member(each));
    return found;
  }

 private:
  const Class& class_;
  syntax::Printer printer_;
  std::vector<TypeParameter> parameters_;
};

/// Both definitions of one class.
class Pair {
 public:
  Pair(const ClassTable& here, const Class& one, const ClassTable& there, const Class& other)
      : one_(one), other_(other), here_(here, one), there_(there, other) {}

  std::vector<ClassDifference> run() {
    if (one_.unsupported != other_.unsupported) differ(Kind::Class, {}, state(one_), state(other_));
    if (one_.is_protocol != other_.is_protocol) differ(Kind::Protocol, {}, form(one_), form(other_));
    bases();
    parameters();
    members();
    return std::move(found_);
  }

 private:
  static std::string state(const Class& definition) { return definition.unsupported ? "not read: " + *definition.unsupported : "read"; }
  static std::string form(const Class& definition) { return definition.is_protocol ? "a protocol" : "no protocol"; }

  void differ(Kind kind, std::string subject, std::string here, std::string there) {
    if (here != there) found_.push_back({kind, one_.qualified_name, std::move(subject), std::move(here), std::move(there)});
  }

  void bases() {
    const std::vector<std::string> here = here_.bases(), there = there_.bases();
    const auto only = [](const std::string& base, const std::vector<std::string>& others) { return std::ranges::find(others, base) == others.end(); };
    for (const std::string& each : here)
      if (only(each, there)) differ(Kind::Base, each, each, {});
    for (const std::string& each : there)
      if (only(each, here)) differ(Kind::Base, each, {}, each);
  }

  void parameters() {
    const auto &here = one_.parameters, &there = other_.parameters;
    if (here.size() != there.size()) return differ(Kind::Parameter, {}, fmt::format("{}", here.size()), fmt::format("{}", there.size()));
    const auto standard = [](const TypeParameter& parameter, Words& words) {
      return parameter.default_type ? words.type(*parameter.default_type) : std::string{};
    };
    for (std::size_t i = 0; i < here.size(); ++i) {
      differ(Kind::Parameter, fmt::format("T{}", i + 1), here_.parameter(here[i]), there_.parameter(there[i]));
      differ(Kind::Default, fmt::format("T{}", i + 1), standard(here[i], here_), standard(there[i], there_));
    }
  }

  void members() {
    const auto here = here_.members(), there = there_.members();
    const auto text_in = [](const auto& members, const std::string& name) {
      const auto found = std::ranges::find(members, name, [](const auto& each) { return each.first; });
      return found == members.end() ? std::string{} : found->second;
    };
    for (const auto& [name, text] : here) differ(Kind::Member, name, text, text_in(there, name));
    for (const auto& [name, text] : there)
      if (text_in(here, name).empty()) differ(Kind::Member, name, {}, text);
  }

  const Class &one_, &other_;
  Words here_, there_;
  std::vector<ClassDifference> found_;
};

void take_away_parameter(const ClassDifference& difference, Class& from) {
  const std::size_t at = difference.subject.empty() ? from.parameters.size() : std::stoul(difference.subject.substr(1)) - 1;
  if (at >= from.parameters.size()) return;
  TypeParameter& parameter = from.parameters[at];
  if (difference.kind == Kind::Default) {
    parameter.default_type.reset();
    return;
  }
  parameter.declared_variance = Variance::Invariant;
  parameter.variance_unread.clear();
  parameter.upper_bound.reset();
  parameter.constraints.clear();
}

void take_away_base(const std::string& base, const ClassTable& table, Class& from, TypePool& pool) {
  const std::vector<std::string> bases = Words{table, from}.bases();
  const auto found = std::ranges::find(bases, base);
  if (found == bases.end()) return;
  from.bases.erase(from.bases.begin() + (found - bases.begin()));
  if (from.bases.empty()) from.bases.push_back(pool.nominal(table.well_known.object));
}

}  // namespace

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::Name: return "name";
    case Kind::Class: return "class";
    case Kind::Protocol: return "protocol";
    case Kind::Base: return "base";
    case Kind::Parameter: return "parameter";
    case Kind::Default: return "default";
    case Kind::Member: return "member";
  }
  return "";
}

std::vector<ClassDifference> ClassComparison::of(std::string_view class_name) const {
  const auto here = here_.find(class_name), there = there_.find(class_name);
  if (here && there) return Pair{here_, here_[*here], there_, there_[*there]}.run();
  if (!here && !there) return {};
  const std::string name{class_name}, known = "a class";
  return {{Kind::Name, name, {}, here ? known : std::string{}, there ? known : std::string{}}};
}

void take_away(const ClassDifference& difference, ClassTable& table, TypePool& pool) {
  const auto id = table.find(difference.class_name);
  if (!id) return;
  Class& from = table[*id];
  switch (difference.kind) {
    case Kind::Name: return;
    case Kind::Class: from.unsupported = from.unsupported.value_or("difference"); return;
    case Kind::Protocol: from.is_protocol = false; return;
    case Kind::Base: return take_away_base(difference.subject, table, from, pool);
    case Kind::Parameter:
    case Kind::Default: return take_away_parameter(difference, from);
    case Kind::Member: std::erase_if(from.members, [&](const Member& each) { return each.name == difference.subject; }); return;
  }
}

}  // namespace agverify::cli::comparison
