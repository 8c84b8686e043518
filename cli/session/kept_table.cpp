#include "cli/session/kept_table.h"

#include "model/snapshot/coder.h"
#include "model/snapshot/fields.h"

namespace agverify::cli::session {

void fields(auto& coder, model::snapshot::Is<Lookup> auto& it) {
  auto& [module, path, digest] = it;
  coder(module, path, digest);
}

void fields(auto& coder, model::snapshot::Is<KeptTable> auto& it) {
  auto& [lookups, modules, wanted, universe] = it;
  coder(lookups, modules, wanted, universe);
}

std::string to_bytes(const KeptTable& table) {
  model::snapshot::Writer writer;
  writer(table);
  return writer.take();
}

std::optional<KeptTable> from_bytes(std::string_view bytes) {
  model::TypePool pool;
  model::snapshot::Reader reader{bytes, pool};
  auto table = reader.take<KeptTable>();
  if (reader.failed() || !reader.rest().empty()) return std::nullopt;
  return table;
}

}  // namespace agverify::cli::session
