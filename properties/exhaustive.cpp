#include "properties/exhaustive.h"

namespace agverify::properties {
namespace {

using namespace model;

/// Every list of `count` types, one after the other.
class Lists {
 public:
  Lists(std::span<const Type> types, std::size_t count) : types_(types), choice_(count, 0) {}

  template <typename Function>
  void each(const Function& function) {
    do {
      std::vector<Type> list;
      for (std::size_t index : choice_) list.push_back(types_[index]);
      function(list);
    } while (next());
  }

 private:
  bool next() {
    for (std::size_t& index : choice_) {
      if (++index < types_.size()) return true;
      index = 0;
    }
    return false;
  }

  std::span<const Type> types_;
  std::vector<std::size_t> choice_;
};

}  // namespace

std::vector<Type> every_type(const World& world, std::span<const ClassId> classes, std::size_t depth) {
  TypePool& pool = world.pool();
  std::vector<Type> leaves{pool.never(), world.object()};
  for (ClassId id : classes)
    if (world.table()[id].parameters.empty()) leaves.push_back(pool.nominal(id));
  std::vector<Type> all = leaves;
  for (std::size_t level = 2; level <= depth; ++level) {
    const std::vector<Type> below = all;
    all = leaves;
    for (ClassId id : classes)
      if (const std::size_t count = world.table()[id].parameters.size(); count != 0)
        Lists{below, count}.each([&](const std::vector<Type>& arguments) { all.push_back(pool.nominal(id, arguments)); });
    Lists{below, 2}.each([&](const std::vector<Type>& members) {
      if (members[0] != members[1]) all.push_back(pool.union_of(members));
    });
  }
  return all;
}

}  // namespace agverify::properties
