"""A frozen value with some of its fields changed: `dataclasses.replace`, at a quarter of its cost.

A turn makes half a dozen of them, each of up to twenty fields. The standard library's looks up the definition of every field each
time and goes through `__init__`; here a function that fills the slots is written once for each class, as `dataclass` writes `__init__`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import replace  # so that fields and their types are checked where it is called
else:

    def replace(value: Any, /, **changes: Any) -> Any:
        """The value with these fields changed. Raises TypeError for a field that there is not, and for a class of another make."""
        return _changing(type(value))(value, **changes)


__all__ = ["replace"]


@cache
def _changing(cls: type) -> Callable[..., Any]:
    """`replace` for one class. Raises TypeError unless it is a dataclass that consists of its slots and does nothing when it is made."""
    names = tuple(getattr(cls, "__dataclass_fields__", ()))
    if not names or "__slots__" not in cls.__dict__ or hasattr(cls, "__post_init__"):
        raise TypeError(f"{cls.__name__} is no dataclass of slots alone")
    known: dict[str, Any] = {f"_put_{name}": getattr(cls, name).__set__ for name in names}
    known |= {"_cls": cls, "_blank": object.__new__, "_same": object()}  # underscores: no field is called so
    fields = ", ".join(f"{name}=_same" for name in names)
    puts = (f"    _put_{name}(_new, _old.{name} if {name} is _same else {name})" for name in names)
    source = "\n".join([f"def changed(_old, /, *, {fields}):", "    _new = _blank(_cls)", *puts, "    return _new"])
    exec(source, known)  # noqa: S102  made of the names of fields, which stand in our own code
    changed: Callable[..., Any] = known["changed"]
    return changed
