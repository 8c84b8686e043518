# The classes of objects that the interpreter makes by itself.
from _typeshed import Incomplete
from typing_extensions import final

@final
class NoneType:
    def __bool__(self) -> bool: ...

@final
class TracebackType:
    tb_next: TracebackType | None
    @property
    def tb_lasti(self) -> int: ...
    @property
    def tb_lineno(self) -> int: ...
    tb_frame: Incomplete

class ModuleType:
    __name__: str
    __file__: str | None
    __package__: str | None
    __loader__: Incomplete
    __spec__: Incomplete
    __path__: Incomplete
    __annotations__: Incomplete
    @property
    def __dict__(self) -> dict[str, Incomplete]: ...
    def __init__(self, name: str, doc: str | None = None) -> None: ...
