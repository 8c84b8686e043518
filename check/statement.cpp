#include "check/statement.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "check/syntax/printer.h"

namespace agverify::check {

namespace {

class Writer {
 public:
  Writer(const ClassSlice& slice, const TypeTable& types) : slice_(slice), print_{&slice, &types, nullptr} {}

  void write_head(const Head& head) {
    line("{}: {}", head.is_proved ? "proved" : "refuted", head.asked.empty() ? head.query : head.asked);
    if (!head.asked.empty())
      line("  with float for float | int and complex for complex | float | int{}: {}", head.is_read_at_top ? " at the top" : ", here and in what is given", head.query);
    for (const std::string& each : head.readings) line("  with {}", each);
    if (!head.direction) return;
    line("  the half that fails: {}",
         *head.direction == Direction::SourceToTarget ? "source to target" : "target to source");
  }

  void write_instances(const Query& query, const Body& body) {
    for (std::size_t i = 0; i < body.instances.size(); ++i)
      line("  at {} = {}", query.variables.names[i], print_(body.instances[i]));
  }

  void write_classes() {
    line("given:");
    for (const SliceClass& each : slice_.classes) write_class(each);
    for (const SliceAlias& each : slice_.aliases) write_alias(each);
    for (const SliceClass& each : slice_.classes) write_values_of(each);
    for (const Requirement& each : slice_.requirements.all()) line("  {} requires {}", name(each), names_of(each));
    for (const Finding& each : slice_.findings.all())
      line("  {} finds {} in {}", name(each), slice_.name(each.name), slice_[each.owner].name);
    for (const MemberFact& each : slice_.members.all())
      line("  {} has {}{}", name(each), slice_.name(each.name), print_(each.member));
    for (const Fact& each : slice_.missing.all()) line("  {} has no {}", name(each), slice_.name(each.name));
  }

  void write_assumed(const Body& body) {
    Narrowing narrowing = body.narrowing;
    std::sort(narrowing.begin(), narrowing.end());
    narrowing.erase(std::unique(narrowing.begin(), narrowing.end()), narrowing.end());
    const bool by_members = slice_.takes("none-member=members");
    if (narrowing.empty() && slice_.laws.all().empty() && !body.counts_arguments_without_value && !by_members) return;
    line("assumed:");
    for (const Fact& each : slice_.laws.all()) line("  the law of {} is exact in {}", name(each), slice_.name(each.name));
    for (const auto& [below, above] : narrowing)
      line("  no member of {} narrows what its bases say it shows as {}", slice_[below].name, slice_[above].name);
    if (body.counts_arguments_without_value) line("  a call counts though an argument of type Never has no value");
    if (by_members) line("  no class sets a method of a protocol above it to None but where that is given");
  }

  void write_files() {
    if (!slice_.files.empty()) line("read in:");
    for (const SliceFile& each : slice_.files) line("  {} {}", each.path, each.digest);
  }

  std::string take() { return std::move(text_); }

 private:
  template <typename... Arguments>
  void line(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Arguments>(arguments)...);
    text_ += '\n';
  }

  void write_class(const SliceClass& each) {
    std::vector<std::string> parameters, bases;
    for (const ClassParameter& parameter : each.parameters)
      parameters.push_back(fmt::format("{} {}", parameter.name, name_of(parameter.variance)));
    for (const Base& base : each.bases) bases.push_back(print_(base.type));
    const std::string place = each.is_fresh ? fresh(each)
                                            : fmt::format(" at {}:{}", slice_.files[each.file - 1].path, each.file_line);
    line("  class {}{}{}{}{}{}", each.name, parameters.empty() ? "" : fmt::format("[{}]", fmt::join(parameters, ", ")),
         bases.empty() ? "" : fmt::format("({})", fmt::join(bases, ", ")), each.is_protocol ? " protocol" : "",
         each.is_final ? " final" : "", place);
  }

  void write_alias(const SliceAlias& each) {
    const std::string parameters = each.parameters.empty() ? "" : fmt::format("[{}]", fmt::join(each.parameters, ", "));
    line("  alias {}{} = {} at {}:{}", each.name, parameters, print_(each.body->type), slice_.files[each.file - 1].path, each.file_line);
  }

  void write_values_of(const SliceClass& each) {
    if (each.metaclass) line("  {} has the metaclass {}", each.name, slice_[*each.metaclass].name);
    if (each.object_of) line("  {} is the class object of {}", each.name, slice_[*each.object_of].name);
    if (each.tuple_base) line("  {} derives from {}", each.name, print_(each.tuple_base->type));
    if (each.is_memberless) line("  {} is an enum without members", each.name);
    if (!each.members.empty())
      line("  {} has the members {}{}", each.name, fmt::join(each.members, ", "), each.is_enumerated ? " and no other values" : "");
  }

  /// The slice does not tell which bases are disjoint (spec: directives#disjoint-base), so a meet is taken on trust.
  static std::string fresh(const SliceClass& each) {
    return each.bases.size() > 1 ? ", a class that the world may hold unless two of its bases are disjoint"
                                 : ", a class that the world may hold";
  }

  const std::string& name(const Fact& fact) const { return slice_[fact.class_id].name; }

  std::string names_of(const Requirement& requirement) const {
    std::vector<std::string> names;
    for (const NameId each : requirement.names) names.push_back(slice_.name(each));
    return names.empty() ? "nothing" : fmt::format("{}", fmt::join(names, ", "));
  }

  const ClassSlice& slice_;
  Printer print_;
  std::string text_;
};

}  // namespace

Statement write_statement(const Head& head, const ClassSlice& slice, const TypeTable& types, const Query& query,
                          const Body& body) {
  Writer writer(slice, types);
  writer.write_head(head);
  writer.write_instances(query, body);
  writer.write_classes();
  writer.write_assumed(body);
  writer.write_files();
  Statement statement{writer.take(), {}};
  for (const SliceFile& each : slice.files) statement.files.push_back({each.path, each.digest, each.line});
  return statement;
}

}  // namespace agverify::check
