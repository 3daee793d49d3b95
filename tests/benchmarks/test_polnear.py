"""The reader of PolNeAR's stand-off files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.polnear import Corpus, gold

TEXT = "Roe said: “We stay.\nWe fight.” He likes tea."
ANNOTATION = "\n".join(
    (
        "T1\tSource 0 3\tRoe",
        "T2\tCue 4 9\tsaid:",
        "T3\tContent 10 19;20 30\t“We stay. We fight.”",
        "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3",
        "T4\tCue 34 39\tlikes",
        "T5\tContent 40 43\ttea",
        "E2\tAttribution:T4 Cue:T4 Content:T5",
        "T6\t",
    )
)


def test_pieces_cut_at_a_line_end_are_one_quote() -> None:
    first = gold("a", TEXT, ANNOTATION)["quotes"][0]
    assert (first["text"], first["speaker"], first["speech"]) == ("“We stay.\nWe fight.”", "Roe", True)


def test_attitudes_are_out_of_the_scope_of_speech() -> None:
    second = gold("a", TEXT, ANNOTATION)["quotes"][1]
    assert (second["text"], second["speaker"], second["speech"]) == ("tea", None, False)


def test_the_test_part_stays_closed() -> None:
    with pytest.raises(ValueError, match="not open to development"):
        Corpus(Path(), "test")
