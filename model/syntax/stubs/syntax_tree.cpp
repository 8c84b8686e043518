#include "model/syntax/stubs/syntax_tree.h"

#include <cassert>

extern "C" const TSLanguage* tree_sitter_python();

namespace agverify::model::syntax::stubs {

SyntaxTree::SyntaxTree(std::string_view source) : source_(source) {
  struct DeleteParser {
    void operator()(TSParser* parser) const { ts_parser_delete(parser); }
  };
  const std::unique_ptr<TSParser, DeleteParser> parser{ts_parser_new()};
  [[maybe_unused]] const bool known = ts_parser_set_language(parser.get(), tree_sitter_python());
  assert(known && "the grammar has another ABI than the library");
  tree_.reset(ts_parser_parse_string(parser.get(), nullptr, source.data(), static_cast<std::uint32_t>(source.size())));
}

std::vector<Node> Node::all_children() const {
  std::vector<Node> found;
  if (!exists()) return found;
  // A cursor, since asking for the i-th child walks over all before it.
  TSTreeCursor cursor = ts_tree_cursor_new(node_);
  for (bool more = ts_tree_cursor_goto_first_child(&cursor); more; more = ts_tree_cursor_goto_next_sibling(&cursor))
    found.push_back(of(ts_tree_cursor_current_node(&cursor)));
  ts_tree_cursor_delete(&cursor);
  return found;
}

std::vector<Node> Node::children() const {
  std::vector<Node> found;
  for (const Node& each : all_children())
    if (ts_node_is_named(each.node_) && !each.is("comment") && !each.is("line_continuation")) found.push_back(each);
  return found;
}

std::vector<Node> Node::fields(std::string_view name) const {
  std::vector<Node> found;
  if (!exists()) return found;
  TSTreeCursor cursor = ts_tree_cursor_new(node_);
  for (bool more = ts_tree_cursor_goto_first_child(&cursor); more; more = ts_tree_cursor_goto_next_sibling(&cursor)) {
    const char* field = ts_tree_cursor_current_field_name(&cursor);
    const Node here = of(ts_tree_cursor_current_node(&cursor));
    if (field && name == field && ts_node_is_named(here.node_) && !here.is("comment")) found.push_back(here);
  }
  ts_tree_cursor_delete(&cursor);
  return found;
}

Node Node::only_child() const {
  const std::vector<Node> all = children();
  return all.size() == 1 ? all.front() : Node{};
}

}  // namespace agverify::model::syntax::stubs
