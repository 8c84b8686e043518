#include "cli/comparison/cause.h"

#include <algorithm>
#include <sstream>

#include "cli/session/ask.h"
#include "model/syntax/printer.h"
#include "model/syntax/stubs/asked_names.h"

// How a cause is found. Two tables of the same classes differ in hundreds of members, of which a question asks a few. The
// classes and members that it may rest on are looked at in widening rings: what the certificates name, then every member of
// these classes, then the classes that stand in those members. In the first ring each difference is tried alone. In the first
// one where both tables answer alike once all that differs is taken away from both, the differences are reduced, half by half,
// to such as are each needed for that (Zeller, Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", 2002).

namespace agverify::cli::comparison {

using namespace model;
using session::Hierarchy;
using Kind = ClassDifference::Kind;

namespace {

constexpr int most_rings = 4;

void touch_classes_in(Type type, const ClassTable& table, std::set<std::string>& into) {
  std::vector<Type> left{type};
  while (!left.empty()) {
    const Type next = left.back();
    left.pop_back();
    if (const Nominal* nominal = as_nominal(next)) into.insert(table[nominal->class_id].qualified_name);
    for (Type part : parts_of(next)) left.push_back(part);
  }
}

std::vector<Type> types_in(const Query& query) {
  std::vector<Type> found{query.source, query.target};
  for (const Hypothesis& each : query.hypotheses) {
    if (const auto* relation = std::get_if<RelationHypothesis>(&each)) found.insert(found.end(), {relation->source, relation->target});
    if (const auto* one_of = std::get_if<OneOfHypothesis>(&each)) found.insert(found.end(), one_of->types.begin(), one_of->types.end());
  }
  return found;
}

struct TypesOf {
  std::vector<Type> operator()(const Method& method) const { return {method.callable}; }
  std::vector<Type> operator()(const Attribute& attribute) const { return {attribute.type}; }
  std::vector<Type> operator()(const Property& property) const { return {property.type}; }
  std::vector<Type> operator()(const Unread&) const { return {}; }
};

solver::JudgeOptions without_evidence(solver::JudgeOptions options) {
  options.wants_evidence = false;
  options.check = {};
  options.second_solver = {};
  return options;
}

}  // namespace

CauseSearch::CauseSearch(Side here, Side there, solver::JudgeOptions options)
    : here_(here), there_(there), options_(without_evidence(std::move(options))) {}

std::vector<ClassDifference> CauseSearch::run(const std::string& question, const std::vector<std::string>& certificates) {
  // The rules alone are quicker, where the two answers differ by them.
  const solver::Deciders asked = options_.deciders;
  options_.deciders = solver::Deciders::Rules;
  if (agree_without({}, question)) options_.deciders = asked;
  Touched touched;
  for (const Side& side : {here_, there_}) touch_question(side, question, touched);
  std::vector<ClassDifference> found = missing_classes(touched);
  for (const Side& side : {here_, there_})
    for (const std::string& each : certificates) touch_certificate(side, each, touched);
  std::set<std::string> now;
  for (const Side& side : {here_, there_}) now.insert(verdict(side, {}, question).value_or(""));
  std::set<std::string> decided = now;
  decided.erase(std::string{model::name_of(Verdict::Unknown)});
  for (const auto& wanted : {decided, now, {}}) {
    wanted_ = wanted;
    if (found.empty()) found = in_rings(touched, question);
  }
  options_.deciders = asked;
  return found;
}

std::vector<ClassDifference> CauseSearch::missing_classes(const Touched& touched) const {
  const ClassComparison comparison{here_.hierarchy.universe.table, there_.hierarchy.universe.table};
  std::vector<ClassDifference> found;
  for (const std::string& name : touched.classes)
    for (ClassDifference& each : comparison.of(name))
      if (each.kind == Kind::Name) found.push_back(std::move(each));
  return found;
}

std::vector<ClassDifference> CauseSearch::in_rings(Touched touched, const std::string& question) {
  for (int ring = 0; ring < most_rings; ++ring) {
    for (const Side& side : {here_, there_}) {
      if (ring > 1) touch_types_of_members(side, touched);
      touch_above(side, touched);
    }
    std::vector<ClassDifference> differences = candidates(touched, ring > 0);
    if (ring == 0)
      for (const ClassDifference& each : differences)
        if (agree_without({each}, question)) return {each};
    if (agree_without(differences, question)) return least(std::move(differences), question);
  }
  return {};
}

/// A question that cannot be read names classes all the same.
void CauseSearch::touch_question(const Side& side, const std::string& question, Touched& into) {
  const ClassTable& table = side.hierarchy.universe.table;
  std::set<std::string> named;
  for (const std::string& each : syntax::stubs::names_asked_by_question(question)) {
    const syntax::Symbol* symbol = side.hierarchy.universe.scope.find(each);
    if (const ClassId* id = symbol ? std::get_if<ClassId>(symbol) : nullptr) named.insert(table[*id].qualified_name);
  }
  if (const auto query = side.hierarchy.reader.query(question))
    for (Type each : types_in(*query)) touch_classes_in(each, table, named);
  for (const std::string& each : named)
    if (const ClassId id = *table.find(each); table[id].is_protocol)
      for (const FoundMember& member : table.protocol_members(id)) into.members.insert(member.member->name);
  into.classes.merge(named);
}

/// Lines about classes: `class NAME ..`, `requires CLASS MEMBER..`, `finds CLASS MEMBER OWNER`, `member OWNER MEMBER ..`,
/// `missing CLASS MEMBER`.
void CauseSearch::touch_certificate(const Side& side, std::string_view certificate, Touched& into) {
  const ClassTable& table = side.hierarchy.universe.table;
  const syntax::Printer printer{table};
  std::set<std::string> named;
  std::istringstream lines{std::string(certificate)};
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words{line};
    std::string keyword, subject, member;
    words >> keyword >> subject;
    if (keyword == "class") named.insert(subject);
    const bool one_member = keyword == "finds" || keyword == "member" || keyword == "missing";
    if (one_member && words >> member) into.members.insert(member);
    if (keyword == "requires")
      while (words >> member) into.members.insert(member);
  }
  for (std::uint32_t i = 0; i < table.size(); ++i)
    if (named.contains(std::string(printer.name(ClassId{i})))) into.classes.insert(table.classes[i].qualified_name);
}

void CauseSearch::touch_above(const Side& side, Touched& into) {
  const ClassTable& table = side.hierarchy.universe.table;
  const std::vector<std::string> known(into.classes.begin(), into.classes.end());
  for (const std::string& each : known)
    if (const auto id = table.find(each))
      for (const Ancestor& above : table.ancestors(*id)) into.classes.insert(table[above.class_id].qualified_name);
}

void CauseSearch::touch_types_of_members(const Side& side, Touched& into) {
  const ClassTable& table = side.hierarchy.universe.table;
  const std::vector<std::string> known(into.classes.begin(), into.classes.end());
  for (const std::string& each : known)
    if (const auto id = table.find(each))
      for (const Member& member : table[*id].members)
        for (Type type : std::visit(TypesOf{}, member.form)) touch_classes_in(type, table, into.classes);
}

std::vector<ClassDifference> CauseSearch::candidates(const Touched& touched, bool all_members) const {
  const ClassComparison comparison{here_.hierarchy.universe.table, there_.hierarchy.universe.table};
  std::vector<ClassDifference> found;
  for (const std::string& name : touched.classes)
    for (ClassDifference& each : comparison.of(name))
      if (all_members || each.kind != Kind::Member || touched.members.contains(each.subject)) found.push_back(std::move(each));
  std::ranges::stable_sort(found, {}, &ClassDifference::kind);
  return found;
}

/// Leaves out chunk after chunk, ever smaller ones, as long as both still answer alike without the rest.
std::vector<ClassDifference> CauseSearch::least(std::vector<ClassDifference> differences, const std::string& question) const {
  for (std::size_t chunk = (differences.size() + 1) / 2; chunk > 0; chunk = chunk == 1 ? 0 : (chunk + 1) / 2) {
    for (std::size_t end = differences.size(); end > 0;) {
      const std::size_t begin = end - std::min(chunk, end);
      std::vector<ClassDifference> rest = differences;
      rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(begin), rest.begin() + static_cast<std::ptrdiff_t>(end));
      if (agree_without(rest, question)) differences = std::move(rest);
      end = begin;
    }
  }
  return differences;
}

bool CauseSearch::agree_without(const std::vector<ClassDifference>& differences, const std::string& question) const {
  const auto here = verdict(here_, differences, question);
  return here && (wanted_.empty() || wanted_.contains(*here)) && here == verdict(there_, differences, question);
}

/// \returns nothing when the table cannot stand so
std::optional<std::string> CauseSearch::verdict(const Side& side, const std::vector<ClassDifference>& taken_away,
                                                const std::string& question) const {
  model::syntax::stubs::Universe changed = side.hierarchy.universe;
  for (const ClassDifference& each : taken_away) take_away(each, changed.table, side.pool);
  if (changed.table.linearise(side.pool, ClassId{0})) return std::nullopt;
  Hierarchy hierarchy{std::move(changed), side.hierarchy.digest, side.hierarchy.version, side.pool, options_};
  const auto query = hierarchy.reader.query(question);
  if (!query) return std::string{query.error().kind == syntax::ParseError::Kind::Unsupported ? name_of(Verdict::Unknown) : "bad input"};
  const auto judgement = session::ask(hierarchy, *query, hierarchy.reader.obligations());
  return judgement ? std::string{model::name_of(judgement->verdict)} : "bad input";
}

}  // namespace agverify::cli::comparison
