#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include <tree_sitter/api.h>

namespace agverify::model::syntax::stubs {

/// A node of a tree, as tree-sitter has it, with the text that it was made from.
class Node {
 public:
  Node() = default;
  Node(TSNode node, std::string_view source) : node_(node), source_(source) {}

  bool exists() const { return node_.tree != nullptr && !ts_node_is_null(node_); }
  std::string_view kind() const { return exists() ? ts_node_type(node_) : ""; }
  bool is(std::string_view kind_name) const { return kind() == kind_name; }
  std::string_view text() const { return exists() ? source_.substr(begin(), ts_node_end_byte(node_) - begin()) : std::string_view{}; }
  std::uint32_t begin() const { return ts_node_start_byte(node_); }
  std::uint32_t line() const { return ts_node_start_point(node_).row + 1; }
  std::uint32_t byte_column() const { return ts_node_start_point(node_).column; }

  Node field(std::string_view name) const {
    return exists() ? of(ts_node_child_by_field_name(node_, name.data(), static_cast<std::uint32_t>(name.size()))) : Node{};
  }
  /// Every child with this field name, in order.
  std::vector<Node> fields(std::string_view name) const;
  /// Children with a name in the grammar, comments left out.
  std::vector<Node> children() const;
  /// All children, the anonymous ones (keywords, operators) too.
  std::vector<Node> all_children() const;
  Node only_child() const;

  bool has_error() const { return ts_node_has_error(node_); }
  bool is_missing() const { return ts_node_is_missing(node_); }

 private:
  Node of(TSNode node) const { return {node, source_}; }

  TSNode node_{};
  std::string_view source_;
};

/// A parsed text of Python.
class SyntaxTree {
 public:
  explicit SyntaxTree(std::string_view source);
  Node root() const { return {ts_tree_root_node(tree_.get()), source_}; }

 private:
  struct Delete {
    void operator()(TSTree* tree) const { ts_tree_delete(tree); }
  };
  std::string_view source_;
  std::unique_ptr<TSTree, Delete> tree_;
};

}  // namespace agverify::model::syntax::stubs
