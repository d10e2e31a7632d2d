"""ladybug without asyncio, which its asynchronous connection alone needs: a tenth of the time a question takes."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

__all__ = ["ladybug"]


class _Later(ModuleType):
    """Stands for a module that is imported when something of it is used."""

    def __getattr__(self, name: str) -> object:
        return getattr(import_module(self.__name__), name)


_stands_in = sys.modules.setdefault("asyncio", _Later("asyncio"))
try:
    import ladybug
finally:
    if isinstance(_stands_in, _Later):
        del sys.modules["asyncio"]  # whoever imports it from here on gets it
