#include "model/syntax/stubs/outline.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "model/syntax/cursor.h"
#include "model/syntax/stubs/conditions.h"
#include "model/syntax/stubs/functional_forms.h"
#include "model/syntax/stubs/syntax_tree.h"

namespace agverify::model::syntax::stubs {
namespace {

bool is_dotted_name(const Node& node) {
  if (!node.is("identifier") && !node.is("attribute") && !node.is("none")) return false;
  return std::ranges::all_of(node.text(), [](char c) { return continues_name(c) || c == '.'; });
}

class OutlineReader {
 public:
  OutlineReader(std::string_view text, std::uint32_t file, const PythonVersion& version)
      : tree_(text), text_(text), file_(file), version_(version) {}

  OutlineResult run() {
    report_errors();
    if (result_.errors.empty())
      for (const Statement& each : statements(tree_.root())) top_level(each);
    return std::move(result_);
  }

  ClassOutline run_as_body() {
    ClassOutline made;
    made.is_module = true;
    made.name.place = {file_, 1, 1};
    add_body(tree_.root(), made);
    add_global_names(made);
    for (const Statement& each : statements(tree_.root()))
      if (lists_exports(each.node)) exports(each.node);
    if (result_.outline.lists_exports) leave_out_unlisted(made);
    return made;
  }

 private:
  /// A statement that is reached on this version of Python, or that may be (`decided` is false).
  struct Statement {
    Node node;
    bool decided = true;
  };

  Location place(const Node& node) const {
    const std::size_t line_start = node.begin() - node.byte_column();
    return {file_, node.line(), place_in(text_.substr(line_start), node.byte_column()).column};
  }

  Piece piece(const Node& node) const { return node.exists() ? Piece{node.text(), place(node)} : Piece{}; }

  void report_errors() {
    std::vector<std::pair<Node, bool>> open{{tree_.root(), false}};
    while (!open.empty()) {
      const auto [node, in_header] = open.back();
      open.pop_back();
      if (node.is("ERROR") || node.is_missing()) {
        report_error(node, in_header);
      } else if (node.has_error()) {
        for (const Node& each : node.all_children()) open.emplace_back(each, node.is("type_parameter"));
      }
    }
  }

  /// The grammar does not know defaults in PEP 695 headers (PEP 696).
  void report_error(const Node& node, bool in_header) {
    const Location at = place(node);
    const bool is_default = in_header && node.is("ERROR");
    const std::string message = is_default            ? "a default in a type parameter list is not read; `TypeVar` can have one"
                                : node.is_missing() ? fmt::format("`{}` is missing here", node.kind())
                                                      : "this does not parse as Python";
    result_.errors.push_back({is_default ? ParseError::Kind::Unsupported : ParseError::Kind::Syntax, message, {}, at.line, at.column,
                              is_default ? "default in a type parameter list" : ""});
  }

  // Statements ---------------------------------------------------------------------------------------------------------

  /// The statements of a block with those of its conditional blocks in their place.
  /// \param beside when given: gets what is run beside them, conditions and the handlers of exceptions
  std::vector<Statement> statements(const Node& block, std::vector<Node>* beside = nullptr) const {
    std::vector<Statement> found, open = in_reverse(block, true);
    while (!open.empty()) {
      const Statement next = open.back();
      open.pop_back();
      if (next.node.is("if_statement")) {
        if (beside) add_conditions(next.node, *beside);
        open_branches(next, open);
      } else if (next.node.is("try_statement")) {
        if (beside) std::ranges::copy_if(next.node.children(), std::back_inserter(*beside), [](const Node& each) { return !each.is("block"); });
        append(open, in_reverse(next.node.field("body"), next.decided));
      } else {
        found.push_back(next);
      }
    }
    return found;
  }

  static void add_conditions(const Node& conditional, std::vector<Node>& to) {
    to.push_back(conditional.field("condition"));
    for (const Node& each : conditional.fields("alternative"))
      if (const Node condition = each.field("condition"); condition.exists()) to.push_back(condition);
  }

  static void append(std::vector<Statement>& to, std::vector<Statement> from) { to.insert(to.end(), from.begin(), from.end()); }

  static std::vector<Statement> in_reverse(const Node& block, bool decided) {
    std::vector<Statement> found;
    for (const Node& each : block.children()) found.push_back({each, decided});
    std::ranges::reverse(found);
    return found;
  }

  /// Puts the branch that is taken on the stack; from the first condition that is not decided on, every branch.
  void open_branches(const Statement& conditional, std::vector<Statement>& open) const {
    std::vector<std::pair<Node, Node>> branches{{conditional.node.field("condition"), conditional.node.field("consequence")}};
    for (const Node& each : conditional.node.fields("alternative")) {
      const bool is_else = each.is("else_clause");
      branches.emplace_back(each.field("condition"), each.field(is_else ? "body" : "consequence"));
    }
    bool decided = conditional.decided;
    std::vector<std::vector<Statement>> taken;
    for (const auto& [condition, body] : branches) {
      const auto holds = condition.exists() ? decide(condition, version_) : std::optional(true);
      if (holds == false) continue;
      decided = decided && holds.has_value();
      taken.push_back(in_reverse(body, decided));
      if (holds == true) break;
    }
    std::ranges::reverse(taken);
    for (auto& each : taken) append(open, std::move(each));
  }

  void top_level(const Statement& statement) {
    const Node definition = statement.node.is("decorated_definition") ? statement.node.field("definition") : statement.node;
    Outline& out = result_.outline;
    if (statement.node.is("import_statement")) return imports(statement.node);
    if (statement.node.is("import_from_statement")) return imports_from(statement.node);
    if (lists_exports(statement.node)) return exports(statement.node);
    if (definition.is("function_definition")) {
      out.functions.push_back(piece(definition.field("name")));
    } else if (definition.is("class_definition") && !statement.decided) {
      out.others.push_back({piece(definition.field("name")), "condition"});
    } else if (definition.is("class_definition")) {
      out.classes.push_back(class_outline(statement.node, definition));
    } else if (auto made = statement.decided ? made_by_call(statement.node) : std::nullopt) {
      out.classes.push_back(std::move(*made));
    } else if (auto assigned = assignment(statement.node); assigned && statement.decided) {
      if (makes_new_type(*assigned)) out.classes.push_back(new_type(*assigned));
      else out.assignments.push_back(std::move(*assigned));
    }
  }

  std::optional<ClassOutline> made_by_call(const Node& statement) const {
    const Node found = statement.is("expression_statement") ? statement.only_child() : Node{};
    const Node value = found.is("assignment") && found.field("left").is("identifier") ? found.field("right") : Node{};
    if (!value.is("call")) return std::nullopt;
    return class_made_by_call(piece(found.field("left")), value, [this](const Node& node) { return piece(node); });
  }

  /// `N = NewType("N", base)`, told by the name of what is called.
  static bool makes_new_type(const AssignmentOutline& assigned) {
    const std::string_view called = assigned.called.text;
    return assigned.value_kind == AssignmentOutline::Value::Call && called.substr(called.rfind('.') + 1) == "NewType" &&
           assigned.arguments.constraints.size() == 1;
  }

  static ClassOutline new_type(const AssignmentOutline& assigned) {
    ClassOutline made;
    made.name = assigned.name;
    made.bases = assigned.arguments.constraints;
    made.is_new_type = true;
    return made;
  }

  static bool lists_exports(const Node& statement) {
    return statement.is("expression_statement") && statement.text().starts_with("__all__");
  }

  /// `__all__ = [..]`, `+=`, `.extend`, `.append`, `.remove`. Spec: distributing#library-interface.
  void exports(const Node& statement) {
    std::vector<std::string_view>& all = result_.outline.exported;
    const bool removes = statement.text().starts_with("__all__.remove");
    result_.outline.lists_exports |= !statement.text().starts_with("__all__:") || statement.text().find('=') != std::string_view::npos;
    std::vector<Node> open{statement};
    while (!open.empty()) {
      const Node node = open.back();
      open.pop_back();
      if (node.is("string")) {
        const std::string_view name = node.text().substr(1, node.text().size() - 2);
        removes ? void(std::erase(all, name)) : all.push_back(name);
      } else {
        std::ranges::copy(node.children(), std::back_inserter(open));
      }
    }
  }

  void imports(const Node& statement) {
    for (const Node& each : statement.fields("name")) {
      const bool renamed = each.is("aliased_import");
      const Node module = renamed ? each.field("name") : each;
      result_.outline.imports.push_back({std::string(module.text()), {}, piece(renamed ? each.field("alias") : Node{}), place(module)});
    }
  }

  void imports_from(const Node& statement) {
    const Node module = statement.field("module_name");
    std::vector<Node> names = statement.fields("name");
    for (const Node& each : statement.children())
      if (each.is("wildcard_import")) names.push_back(each);
    for (const Node& each : names) {
      const bool renamed = each.is("aliased_import");
      const Piece name = piece(renamed ? each.field("name") : each);
      result_.outline.imports.push_back({std::string(module.text()), name, renamed ? piece(each.field("alias")) : name, place(module)});
      result_.outline.lists_exports |= name.text == "__all__";
    }
  }

  // Assignments and type variables -------------------------------------------------------------------------------------

  std::optional<AssignmentOutline> assignment(const Node& statement) const {
    AssignmentOutline made;
    Node value;
    if (statement.is("type_alias_statement")) {
      const Node left = statement.field("left").only_child();
      const bool is_generic = !left.is("identifier");
      made.name = piece(is_generic ? left.children().front() : left);
      made.is_type_statement = true;
      if (is_generic) made.header = header(left.children().back());
      value = statement.field("right");
      made.value = piece(value);
      made.value_kind = AssignmentOutline::Value::TypeExpression;
      return made;
    } else {
      const Node found = statement.is("expression_statement") ? statement.only_child() : Node{};
      if (!found.is("assignment") || !found.field("left").is("identifier")) return std::nullopt;
      made.name = piece(found.field("left"));
      made.annotation = piece(found.field("type"));
      value = found.field("right");
    }
    describe_value(value, made);
    return made;
  }

  void describe_value(const Node& written, AssignmentOutline& made) const {
    using Value = AssignmentOutline::Value;
    if (!written.exists()) return;
    const Node value = written.is("type") && written.only_child().exists() ? written.only_child() : written;
    made.value = piece(value);
    if (is_dotted_name(value)) {
      made.value_kind = Value::Name;
    } else if (value.is("call") && is_dotted_name(value.field("function"))) {
      made.value_kind = Value::Call;
      made.called = piece(value.field("function"));
      made.given = given(value);
      made.arguments = call_arguments(value);
      made.arguments.name = made.name;
      made.type_params = type_params(value);
    } else if (value.is("subscript") || value.is("generic_type") || value.is("binary_operator") || value.is("string") ||
               value.is("parenthesized_expression")) {
      made.value_kind = Value::TypeExpression;
    } else {
      made.value_kind = Value::Other;
    }
  }

  GivenArguments given(const Node& call) const {
    GivenArguments made;
    for (const Node& each : call.field("arguments").children()) {
      if (each.is("keyword_argument")) made.keywords.emplace_back(piece(each.field("name")), piece(each.field("value")));
      else made.has_others |= !each.is("comment");
    }
    return made;
  }

  TypeVariableOutline call_arguments(const Node& call) const {
    TypeVariableOutline made;
    bool first = true;
    for (const Node& each : call.field("arguments").children()) {
      if (each.is("keyword_argument")) {
        keyword(each, made);
      } else if (!std::exchange(first, false)) {
        made.constraints.push_back(piece(each));
      }
    }
    return made;
  }

  std::vector<Piece> type_params(const Node& call) const {
    std::vector<Piece> found;
    for (const Node& each : call.field("arguments").children())
      if (each.is("keyword_argument") && each.field("name").text() == "type_params")
        for (const Node& parameter : each.field("value").children()) found.push_back(piece(parameter));
    return found;
  }

  void keyword(const Node& argument, TypeVariableOutline& made) const {
    const std::string_view name = argument.field("name").text();
    const Node value = argument.field("value");
    const bool is_true = value.text() == "True";
    if (name == "bound") made.bound = piece(value);
    if (name == "default") made.default_type = piece(value);
    if (name == "covariant" && is_true) made.variance = Variance::Covariant;
    if (name == "contravariant" && is_true) made.variance = Variance::Contravariant;
    if (name == "infer_variance" && is_true) made.variance_is_inferred = true;
  }

  std::vector<TypeVariableOutline> header(const Node& parameters) const {
    std::vector<TypeVariableOutline> made;
    for (const Node& each : parameters.children()) made.push_back(header_parameter(each.only_child()));
    return made;
  }

  TypeVariableOutline header_parameter(const Node& written) const {
    TypeVariableOutline made;
    made.variance_is_inferred = true;
    made.name = piece(written);
    if (written.is("splat_type")) {
      made.name = piece(written.only_child());
      made.unsupported = written.text().starts_with("**") ? "ParamSpec" : "TypeVarTuple";
    } else if (written.is("constrained_type")) {
      const std::vector<Node> sides = written.children();
      made.name = piece(sides.front().only_child());
      const Node limit = sides.back().only_child();
      if (!limit.is("tuple")) {
        made.bound = piece(sides.back());
      } else {
        for (const Node& each : limit.children()) made.constraints.push_back(piece(each));
      }
    }
    return made;
  }

  // Classes ------------------------------------------------------------------------------------------------------------

  std::vector<Decorator> decorators(const Node& statement) const {
    std::vector<Decorator> found;
    for (const Node& each : statement.children()) {
      if (!each.is("decorator")) continue;
      const Node written = each.only_child();
      const bool is_call = written.is("call");
      found.push_back({piece(is_call ? written.field("function") : written), is_call ? given(written) : GivenArguments{}});
    }
    return found;
  }

  ClassOutline class_outline(const Node& statement, const Node& definition) const {
    ClassOutline made;
    made.name = piece(definition.field("name"));
    made.decorators = decorators(statement);
    if (const Node parameters = definition.field("type_parameters"); parameters.exists()) made.header = header(parameters);
    for (const Node& each : definition.field("superclasses").children()) {
      if (each.is("keyword_argument")) {
        made.keywords.emplace_back(piece(each.field("name")), piece(each.field("value")));
      } else {
        made.bases.push_back(piece(each));
      }
    }
    add_body(definition.field("body"), made);
    return made;
  }

  void add_body(const Node& body, ClassOutline& into) const {
    std::vector<Node> beside;
    for (const Statement& each : statements(body, &beside)) add_member(each, into);
    for (const Node& each : beside) add_bound_names(each, into);
  }

  /// What functions may set in the module.
  void add_global_names(ClassOutline& module) const {
    std::vector<Node> open{tree_.root()};
    while (!open.empty()) {
      const Node node = open.back();
      open.pop_back();
      for (const Node& each : node.children())
        if (node.is("global_statement")) module.bound_names.push_back({piece(each), "statement", node.text()});
      if (!node.is("global_statement")) std::ranges::copy(node.children(), std::back_inserter(open));
    }
  }

  void leave_out_unlisted(ClassOutline& module) const {
    const std::vector<std::string_view>& listed = result_.outline.exported;
    for (ClassOutline::Member& each : module.members) {
      const Piece name = std::visit([](const auto& one) { return one.name; }, each);
      if (std::ranges::find(listed, name.text) == listed.end()) each = OtherMember{name, "name that __all__ leaves out"};
    }
  }

  void add_member(const Statement& statement, ClassOutline& into) const {
    auto found = member(statement);
    if (!found || std::holds_alternative<AssignmentOutline>(*found)) add_bound_names(statement.node, into);
    if (found) into.members.push_back(std::move(*found));
  }

  /// Names that get a value in a way that is not read, such as `a, b = pair`, or `b` of `a = b = 1`.
  void add_bound_names(const Node& statement, ClassOutline& into) const {
    std::vector<Node> open{statement};
    while (!open.empty()) {
      const Node node = open.back();
      open.pop_back();
      const bool is_definition = node.is("class_definition") || node.is("function_definition");
      if (is_definition) into.bound_names.push_back({piece(node.field("name")), "statement", statement.text()});
      if (node.is("wildcard_import")) into.bound_names.push_back({piece(node), "wildcard import"});
      if (is_definition || node.is("lambda")) continue;
      for (const Node& target : targets(node))
        if (target.is("identifier")) into.bound_names.push_back({piece(target), "statement", statement.text()});
      std::ranges::copy(node.children(), std::back_inserter(open));
    }
  }

  std::optional<ClassOutline::Member> member(const Statement& statement) const {
    const Node definition = statement.node.is("decorated_definition") ? statement.node.field("definition") : statement.node;
    const bool is_function = definition.is("function_definition"), is_class = definition.is("class_definition");
    auto assigned = assignment(statement.node);
    if (!is_function && !is_class && !assigned) return std::nullopt;
    const Piece name = assigned ? assigned->name : piece(definition.field("name"));
    if (!statement.decided) return OtherMember{name, "condition", statement.node.text()};
    if (is_class) return OtherMember{name, "nested class", statement.node.is("decorated_definition") ? statement.node.text() : std::string_view{}};
    if (assigned && assigned->is_type_statement) return OtherMember{name, "type alias"};
    if (assigned) return std::move(*assigned);
    return function(statement.node, definition);
  }

  FunctionOutline function(const Node& statement, const Node& definition) const {
    FunctionOutline made;
    made.name = piece(definition.field("name"));
    made.decorators = decorators(statement);
    made.result = piece(definition.field("return_type"));
    made.is_async = definition.all_children().front().is("async");
    made.yields = made.is_async && contains_yield(definition.field("body"));
    if (const Node written = definition.field("type_parameters"); written.exists()) made.type_parameters = header(written);
    for (const Node& each : definition.field("parameters").children()) parameter(each, made);
    const Node body = definition.field("body");
    made.signature = definition.text().substr(0, body.begin() - definition.begin());
    if (!made.parameters.empty()) made.receiver_attributes = attributes_of(made.parameters.front().name.text, body);
    return made;
  }

  /// Spec: protocol#protocol-members says that such assignments make attributes, outside of protocols.
  std::vector<std::pair<Piece, Piece>> attributes_of(std::string_view receiver, const Node& body) const {
    std::vector<std::pair<Piece, Piece>> found;
    std::vector<Node> open{body};
    while (!open.empty()) {
      const Node node = open.back();
      open.pop_back();
      if (node.is("class_definition")) continue;
      for (const Node& target : targets(node))
        if (target.is("attribute") && target.field("object").text() == receiver)
          found.emplace_back(piece(target.field("attribute")), piece(node.field("type")));
      const std::vector<Node> inner = node.children();
      open.insert(open.end(), inner.rbegin(), inner.rend());
    }
    return found;
  }

  /// What the node itself gives a value to: an assignment, a loop, `as`, `:=` or an import, patterns opened.
  static std::vector<Node> targets(const Node& node) {
    std::vector<Node> open, found;
    if (node.is("assignment") || node.is("augmented_assignment") || node.is("for_statement")) open = {node.field("left")};
    if (node.is("named_expression")) open = {node.field("name")};
    if (node.is("as_pattern_target")) open = node.children();
    if (node.is("import_statement") || node.is("import_from_statement"))
      for (const Node& each : node.fields("name")) open.push_back(each.is("aliased_import") ? each.field("alias") : each.children().front());
    while (!open.empty()) {
      const Node here = open.back();
      open.pop_back();
      if (here.is("identifier") || here.is("attribute")) {
        found.push_back(here);
      } else if (!here.is("subscript")) {
        std::ranges::copy(here.children(), std::back_inserter(open));
      }
    }
    return found;
  }

  void parameter(const Node& written, FunctionOutline& made) const {
    const bool is_typed = written.is("typed_parameter");
    const Node name = written.is("identifier") ? written : is_typed ? written.children().front() : written.field("name");
    if (written.is("positional_separator")) {
      for (auto& each : made.parameters) each.before_slash = true;
    } else if (written.is("keyword_separator")) {
      made.keywords_follow = true;
    } else if (!name.is("identifier")) {
      const Node splat = name.exists() ? name : written;
      const bool is_double = splat.text().starts_with("**");
      if (!is_double) made.keywords_follow = true;
      made.parameters.push_back({piece(splat), piece(written.field("type")), false, false,
                                 is_double ? ParameterKind::KeywordVariadic : ParameterKind::Variadic});
    } else {
      const bool has_default = written.is("default_parameter") || written.is("typed_default_parameter");
      made.parameters.push_back({piece(name), piece(written.field("type")), has_default, false,
                                 made.keywords_follow ? ParameterKind::KeywordOnly : ParameterKind::Standard});
    }
  }

  /// Whether the function itself is a generator: yields of functions inside it are theirs.
  static bool contains_yield(const Node& body) {
    std::vector<Node> open{body};
    while (!open.empty()) {
      const Node node = open.back();
      open.pop_back();
      if (node.is("yield")) return true;
      if (node.is("function_definition") || node.is("lambda") || node.is("class_definition")) continue;
      std::ranges::copy(node.children(), std::back_inserter(open));
    }
    return false;
  }

  SyntaxTree tree_;
  std::string_view text_;
  std::uint32_t file_;
  const PythonVersion& version_;
  OutlineResult result_;
};

}  // namespace

OutlineResult read_outline(std::string_view text, std::uint32_t file, const PythonVersion& version) {
  return OutlineReader{text, file, version}.run();
}

ClassOutline read_module_body(std::string_view text, std::uint32_t file, const PythonVersion& version) {
  return OutlineReader{text, file, version}.run_as_body();
}

}  // namespace agverify::model::syntax::stubs
