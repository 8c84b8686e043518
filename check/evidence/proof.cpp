#include <fmt/format.h>

#include "check/evidence/body.h"
#include "check/evidence/steps.h"

namespace agverify::check {

namespace {

class ProofReader {
 public:
  ProofReader(Lines& lines, Body& body) : lines_(lines), body_(body), images_(body.query->variables.names.size()) {
    for (const Hypothesis& each : body.query->hypotheses)
      if (const auto* choice = std::get_if<Choice>(&each)) choices_.push_back(choice);
    scope_ = {.slice = body.slice, .types = body.types, .variables = &body.query->variables, .lets = body.lets};
  }

  bool read() {
    if (choices_.empty()) return read_case_body();
    std::vector<std::size_t> chosen(choices_.size(), 0);
    std::uint32_t number = 1;
    do {
      if (!read_case_head(number++, chosen) || !read_case_body()) return false;
    } while (advance(chosen));
    return true;
  }

 private:
  // The next combination in lexicographic order; false after the last.
  bool advance(std::vector<std::size_t>& chosen) const {
    for (std::size_t i = chosen.size(); i-- > 0;) {
      if (++chosen[i] < choices_[i]->types.size()) return true;
      chosen[i] = 0;
    }
    return false;
  }

  // case N X = A, ..
  bool read_case_head(std::uint32_t number, const std::vector<std::size_t>& chosen) {
    if (!lines_.next_is("case")) return lines_.missed(fmt::format("case {}", number));
    Cursor cursor = lines_.take("case");
    if (!cursor.number_in_sequence(number)) return false;
    for (std::size_t i = 0; i < choices_.size(); ++i)
      if (!read_assignment(cursor, i, choices_[i]->types[chosen[i]])) return false;
    return cursor.finish();
  }

  bool read_assignment(Cursor& cursor, std::size_t at, TypeId wanted) {
    const std::string& name = body_.query->variables.names[choices_[at]->variable];
    if (!cursor.expect(fmt::format("{}{} = ", at == 0 ? " " : ", ", name))) return false;
    const auto type = read_type(cursor, scope_);
    if (!type) return false;
    images_[choices_[at]->variable] = *type;
    return *type == wanted || cursor.reject("the cases are not all combinations, in order");
  }

  bool read_case_body() {
    Replacement as_meant = Replacement::of_variables(*body_.types, images_);
    Proof proof{body_.slice, body_.types, body_.complaint, &body_.query->variables, {}, {}, body_.query->is_assignability};
    for (const Hypothesis& each : body_.query->hypotheses) proof.assumptions.push_back(assume(each, as_meant));
    while (lines_.next_is("hypothesis")) {
      Cursor cursor = lines_.take("hypothesis");
      if (!read_inversion(cursor, scope_, as_meant, proof, body_.narrowing) || !cursor.finish()) return false;
    }
    while (lines_.next_is("step")) {
      Cursor cursor = lines_.take("step");
      if (!read_step(cursor, scope_, as_meant, proof) || !cursor.finish()) return false;
    }
    return test_steps(proof) && conclude(proof, as_meant);
  }

  static Assumption assume(const Hypothesis& hypothesis, Replacement& as_meant) {
    const auto* relation = std::get_if<Relation>(&hypothesis);
    if (!relation) return {};
    return {.relation = Relation{as_meant(relation->source), as_meant(relation->target), relation->both_ways}};
  }

  bool conclude(Proof& proof, Replacement& as_meant) {
    const TypeId source = as_meant(body_.query->goal.source), target = as_meant(body_.query->goal.target);
    std::vector<std::uint32_t> conclusions;
    return read_conclusion(lines_, {"1", "goal", {source, target}}, proof, conclusions) &&
           (!body_.query->goal.both_ways || read_conclusion(lines_, {"2", "goal", {target, source}}, proof, conclusions)) &&
           all_used(proof, conclusions);
  }

  Lines& lines_;
  Body& body_;
  TypeScope scope_;
  std::vector<const Choice*> choices_;
  std::vector<std::optional<TypeId>> images_;
};

}  // namespace

bool verify_proof(Lines& lines, Body& body) { return ProofReader(lines, body).read(); }

}  // namespace agverify::check
