from __future__ import annotations

from pathlib import Path

import pytest

from pipelines import extract, plan, steps
from pipelines.validate import validate

from .mill import Mill, accept_all, load_model

BATCH_DOCUMENTS = plan.BATCH_DOCUMENTS


@pytest.fixture
def mill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mill:
    """A mill that loads its model once, takes each document for a batch of its own, and accepts every row."""
    monkeypatch.setattr(extract, "load", load_model)
    monkeypatch.setattr(plan, "BATCH_DOCUMENTS", 1)
    monkeypatch.setattr(steps, "validate", accept_all)
    return Mill(tmp_path)


@pytest.fixture
def judging_mill(mill: Mill, monkeypatch: pytest.MonkeyPatch) -> Mill:
    """A mill whose rows are judged by the true suites, and whose batches are as large as ever."""
    monkeypatch.setattr(plan, "BATCH_DOCUMENTS", BATCH_DOCUMENTS)
    monkeypatch.setattr(steps, "validate", validate)
    return mill
