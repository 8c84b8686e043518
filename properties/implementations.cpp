#include "properties/implementations.h"

#include <algorithm>

#include <fmt/format.h>

#include "properties/member_changes.h"
#include "properties/types.h"

namespace agverify::properties {
namespace {

using namespace model;

class Implementing {
 public:
  Implementing(ClassTable& table, Draw& draw, TypePool& pool) : table_(table), draw_(draw), pool_(pool), substitution_(pool) {}

  void implement(ClassId protocol, std::size_t number) {
    const World world{table_, pool_};
    const bool is_generic = !table_[protocol].parameters.empty() && draw_.chance(40);
    const Type above = is_generic ? at_own_parameters(protocol) : draw_application(draw_, world, protocol, 2);
    std::vector<Member> members = members_of(protocol, as_nominal(above)->arguments);
    const std::vector<TypeParameter> parameters = is_generic ? table_[protocol].parameters : std::vector<TypeParameter>{};
    for (Member& each : members)
      if (is_closed(each) && draw_.chance(50)) each = serving(draw_, world, std::move(each));
    made_.kept.push_back({add(fmt::format("Does{}", number), members, parameters), above});
    if (is_generic || draw_.chance(25)) return;
    miss(members, world);
    made_.missed.push_back({add(fmt::format("Near{}", number), std::move(members), {}), above});
  }

  Implementations take() { return std::move(made_); }

 private:
  Type at_own_parameters(ClassId protocol) {
    std::vector<Type> own;
    for (std::uint32_t i = 0; i < table_[protocol].parameters.size(); ++i) own.push_back(pool_.parameter(i));
    return pool_.nominal(protocol, own);
  }

  /// What the protocol asks for at these arguments. `Self` stays what it is: the class that has the member.
  std::vector<Member> members_of(ClassId protocol, std::span<const Type> arguments) {
    std::vector<Member> members;
    for (const FoundMember& found : table_.protocol_members(protocol)) {
      const std::span<const Type> of_owner = as_nominal(found.owner_specialization)->arguments;
      members.push_back(with_types(*found.member, pool_, [&](Type type) {
        return substitution_.parameters(substitution_.parameters(type, of_owner), arguments);
      }));
    }
    return members;
  }

  void miss(std::vector<Member>& members, const World& world) {
    Member& member = draw_.one_of(members);
    switch (draw_.weighted({15, 15, 70})) {
      case 0: members.erase(members.begin() + (&member - members.data())); break;
      case 1: member.name = "other_" + member.name; break;
      default: member = near(draw_, world, std::move(member));
    }
  }

  ClassId add(std::string name, std::vector<Member> members, std::vector<TypeParameter> parameters) {
    const ClassId id{static_cast<std::uint32_t>(table_.size())};
    Class& made = table_.classes.emplace_back();
    made.name = made.qualified_name = std::move(name);
    made.bases = {pool_.nominal(table_.well_known.object)};
    made.location = {0, index_of(id) + 1, 1};
    made.parameters = std::move(parameters);
    made.members = std::move(members);
    static_cast<void>(table_.linearise(pool_, id));
    return id;
  }

  ClassTable& table_;
  Draw& draw_;
  TypePool& pool_;
  Substitution substitution_;
  Implementations made_;
};

}  // namespace

Implementations add_implementations(ClassTable& table, ClassId first, std::size_t count, Draw& draw, TypePool& pool) {
  std::vector<ClassId> protocols;
  for (std::uint32_t i = index_of(first); i < table.size(); ++i)
    if (table.classes[i].is_protocol && !table.protocol_members(ClassId{i}).empty()) protocols.push_back(ClassId{i});
  Implementing implementing{table, draw, pool};
  for (std::size_t i = 0; i < count && !protocols.empty(); ++i) implementing.implement(draw.one_of(protocols), i);
  return implementing.take();
}

}  // namespace agverify::properties
