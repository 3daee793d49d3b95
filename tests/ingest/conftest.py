from __future__ import annotations

from typing import Any

import pytest

from pipelines import readers


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were read, as it happens."""
    names: list[str] = []
    really = readers.read

    def read(name: str, *rest: Any) -> readers.Opened:
        names.append(name)
        return really(name, *rest)

    monkeypatch.setattr(readers, "read", read)
    return names
