#include "properties/documented.h"

#include <cassert>

#include <fmt/format.h>

#include "cli/embedded_stubs.h"
#include "model/syntax/stubs/class_objects.h"
#include "properties/aliases.h"

namespace agverify::properties {

using namespace model;

std::unique_ptr<Documented> documented(std::string_view prelude) {
  auto made = std::make_unique<Documented>();
  std::vector<syntax::stubs::SourceText> stubs;
  for (const cli::EmbeddedFile& each : cli::embedded_stubs()) stubs.push_back({each.path, each.text, std::string(64, '0')});
  auto universe = syntax::stubs::read_stubs(stubs, syntax::stubs::PythonVersion{}, made->pool);
  assert(universe.has_value());
  if (!prelude.empty())
    universe = syntax::stubs::extend(*universe, {"prelude.pyi", prelude, std::string(64, '0')}, syntax::stubs::PythonVersion{}, made->pool);
  assert(universe.has_value());
  made->universe = std::move(*universe);
  return made;
}

std::string_view every_construct() {
  return R"(from typing import ClassVar, Generic, Protocol, TypeVar
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
U_co = TypeVar("U_co", covariant=True)
T_contra = TypeVar("T_contra", contravariant=True)

class Base: ...
class Below(Base): ...
class Other: ...

class Source(Generic[T_co]):
    def get(self) -> T_co: ...
class Sink(Generic[T_contra]):
    def put(self, value: T_contra, /) -> None: ...
class SubSource(Source[T_co]): ...
class IntSource(Source[int]): ...
class Pipe(Source[T_co], Sink[T_contra], Generic[T_contra, T_co]): ...

class Gets(Protocol[T_co]):
    def get(self) -> T_co: ...
class Puts(Protocol[T_contra]):
    def put(self, value: T_contra, /) -> None: ...
class GetsAndPuts(Protocol[T_co, T_contra]):
    def get(self) -> T_co: ...
    def put(self, value: T_contra, /) -> None: ...
class Turns(Protocol[T_contra, U_co]):
    def turn(self, value: T_contra, /) -> U_co: ...
class Lathe(Generic[T_contra, U_co]):
    def turn(self, value: T_contra, /, speed: int = ...) -> U_co: ...

class Calls(Protocol[T_contra, U_co]):
    def __call__(self, value: T_contra, /) -> U_co: ...
class CallsNamed(Protocol[T_contra, U_co]):
    def __call__(self, value: T_contra, *, speed: int = ...) -> U_co: ...
class Press(Generic[T_contra, U_co]):
    def __call__(self, value: T_contra, speed: int = ...) -> U_co: ...

class Shares(Protocol):
    shared: ClassVar[Base]
class ReadsShared(Protocol):
    @property
    def shared(self) -> Base: ...
class HoldsShared(Protocol):
    shared: Base
class Common:
    shared: ClassVar[Below]
class Own:
    shared: Base

class Holds(Protocol[T]):
    item: T
class Reads(Protocol[T_co]):
    @property
    def item(self) -> T_co: ...
class Sets(Protocol[T]):
    @property
    def item(self) -> T: ...
    @item.setter
    def item(self, value: T) -> None: ...
class Cell(Generic[T]):
    item: T
class Frozen(Generic[T_co]):
    @property
    def item(self) -> T_co: ...
class Tuned(Generic[T]):
    @property
    def item(self) -> T: ...
    @item.setter
    def item(self, value: T) -> None: ...
class HoldsInt(Protocol):
    item: int

class Linked(Protocol[T_co]):
    def head(self) -> T_co: ...
    def tail(self) -> Linked[T_co]: ...
class Chain(Generic[T_co]):
    def head(self) -> T_co: ...
    def tail(self) -> Chain[T_co]: ...
class Knot(Protocol):
    def visit(self, other: Tie, /) -> Knot: ...
class Tie(Protocol):
    def visit(self, other: Knot, /) -> Tie: ...
class Bow:
    def visit(self, other: Bow, /) -> Bow: ...
class Vibes(Protocol[T_co]):
    def size(self) -> int: ...
)";
}

std::unique_ptr<Documented> documented_with_aliases() {
  return documented(fmt::format("{}{}", every_construct(), every_alias()));
}

std::unique_ptr<Documented> documented_with_tuples() {
  return documented(std::string{every_construct()} + R"(from enum import Enum, Flag
from typing import NamedTuple
class Color(Enum):
    RED = 1
    BLUE = 2
class Mode(Flag):
    ON = 1
    OFF = 2
class Point(NamedTuple):
    x: int
    y: str
)");
}

std::unique_ptr<Documented> documented_with_class_objects() {
  auto made = documented(std::string{every_construct()} + R"(
from typing import final
class Meta(type): ...
class LowMeta(Meta): ...
class OfMeta(metaclass=Meta): ...
class BelowMeta(OfMeta): ...
class OfLowMeta(OfMeta, metaclass=LowMeta): ...
@final
class Last: ...
class LowLast(Below): ...
)");
  std::set<std::string, std::less<>> names;
  for (const Class& each : made->universe.table.classes) names.insert(each.name);
  syntax::stubs::add_class_objects(made->universe, names, 0, made->pool);
  return made;
}

}  // namespace agverify::properties
