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
