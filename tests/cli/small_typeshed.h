#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/cli/run_program.h"

namespace agverify::cli {

inline constexpr std::string_view small_builtins = R"(import sys
from typing import Iterable, SupportsInt, TypeVar
_T = TypeVar("_T")
class object:
    def __eq__(self, value: object, /) -> bool: ...
class int(SupportsInt): ...
class bool(int): ...
class float: ...
class complex: ...
class str(Iterable[str]): ...
class list(Iterable[_T]):
    def append(self, item: _T, /) -> None: ...
)";

inline constexpr std::string_view small_typing = R"(import collections
from abc import ABCMeta, abstractmethod
from typing_extensions import final
class _SpecialForm: ...
class TypeVar: ...
Protocol: _SpecialForm
Generic: _SpecialForm
Callable: _SpecialForm
List = list
_T_co = TypeVar("_T_co", covariant=True)
class Iterable(Protocol[_T_co]):
    @abstractmethod
    def __next__(self) -> _T_co: ...
class SupportsInt(Protocol, metaclass=ABCMeta):
    @abstractmethod
    def __int__(self) -> int: ...
)";

/// A folder that is a small typeshed.
struct SmallTypeshed : Place {
  SmallTypeshed() {
    write("t/stdlib/VERSIONS", "# modules\nabc: 3.0-\nbox: 3.0-\nbuiltins: 3.0-\ncollections: 3.0-\nlate: 3.12-\nold: 3.0-3.11\n"
                               "collections.abc: 3.3-\n_impl: 3.0-\ntypes: 3.0-\ntyping: 3.5-\ntyping_extensions: 3.0-\nwrong: 3.0-\n");
    write("t/stdlib/builtins.pyi", small_builtins);
    write("t/stdlib/typing.pyi", small_typing);
    write("t/stdlib/abc.pyi", "class ABCMeta(type): ...\ndef abstractmethod(f): ...\n");
    write("t/stdlib/typing_extensions.pyi", "def final(f): ...\n");
    write("t/stdlib/types.pyi", "import sys\nif sys.version_info >= (3, 10):\n    class NoneType: ...\n");
    write("t/stdlib/collections/__init__.pyi", "from ..late import Late\nfrom .abc import Inner as Inner\n");
    write("t/stdlib/collections/abc.pyi", "from _impl import *\nfrom _impl import __all__ as __all__\nclass Inner: ...\n");
    write("t/stdlib/_impl.pyi", "import typing as t\n__all__ = ['Bag', '_Shown']\n__all__ += ['More']\n__all__.remove('More')\n"
                                "class Bag(t.Iterable[int]): ...\nclass _Shown(Bag): ...\nclass More: ...\n");
    write("t/stdlib/old.pyi", "class Old: ...\n");
    write("t/stdlib/late.pyi", "class Late: ...\n");
    write("t/stdlib/box.pyi", "class Box: ...\n");
    write("t/stdlib/wrong.pyi", "class Right: ...\nclass Wrong(:\n");
  }

  Finished prove(const std::string& query, std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"prove", "--typeshed", "t", query});
    return agverify(more);
  }
};

}  // namespace agverify::cli
