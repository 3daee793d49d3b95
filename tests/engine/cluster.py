"""A Ray cluster on this machine: nodes that are processes of their own, on addresses of loopback."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

RAY = str(Path(sys.executable).with_name("ray"))
HEAD = "127.0.0.2"
"""Ray takes 127.0.0.1 for the machine's address in its network, and the other ones as they are."""
PATIENCE = 180


class Cluster:
    """A head and more nodes, each with one core."""

    def __init__(self, folder: Path, port: int) -> None:
        self.address = f"{HEAD}:{port}"
        self.environment = {
            **os.environ,
            "RAY_USAGE_STATS_ENABLED": "0",
            "RAY_AUTH_MODE": "token",
            "RAY_AUTH_TOKEN": secrets.token_hex(16),
            "HOME": str(folder),
        }
        self._folder = folder
        self._nodes: list[subprocess.Popen[bytes]] = []
        head = ("--head", f"--port={port}", f"--temp-dir={folder}", "--include-dashboard=false")
        self._start(HEAD, *head)

    def add_node(self) -> int:
        """Starts a node and returns its number; the head is 0."""
        number = len(self._nodes)
        self._start(f"127.0.0.{2 + number}", f"--address={self.address}")
        return number

    def is_at_work(self, number: int) -> bool:
        """Whether a task runs on the node."""
        return any("ray::_extract" in _title(process) for process in _family(self._nodes[number].pid))

    def kill_node(self, number: int) -> None:
        """Kills the node's processes as a power cut would, all at once and without a word."""
        processes = _family(self._nodes[number].pid)
        for process in processes:
            process.kill()
        psutil.wait_procs(processes, timeout=PATIENCE)

    def stop(self) -> None:
        for number in range(len(self._nodes)):
            self.kill_node(number)
            self._nodes[number].wait()

    def _start(self, host: str, *options: str) -> None:
        log = self._folder / f"{host}.log"
        command = [RAY, "start", "--block", "--disable-usage-stats", f"--node-ip-address={host}", "--num-cpus=1"]
        command += ["--object-store-memory=100000000", "--include-log-monitor=false", *options]
        with log.open("wb") as output:
            self._nodes.append(
                subprocess.Popen(
                    command, env=self.environment, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
                )
            )
        deadline = time.monotonic() + PATIENCE
        while b"Ray runtime started" not in log.read_bytes():
            assert self._nodes[-1].poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.2)


@contextmanager
def cluster(port: int) -> Iterator[Cluster]:
    """A cluster with a head alone; all its processes end with the block."""
    folder = Path(tempfile.mkdtemp(prefix="ray-"))  # short: it holds sockets, whose paths are bounded
    made: Cluster | None = None
    try:
        made = Cluster(folder, port)
        yield made
    finally:
        if made is not None:
            made.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _title(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return ""


def _family(process: int) -> list[psutil.Process]:
    try:
        parent = psutil.Process(process)
        return [*parent.children(recursive=True), parent]
    except psutil.NoSuchProcess:
        return []
