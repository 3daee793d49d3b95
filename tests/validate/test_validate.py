"""A staged batch becomes an accepted folder, whole or not at all; a batch that cannot be judged fails with its name."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipelines import schema
from pipelines.validate import BadBatch, ExpectationResult, judged_together, validate

from ..told import Told, read, stage
from .lock import right


@pytest.fixture
def told() -> Told:
    return right("lock")


def test_accepted_rows_arrive_unchanged_and_a_folder_of_before_is_replaced_whole(tmp_path: Path, told: Told) -> None:
    (tmp_path / "accepted").mkdir()
    (tmp_path / "accepted" / "left_over.parquet").write_bytes(b"")
    outcome = validate([stage(tmp_path / "batch", told)], tmp_path / "accepted")
    files = {f"{table}.parquet" for table in (*schema.STAGED, "refused")}
    assert {path.name for path in outcome.accepted.iterdir()} == files
    assert sorted(p.name for p in tmp_path.iterdir()) == ["accepted", "batch"]
    for table in schema.STAGED:
        assert read(outcome.accepted, table) == told.rows[table]
        assert pq.read_schema(outcome.accepted / f"{table}.parquet") == schema.staged_schema(table)


def test_batches_are_judged_as_one(tmp_path: Path, told: Told) -> None:
    other = Told("other", "Nothing else.")
    batches = [stage(tmp_path / "one", told), stage(tmp_path / "two", other)]
    assert list(judged_together(batches)) == [batches]
    outcome = validate(batches, tmp_path / "accepted")
    documents = [row for batch in (told, other) for row in batch.rows["documents"]]
    assert read(outcome.accepted, "documents") == documents


def test_a_document_that_is_staged_twice_is_judged_apart(tmp_path: Path, told: Told) -> None:
    one, two = stage(tmp_path / "one", told), stage(tmp_path / "two", told)
    assert list(judged_together([one, two])) == [[one], [two]]


def test_no_more_rows_are_judged_at_once_than_memory_should_hold(tmp_path: Path, told: Told, monkeypatch) -> None:
    monkeypatch.setattr("pipelines.validate.ROWS_TOGETHER", 10)
    batches = [stage(tmp_path / name, Told(name, f"Nothing {name}.")) for name in ("one", "two", "three")]
    assert [len(group) for group in judged_together([*batches, stage(tmp_path / "many", told)])] == [3, 1]


def test_an_empty_batch_passes(tmp_path: Path) -> None:
    outcome = validate([stage(tmp_path / "batch")], tmp_path / "accepted")
    assert all(r.success and r.element_count == 0 for r in outcome.results)
    assert read(outcome.accepted, "events") == []


def test_results_name_failing_rows_add_up_over_batches_and_survive_json(tmp_path: Path, told: Told) -> None:
    told.rows["events"][0]["factuality"] = "likely"
    outcome = validate([stage(tmp_path / "batch", told)], tmp_path / "accepted")
    result = next(r for r in outcome.results if r.name == "factuality_in_vocabulary")
    both = result.together_with(result)
    assert (both.element_count, both.unexpected_count, len(both.examples)) == (2, 2, 2)
    assert both.examples[0] == {"id": told.rows["events"][0]["event_id"], "value": "factuality=likely"}
    assert ExpectationResult(**json.loads(json.dumps(asdict(both)))) == both


JUDGES = """
import sys
from pathlib import Path
from pipelines.validate import validate
validate([Path(sys.argv[1])], Path(sys.argv[2]))
loaded = "scipy.linalg" in sys.modules
import scipy.stats
print(loaded, scipy.stats.norm.cdf(0))
"""


def test_judging_leaves_the_statistics_of_scipy_alone_and_whoever_wants_them_has_them(
    tmp_path: Path, told: Told
) -> None:
    batch = stage(tmp_path / "batch", told)
    command = [sys.executable, "-c", JUDGES, batch, tmp_path / "accepted"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "False 0.5\n"


def test_a_batch_that_lacks_a_column_fails_and_writes_nothing(tmp_path: Path, told: Told) -> None:
    path = stage(tmp_path / "batch", told) / "quotes.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["speaker_name"]), path)
    with pytest.raises(BadBatch, match=r"quotes\.parquet lacks column speaker_name"):
        validate([tmp_path / "batch"], tmp_path / "accepted")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["batch"]


def test_a_batch_that_lacks_a_table_fails(tmp_path: Path, told: Told) -> None:
    (stage(tmp_path / "batch", told) / "events.parquet").unlink()
    with pytest.raises(BadBatch, match=r"lacks events\.parquet"):
        validate([tmp_path / "batch"], tmp_path / "accepted")


def test_a_batch_with_a_column_of_another_type_fails(tmp_path: Path, told: Told) -> None:
    path = stage(tmp_path / "batch", told) / "statistics.parquet"
    table = pq.read_table(path)
    pq.write_table(table.set_column(table.schema.get_field_index("value"), "value", table["unit"]), path)
    with pytest.raises(BadBatch, match="another type"):
        validate([tmp_path / "batch"], tmp_path / "accepted")


def test_a_broken_file_fails_and_is_named(tmp_path: Path, told: Told) -> None:
    (stage(tmp_path / "batch", told) / "events.parquet").write_bytes(b"PAR1 cut off")
    with pytest.raises(BadBatch, match=r"events\.parquet cannot be read"):
        validate([tmp_path / "batch"], tmp_path / "accepted")


def test_a_fault_while_writing_leaves_what_was_there(
    tmp_path: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = stage(tmp_path / "batch")
    before = validate([batch], tmp_path / "accepted").accepted

    def full_disk(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipelines.validate.pq.write_table", full_disk)
    with pytest.raises(OSError, match="No space left"):
        validate([batch], tmp_path / "accepted")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["accepted", "batch"]
    assert len(list(before.iterdir())) == len(schema.STAGED) + 1
