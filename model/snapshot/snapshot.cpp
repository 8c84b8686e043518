#include "model/snapshot/snapshot.h"

#include <cassert>

#include "model/snapshot/coder.h"
#include "model/snapshot/fields.h"
#include "model/snapshot/type_nodes.h"

namespace agverify::model::snapshot {

using syntax::Scope;
using syntax::Symbol;
using syntax::stubs::Universe;

namespace {

/// What a table consists of; linearisations follow from the bases and are made again.
struct TableParts {
  std::vector<SourceFile> files;
  std::vector<Class> classes;
  std::vector<AliasDefinition> aliases;
  WellKnown well_known;
  Assumptions assumed;
  std::vector<std::vector<Ancestor>> linearisations;
};
static_assert(sizeof(TableParts) == sizeof(ClassTable), "what a table has more must be written and read below");

void fields(auto& coder, Is<ClassTable> auto& it) { coder(it.files, it.classes, it.aliases, it.well_known, it.assumed); }

void write(Writer& writer, const Scope& scope) {
  const auto all = scope.all();
  writer(all.size());
  for (const auto& [name, symbol] : all) writer(std::string(name), *symbol);
}

void read(Reader& reader, Scope& scope) {
  for (auto left = reader.take<std::size_t>(); left > 0 && !reader.failed(); --left) {
    const auto name = reader.take<std::string>();
    scope.define(name, reader.take<Symbol>());
  }
}

}  // namespace

std::string to_bytes(const Universe& universe, const TypePool& pool) {
  const auto& [table, scope, obligations, complaints] = universe;
  Writer writer;
  write_types(writer, pool);
  fields(writer, table);
  write(writer, scope);
  writer(obligations, complaints);
  return writer.take();
}

std::optional<Universe> from_bytes(std::string_view bytes, TypePool& pool) {
  assert(pool.size() == 1);
  const TypePool::Mark before = pool.mark();
  Reader reader{bytes, pool};
  read_types(reader, pool);
  std::optional<Universe> made{std::in_place};
  auto& [table, scope, obligations, complaints] = *made;
  fields(reader, table);
  read(reader, scope);
  reader(obligations, complaints);
  if (!reader.failed() && reader.rest().empty() && !table.linearise(pool, ClassId{0})) return made;
  pool.roll_back(before);
  return std::nullopt;
}

}  // namespace agverify::model::snapshot
