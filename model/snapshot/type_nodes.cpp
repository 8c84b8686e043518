#include "model/snapshot/type_nodes.h"

#include <map>

#include "model/snapshot/fields.h"

namespace agverify::model::snapshot {
namespace {

using Form = decltype(TypeNode::form);

/// The two halves of each form: a new one does not compile until it has both.
struct FormWriter {
  Writer& out;
  std::map<const SignatureShape*, std::size_t>& shapes;

  void operator()(const Never&) const {}
  void operator()(const Nominal& it) const { out(it.class_id, list(it.arguments)); }
  void operator()(const Union& it) const { out(list(it.members)); }
  void operator()(const Variable& it) const { out(it.index); }
  void operator()(const Parameter& it) const { out(it.index); }
  void operator()(const Callable& it) const {
    const auto [known, is_new] = shapes.emplace(it.shape, shapes.size());
    out(known->second);
    if (is_new) out(*it.shape);
    out(list(it.parts));
  }
  void operator()(const Overload& it) const { out(list(it.signatures)); }
  void operator()(const SelfType&) const {}
  void operator()(const Opaque& it) const { out(*it.construct, list(it.parts)); }
  void operator()(const Tuple& it) const { out(it.unbounded, list(it.parts)); }
  void operator()(const Literal& it) const { out(it.class_id, *it.value); }
  void operator()(const TypeOf& it) const { out(it.inner()); }
  void operator()(const Alias& it) const { out(it.alias_id, list(it.arguments)); }

  static std::vector<Type> list(std::span<const Type> types) { return {types.begin(), types.end()}; }
};

struct FormReader {
  Reader& in;
  TypePool& pool;
  std::vector<SignatureShape> shapes = {};

  Type read(std::in_place_type_t<Never>) { return pool.never(); }
  Type read(std::in_place_type_t<Nominal>) {
    const auto id = in.take<ClassId>();
    return pool.nominal(id, list());
  }
  Type read(std::in_place_type_t<Union>) { return pool.union_of(list()); }
  Type read(std::in_place_type_t<Variable>) { return pool.variable(in.take<std::uint32_t>()); }
  Type read(std::in_place_type_t<Parameter>) { return pool.parameter(in.take<std::uint32_t>()); }
  Type read(std::in_place_type_t<Callable>) {
    const auto known = in.take<std::size_t>();
    if (known == shapes.size()) shapes.push_back(in.take<SignatureShape>());
    const std::vector<Type> parts = list();
    if (known < shapes.size() && parts.size() == shapes[known].size() + 1) return pool.callable(shapes[known], parts);
    in.fail();
    return pool.never();
  }
  Type read(std::in_place_type_t<Overload>) { return pool.overload(at_least_one()); }
  Type read(std::in_place_type_t<SelfType>) { return pool.self(); }
  Type read(std::in_place_type_t<Opaque>) {
    const auto construct = in.take<std::string>();
    return pool.opaque(construct, list());
  }
  Type read(std::in_place_type_t<Tuple>) {
    const auto unbounded = in.take<std::optional<std::uint32_t>>();
    const std::vector<Type> parts = list();
    if (!unbounded || *unbounded < parts.size()) return pool.tuple(parts, unbounded);
    in.fail();
    return pool.never();
  }
  Type read(std::in_place_type_t<Literal>) {
    const auto id = in.take<ClassId>();
    return pool.literal(id, in.take<std::string>());
  }
  Type read(std::in_place_type_t<TypeOf>) { return pool.type_of(in.take<Type>()); }

  Type read(std::in_place_type_t<Alias>) {
    const auto id = in.take<AliasId>();
    return pool.alias(id, list());
  }

  std::vector<Type> list() { return in.take<std::vector<Type>>(); }
  std::vector<Type> at_least_one() {
    std::vector<Type> found = list();
    if (found.empty()) found.push_back(pool.never());
    return found;
  }

  template <std::size_t... indices>
  Type read(std::size_t index, std::index_sequence<indices...>) {
    Type made = pool.never();
    if (!((index == indices && (made = read(std::in_place_type<std::variant_alternative_t<indices, Form>>), true)) || ...)) in.fail();
    return made;
  }
};

}  // namespace

void write_types(Writer& writer, const TypePool& pool) {
  std::map<const SignatureShape*, std::size_t> shapes;
  writer(pool.size());
  for (std::size_t i = 1; i < pool.size(); ++i) {
    const Form& form = pool.at(i)->form;
    writer(form.index());
    std::visit(FormWriter{writer, shapes}, form);
  }
}

void read_types(Reader& reader, TypePool& pool) {
  FormReader forms{reader, pool};
  const auto size = reader.take<std::size_t>();
  for (std::size_t i = 1; i < size && !reader.failed(); ++i)
    if (forms.read(reader.take<std::size_t>(), std::make_index_sequence<std::variant_size_v<Form>>{})->serial != i) reader.fail();
}

}  // namespace agverify::model::snapshot
