#include "model/syntax/stubs/known_names.h"

#include <algorithm>
#include <array>
#include <string>

namespace agverify::model::syntax::stubs {
namespace {

constexpr std::string_view typing_names =
    "AbstractSet Annotated Any AnyStr AsyncContextManager AsyncGenerator AsyncIterable AsyncIterator Awaitable BinaryIO "
    "Buffer ByteString Callable CapsuleType ChainMap ClassVar Collection Concatenate Container ContextManager Coroutine "
    "Counter DefaultDict Deque Dict Doc Final Format ForwardRef FrozenSet Generator Generic Hashable IO IntVar ItemsView "
    "Iterable Iterator KeysView List Literal LiteralString Mapping MappingView Match MutableMapping MutableSequence "
    "MutableSet NamedTuple NewType NoDefault NoExtraItems NotRequired OrderedDict ParamSpec ParamSpecArgs "
    "ParamSpecKwargs Pattern Protocol ReadOnly Reader Required Reversible Self Sentinel Sequence Set Sized SupportsAbs "
    "SupportsBytes SupportsComplex SupportsFloat SupportsIndex SupportsInt SupportsRound TYPE_CHECKING Text TextIO "
    "Tuple Type TypeAlias TypeAliasType TypeForm TypeGuard TypeIs TypeVar TypeVarTuple TypedDict Unpack ValuesView Writer "
    "assert_never assert_type cast clear_overloads dataclass_transform deprecated disjoint_base evaluate_forward_ref "
    "final get_annotations get_args get_origin get_original_bases get_overloads get_protocol_members get_type_hints "
    "is_protocol is_typeddict no_type_check no_type_check_decorator overload override reveal_type runtime "
    "runtime_checkable type_check_only type_repr";

constexpr std::string_view collections_abc_names =
    "AsyncGenerator AsyncIterable AsyncIterator Awaitable Buffer ByteString Callable Collection Container Coroutine "
    "Generator Hashable ItemsView Iterable Iterator KeysView Mapping MappingView MutableMapping MutableSequence "
    "MutableSet Reversible Sequence Set Sized ValuesView";

constexpr std::string_view builtins_names =
    "ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError "
    "BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError "
    "ConnectionResetError DeprecationWarning EOFError Ellipsis EncodingWarning EnvironmentError Exception ExceptionGroup "
    "False FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError "
    "ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError "
    "MemoryError ModuleNotFoundError NameError NotADirectoryError NotImplemented NotImplementedError OSError "
    "OverflowError PendingDeprecationWarning PermissionError ProcessLookupError PythonFinalizationError RecursionError "
    "ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError "
    "SyntaxWarning SystemError SystemExit TabError TimeoutError True TypeError UnboundLocalError UnicodeDecodeError "
    "UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning "
    "ZeroDivisionError abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile "
    "complex copyright credits delattr dict dir divmod enumerate eval exec exit filter float format frozenset function "
    "getattr globals hasattr hash help hex id input int isinstance issubclass iter len license list locals map max "
    "memoryview min next object oct open ord pow print property quit range repr reversed round set setattr slice sorted "
    "staticmethod str sum super tuple type vars zip";

struct SpecialName {
  std::string_view name;
  SpecialForm form;
};
constexpr std::array special_names{SpecialName{"Never", SpecialForm::Never}, SpecialName{"NoReturn", SpecialForm::Never},
                                   SpecialName{"Union", SpecialForm::Union}, SpecialName{"Optional", SpecialForm::Optional},
                                   SpecialName{"Callable", SpecialForm::Callable}};

constexpr std::array<std::string_view, 4> language_modules{"builtins", "typing", "typing_extensions", "collections.abc"};

constexpr std::array<std::string_view, 12> declaring_modules{
    "_typeshed", "abc", "collections", "contextlib", "dataclasses", "enum", "functools", "numbers", "re", "sys", "types", "warnings"};

constexpr std::array historical_aliases{
    AliasedClass{"List", "builtins", "list"},           AliasedClass{"Dict", "builtins", "dict"},
    AliasedClass{"Set", "builtins", "set"},             AliasedClass{"FrozenSet", "builtins", "frozenset"},
    AliasedClass{"Deque", "collections", "deque"},      AliasedClass{"DefaultDict", "collections", "defaultdict"},
    AliasedClass{"Counter", "collections", "Counter"},  AliasedClass{"OrderedDict", "collections", "OrderedDict"},
    AliasedClass{"ChainMap", "collections", "ChainMap"}};

/// Two names of typing that are the builtin ones. Spec: historical#aliases-to-other-standard-library-types.
std::string_view canonical(std::string_view name) {
  if (name == "Tuple") return "tuple";
  return name == "Type" ? "type" : name;
}

void define_constructs(Scope& scope, std::string_view module, std::string_view names) {
  while (!names.empty()) {
    const std::string_view name = names.substr(0, names.find(' '));
    scope.define(std::string(module) + "." + std::string(name), Construct{std::string(canonical(name))});
    names.remove_prefix(std::min(names.size(), name.size() + 1));
  }
}

bool declares(std::string_view module) {
  return is_language_module(module) || std::ranges::find(declaring_modules, module) != declaring_modules.end();
}

}  // namespace

bool is_language_module(std::string_view module) { return std::ranges::find(language_modules, module) != language_modules.end(); }

void define_known_names(Scope& scope) {
  define_constructs(scope, "builtins", builtins_names);
  define_constructs(scope, "collections.abc", collections_abc_names);
  for (const std::string module : {"typing", "typing_extensions"}) {
    define_constructs(scope, module, typing_names);
    for (const SpecialName& special : special_names) scope.define(module + "." + std::string(special.name), special.form);
  }
  scope.define("collections.abc.Callable", SpecialForm::Callable);
}

const AliasedClass* historical_alias(std::string_view name) {
  const auto found = std::ranges::find(historical_aliases, name, &AliasedClass::alias);
  return found == historical_aliases.end() ? nullptr : &*found;
}

Construct construct_of_function(std::string_view module, std::string_view name) {
  return {declares(module) ? std::string(name) : "function"};
}

Construct construct_of(std::string_view module, std::string_view name) {
  return {declares(module) ? std::string(canonical(name)) : std::string(module) + "." + std::string(name)};
}

}  // namespace agverify::model::syntax::stubs
