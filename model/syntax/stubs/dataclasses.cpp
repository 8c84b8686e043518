#include "model/syntax/stubs/dataclasses.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "model/substitution.h"

namespace agverify::model::syntax::stubs {
namespace {

constexpr std::string_view marker = "__dataclass_fields__";
constexpr const char* construct = "dataclass";
constexpr std::array<std::string_view, 4> comparisons{"__lt__", "__le__", "__gt__", "__ge__"};

std::optional<bool> literal(const Piece& value) {
  if (value.text == "True") return true;
  return value.text == "False" ? std::optional(false) : std::nullopt;
}

/// Whether a text is a name of the language, or of the module `dataclasses`, of which a typeshed makes classes.
bool means(const ClassSource& source, const ClassTable& table, std::string_view text, std::string_view name) {
  const Symbol* found = source.module->scope.find(text);
  if (const auto* id = found ? std::get_if<ClassId>(found) : nullptr) return table[*id].qualified_name == "dataclasses." + std::string(name);
  return meaning_of(*source.module, text) == name;
}

/// A field that is there already keeps its place. Source: Python's library reference, dataclasses (inheritance).
void put(std::vector<DataclassField>& fields, DataclassField field) {
  const auto old = std::ranges::find(fields, field.name, &DataclassField::name);
  if (old == fields.end()) {
    fields.push_back(std::move(field));
  } else {
    *old = std::move(field);
  }
}

class FieldReader {
 public:
  FieldReader(const ClassSource& source, const ClassTable& table, const std::function<std::variant<Type, Unread>(const Piece&)>& type)
      : source_(source), table_(table), type_(type) {}

  DataclassFields run(const DataclassOptions& options) {
    if (!options.kw_only || !options.init) made_.unread = construct;
    by_keyword_ = options.kw_only.value_or(false);
    for (const ClassOutline::Member& each : source_.outline->members) {
      const auto* assigned = std::get_if<AssignmentOutline>(&each);
      if (assigned && !assigned->annotation.empty()) read(*assigned);
      if (const auto* other = std::get_if<OtherMember>(&each); other && other->construct == "condition") give_up("condition");
    }
    return std::move(made_);
  }

 private:
  void give_up(std::string why) {
    if (made_.unread.empty()) made_.unread = std::move(why);
  }

  void read(const AssignmentOutline& written) {
    const std::string_view annotation = written.annotation.text;
    if (means(source_, table_, annotation, "KW_ONLY")) return void(by_keyword_ = true);
    const bool is_of_class = means(source_, table_, annotation, "ClassVar") || inside_qualifier(source_, table_, written.annotation, "ClassVar");
    Given given{false, by_keyword_, is_of_class};
    if (!is_of_class && !read_value(written, given)) return;
    if (given.is_left_out) return put(made_.all, {std::string(written.name.text), std::nullopt});
    if (written.name.text.starts_with("__") && !written.name.text.ends_with("__")) return give_up("parameter with a mangled name");
    if (is_bound_again(written)) return give_up("field that is bound again");
    const auto inner_final = inside_qualifier(source_, table_, written.annotation, "Final"), inner = inside_qualifier(source_, table_, written.annotation, "InitVar");
    const auto found = type_(inner_final ? *inner_final : inner ? *inner : written.annotation);
    if (const auto* unread = std::get_if<Unread>(&found)) return give_up(unread->construct);
    put(made_.all, {std::string(written.name.text), std::get<Type>(found), given.has_default, given.by_keyword, !written.value.empty()});
  }

  struct Given {
    bool has_default = false, by_keyword = false, is_left_out = false;
  };

  /// \returns whether it is known what the value says of the field
  bool read_value(const AssignmentOutline& written, Given& given) {
    const bool is_call = written.value_kind == AssignmentOutline::Value::Call;
    given.has_default = !written.value.empty();
    if (!is_call) return true;
    if (!means(source_, table_, written.called.text, "field")) {
      if (!source_.module->scope.find(written.called.text)) give_up("default that may be a field's description");
      return made_.unread.empty();
    }
    given.has_default = false;
    if (written.given.has_others) give_up("field's description");
    for (const auto& [name, value] : written.given.keywords) describe(name.text, value, given);
    return made_.unread.empty();
  }

  void describe(std::string_view name, const Piece& value, Given& given) {
    given.has_default |= name == "default" || name == "default_factory";
    if (name != "init" && name != "kw_only") return;
    const auto known = literal(value);
    if (!known) return give_up("field's description");
    if (name == "kw_only") given.by_keyword = *known;
    if (name == "init") given.is_left_out = !*known;
  }

  /// What the class has under the name in the end is the default.
  bool is_bound_again(const AssignmentOutline& written) const {
    const auto once = [&](const auto& names, const auto& name) { return std::ranges::count(names, written.name.text, name) < 2; };
    return !once(source_.outline->members, [](const auto& each) { return name_of(each); }) ||
           !once(source_.outline->bound_names, [](const auto& each) { return each.name.text; });
  }

  const ClassSource& source_;
  const ClassTable& table_;
  const std::function<std::variant<Type, Unread>(const Piece&)>& type_;
  DataclassFields made_;
  bool by_keyword_ = false;
};

/// Makes the constructors of classes whose bases come before them.
class ConstructorMaker {
 public:
  ConstructorMaker(std::span<const ClassSource> sources, ClassTable& table, TypePool& pool) : table_(table), pool_(pool), substitution_(pool) {
    for (const ClassSource& each : sources)
      if (each.fields) sources_.push_back(&each);
    std::ranges::stable_sort(sources_, {}, [&](const ClassSource* each) { return table_.ancestors(each->id).size(); });
  }

  void run() {
    for (const ClassSource* each : sources_) {
      const DataclassFields& fields = all_.emplace(index_of(each->id), with_inherited(*each)).first->second;
      std::vector<Member>& constructors = table_[each->id].constructors;
      const auto made = std::ranges::find(constructors, "__init__", &Member::name);
      const auto* unread = made == constructors.end() ? nullptr : std::get_if<Unread>(&made->form);
      if (unread && unread->construct == construct) made->form = constructor(fields);
    }
  }

 private:
  DataclassFields with_inherited(const ClassSource& source) {
    DataclassFields made{{}, source.fields->unread};
    const auto above = table_.ancestors(source.id);
    for (std::size_t i = above.size(); i-- > 0;) {
      if (above[i].class_id == source.id) continue;
      const auto seen = seen_on(above[i].class_id);
      if (!seen) continue;
      const auto fields = all_.find(index_of(*seen));
      if (fields == all_.end() || !fields->second.unread.empty()) {
        if (made.unread.empty()) made.unread = fields == all_.end() ? "dataclass of another file" : fields->second.unread;
        continue;
      }
      const auto at = std::ranges::find(above, *seen, &Ancestor::class_id);
      for (DataclassField each : fields->second.all) {
        if (each.type) each.type = substitution_.parameters(*each.type, as_nominal(at->specialization)->arguments);
        put(made.all, std::move(each));
      }
    }
    for (const DataclassField& each : source.fields->all) {
      if (each.type && !each.has_value && made.unread.empty() && may_inherit_default(source.id, each.name)) made.unread = "field that may have the default of a base";
      put(made.all, each);
    }
    return made;
  }

  /// Whether a class above has the name, and not as a field without a default.
  bool may_inherit_default(ClassId id, const std::string& name) const {
    return std::ranges::any_of(table_.ancestors(id), [&](const Ancestor& above) {
      if (above.class_id == id || std::ranges::find(table_[above.class_id].members, name, &Member::name) == table_[above.class_id].members.end()) return false;
      const auto source = std::ranges::find(sources_, above.class_id, &ClassSource::id);
      if (source == sources_.end()) return true;
      const auto field = std::ranges::find((*source)->fields->all, name, &DataclassField::name);
      return field == (*source)->fields->all.end() || !field->type || field->has_default;
    });
  }

  /// The dataclass whose fields a class shows: itself, or the next one above it.
  std::optional<ClassId> seen_on(ClassId id) const {
    for (const Ancestor& each : table_.ancestors(id)) {
      const std::vector<Member>& members = table_[each.class_id].members;
      if (std::ranges::find(members, marker, &Member::name) != members.end()) return each.class_id;
    }
    return std::nullopt;
  }

  decltype(Member::form) constructor(const DataclassFields& fields) {
    if (!fields.unread.empty()) return Unread{fields.unread};
    SignatureShape shape;
    std::vector<Type> parts;
    bool has_default = false;
    for (const bool by_keyword : {false, true})
      for (const DataclassField& each : fields.all) {
        if (!each.type || each.by_keyword != by_keyword) continue;
        if (is_descriptor(*each.type)) return Unread{"descriptor in the place of a field"};
        if (!by_keyword && has_default && !each.has_default) return Unread{"parameters that Python refuses"};
        has_default |= !by_keyword && each.has_default;
        shape.push_back({by_keyword ? ParameterKind::KeywordOnly : ParameterKind::Standard, each.has_default, each.name});
        parts.push_back(*each.type);
      }
    parts.push_back(pool_.nominal(table_.well_known.none_type));
    return Method{pool_.callable(shape, parts)};
  }

  /// What one takes and gives is not its own type. Spec: dataclasses#dataclass-semantics.
  bool is_descriptor(Type type) const {
    const Nominal* nominal = as_nominal(type);
    return nominal && (table_.find_member(nominal->class_id, "__get__") || table_.find_member(nominal->class_id, "__set__"));
  }

  ClassTable& table_;
  TypePool& pool_;
  Substitution substitution_;
  std::vector<const ClassSource*> sources_;
  std::unordered_map<std::uint32_t, DataclassFields> all_;  // of a class and those above it
};

}  // namespace

std::optional<DataclassOptions> dataclass_options(const ClassSource& source) {
  const auto& all = source.outline->decorators;
  const auto found = std::ranges::find_if(all, [&](const Decorator& each) { return meaning_of(*source.module, each.name.text) == construct; });
  if (found == all.end()) return std::nullopt;
  DataclassOptions made;
  if (found->given.has_others) made = {std::nullopt, std::nullopt, std::nullopt, std::nullopt, std::nullopt, std::nullopt};
  const std::array<std::pair<std::string_view, std::optional<bool>*>, 6> options{{{"init", &made.init}, {"eq", &made.eq}, {"order", &made.order},
                                                                                   {"frozen", &made.frozen}, {"unsafe_hash", &made.unsafe_hash}, {"kw_only", &made.kw_only}}};
  for (const auto& [name, value] : found->given.keywords)
    for (const auto& [option, to] : options)
      if (name.text == option) *to = literal(value);
  return made;
}

std::optional<Piece> inside_qualifier(const ClassSource& source, const ClassTable& table, const Piece& annotation, std::string_view qualifier) {
  const std::size_t open = annotation.text.find('[');
  if (open == std::string_view::npos || !annotation.text.ends_with(']')) return std::nullopt;
  if (!means(source, table, annotation.text.substr(0, open), qualifier)) return std::nullopt;
  return Piece{annotation.text.substr(open + 1, annotation.text.size() - open - 2), place_inside(annotation, open + 1)};
}

DataclassFields read_fields(const ClassSource& source, const ClassTable& table, const DataclassOptions& options,
                            const std::function<std::variant<Type, Unread>(const Piece&)>& type) {
  return FieldReader{source, table, type}.run(options);
}

std::optional<decltype(Member::form)> hash_of_dataclass(const DataclassOptions& options, const ClassTable& table, TypePool& pool) {
  if (!options.unsafe_hash || !options.eq || !options.frozen) return Unread{construct};
  if (*options.unsafe_hash || (*options.eq && *options.frozen)) return Method{pool.callable({}, pool.nominal(table.well_known.integer))};
  if (*options.eq) return Attribute{.type = pool.nominal(table.well_known.none_type), .takes_back = true};
  return std::nullopt;
}

std::vector<Member> members_of_dataclass(const DataclassOptions& options, ClassId id, const ClassTable& table, TypePool& pool) {
  const Location& place = table[id].location;
  std::vector<Member> made{{std::string(marker), Unread{construct}, place, false}};
  if (options.order == false) return made;
  const bool is_known = options.order && table[id].parameters.empty();
  for (const std::string_view each : comparisons) {
    decltype(Member::form) form = Unread{construct};
    if (is_known) form = takes(pool, "other", pool.nominal(id), pool.nominal(table.well_known.boolean));
    made.push_back({std::string(each), std::move(form), place, false});
  }
  return made;
}

Method takes(TypePool& pool, std::string_view name, Type type, Type result) {
  const SignatureShape shape{{ParameterKind::Standard, false, std::string(name)}};
  const std::array<Type, 2> parts{type, result};
  return Method{pool.callable(shape, parts)};
}

Member constructor_to_make(const Location& place) { return {"__init__", Unread{construct}, place, false}; }

void add_constructors_of_dataclasses(std::span<const ClassSource> sources, ClassTable& table, TypePool& pool) {
  ConstructorMaker{sources, table, pool}.run();
}

}  // namespace agverify::model::syntax::stubs
