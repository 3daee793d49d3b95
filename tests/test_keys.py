from __future__ import annotations

import hashlib

from pipelines.keys import Keys


def a_key(number: int) -> str:
    return hashlib.sha256(str(number).encode()).hexdigest()


def test_every_key_that_was_put_in_is_found_and_no_other() -> None:
    keys = Keys([[a_key(number) for number in range(first, first + 500)] for first in (1500, 0, 1000, 500)])
    assert len(keys) == 2000
    assert all(a_key(number) in keys for number in range(2000))
    assert not any(a_key(number) in keys for number in range(2000, 4000))


def test_keys_are_told_apart_by_their_last_byte() -> None:
    stem = "ab" * 31
    keys = Keys([[stem + "00", "00" * 32]])
    assert stem + "00" in keys
    assert "00" * 32 in keys
    assert stem + "01" not in keys
    assert "00" * 31 + "01" not in keys


def test_nothing_is_found_among_no_keys() -> None:
    assert a_key(1) not in Keys([])
