"""Bad input is data: whatever a file holds or is called, it becomes a document or a reject, and the run goes on."""

from __future__ import annotations

import errno
import os
import random

import duckdb
import pytest

from pipelines.extract import facts

from .mill import ONE, TWO, Mill

HOSTILE_NAMES = (
    "'; DROP TABLE events; --",
    "=HYPERLINK(1)",
    "<script>alert(1)<",
    "new\nline",
    "\x1b[31mred",
    "\u202ebackwards",
    "%s%n {0} $1 ?",
    "-rf",
    "~",
    "👩‍👩‍👧",
    "a" * 200,
    "con.txt.md",
)
HOSTILE_TEXTS = (
    "'; DROP TABLE documents; -- said Ada Brook on 3 May 2021.",
    "On 31 February 2021, 13/13/2013 and 0000-00-00 nothing opened; it cost $1e999 and 99999999999999999999 percent.",
    '"' * 500 + "said Ada",
    "(" * 3000 + " 5 percent " + ")" * 3000,
    "said " * 3000,
    "1," * 3000,
    "of the " * 2000,
    "A\u0301" * 900 + " opened on 3 May 2021.",
    "https://" + "a/" * 900 + " opened.",
    "# " * 2000,
    "[" * 2000 + "](x)",
    "> " * 500 + "quoted",
    "- " * 900 + "2021",
    "<cite>" * 500 + "x",
    "\u202e\u200f3 May 2021\u202c opened the ferry",
)


def loaded(mill: Mill, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(mill.database), read_only=True) as connection:
        return connection.execute(query).fetchall()


def reconciled(mill: Mill, files: int) -> None:
    """Every file is a path of one document, or a reject; what was seen is what was loaded or refused."""
    (paths,) = loaded(mill, "SELECT coalesce(sum(len(source_paths)), 0) FROM documents")[0]
    (refused,) = loaded(mill, "SELECT count(*) FROM rejects WHERE kind = 'file'")[0]
    assert paths + refused == files
    states = ("seen", "new", "changed", "unchanged", "rejected")
    columns = ", ".join(f"documents_{state}" for state in states)
    for seen, *parts in loaded(mill, f"SELECT {columns}, documents FROM runs"):  # noqa: S608
        *counted, rejected, documents = parts
        assert seen == sum(counted) + rejected == documents + rejected


def test_hostile_names_and_texts_are_loaded_as_they_are(judging_mill: Mill) -> None:
    mill = judging_mill
    mill.write(**dict(enumerate_names(HOSTILE_TEXTS)))
    for number, name in enumerate(HOSTILE_NAMES):
        (mill.texts / f"{name}.txt").write_text(f"{ONE} Number {number}.")
        (mill.texts / f"{number}.md").write_text(HOSTILE_TEXTS[number])
    mill.run()
    names = {name for (name,) in loaded(mill, "SELECT unnest(source_paths) FROM documents")}
    assert {f"{name}.txt" for name in HOSTILE_NAMES} <= names
    reconciled(mill, len(os.listdir(mill.texts)))
    assert loaded(mill, "SELECT count(*) FROM rejects WHERE code IN ('extraction_failed', 'too_slow')") == [(0,)]


def enumerate_names(texts: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(f"text_{number}", text) for number, text in enumerate(texts)]


def test_a_document_on_which_a_rule_fails_is_a_reject_and_keeps_its_citations_out(mill: Mill, monkeypatch) -> None:
    really = facts.facts_of

    def facts_of(parsed):
        if "unlucky" in parsed.text:
            raise RecursionError("deep")
        return really(parsed)

    monkeypatch.setattr(facts, "facts_of", facts_of)
    mill.write(good=ONE, bad="An unlucky text, see https://example.org/source for more.")
    mill.run()
    assert loaded(mill, "SELECT code, detail FROM rejects") == [("extraction_failed", "RecursionError: deep")]
    assert loaded(mill, "SELECT count(*) FROM documents") == [(2,)]
    reconciled(mill, 2)


def test_a_document_that_validation_refuses_whole_is_not_extracted_again(judging_mill: Mill) -> None:
    mill = judging_mill.write(good=ONE, bad=TWO)
    (mill.texts / "bad.meta.yaml").write_text("published_on: 0150-01-01")  # before printing
    _, extracted = mill.run()
    assert extracted == 2
    assert loaded(mill, "SELECT source_path FROM documents") == [("good.txt",)]
    assert ("publication_date_implausible",) in loaded(mill, "SELECT code FROM rejects")
    before = mill.dump()
    plan, extracted = mill.run()
    assert (plan.unchanged, extracted) == (2, 0)
    assert mill.dump() == before
    (mill.texts / "bad.meta.yaml").write_text("published_on: 2021-01-01")
    _, extracted = mill.run()
    assert extracted == 1
    assert len(loaded(mill, "FROM documents")) == 2
    rejected = "SELECT documents_seen, documents, documents_rejected FROM runs ORDER BY started_at"
    assert loaded(mill, rejected) == [(2, 1, 1), (2, 1, 1), (2, 2, 0)]


def test_a_disk_that_fails_for_a_moment_takes_no_facts_away(mill: Mill, monkeypatch: pytest.MonkeyPatch) -> None:
    mill.write(one=ONE, two=TWO).run()
    before = mill.dump()
    really_open = os.open

    def failing(path, *arguments, **options):
        if os.fspath(path) == str(mill.texts / "one.txt"):
            raise OSError(errno.EIO, os.strerror(errno.EIO), path)
        return really_open(path, *arguments, **options)

    monkeypatch.setattr(os, "open", failing)
    plan, _ = mill.run()
    assert (plan.unchanged, plan.removed) == (2, 0)
    assert loaded(mill, "SELECT source_path, kind, code FROM rejects") == [("one.txt", "update", "unreadable")]
    assert {name: rows for name, rows in mill.dump().items() if name != "rejects"} == {
        name: rows for name, rows in before.items() if name != "rejects"
    }
    monkeypatch.setattr(os, "open", really_open)
    mill.run()
    assert mill.dump() == before


def random_files(mill: Mill, count: int) -> None:
    """Random bytes, texts with random bytes in them, and random words, of which most can be decoded."""
    chance = random.Random(count)
    words = [*ONE.split(), *TWO.split(), "\n\n", "# ", "---", "…", "\u2028", '"', "1,000", "[x](y)"]
    mill.texts.mkdir(parents=True)
    for number in range(count):
        text = " ".join(chance.choices(words, k=chance.randrange(60))).encode()
        if number % 3 == 0:
            text = chance.randbytes(chance.randrange(200))
        elif number % 3 == 1:
            at = chance.randrange(len(text) + 1)
            text = text[:at] + chance.randbytes(2) + text[at:]
        (mill.texts / f"{number}{chance.choice(('.txt', '.md', '.TXT', ''))}").write_bytes(text)


def test_random_files_are_documents_or_rejects(mill: Mill, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.plan.BATCH_DOCUMENTS", 500)
    random_files(mill, 300)
    mill.run()
    reconciled(mill, 300)
    mill.run()
    reconciled(mill, 300)
    assert loaded(mill, "SELECT count(*) FROM rejects WHERE code = 'extraction_failed'") == [(0,)]


@pytest.mark.slow
def test_two_thousand_random_files_are_documents_or_rejects(judging_mill: Mill) -> None:
    mill = judging_mill
    random_files(mill, 2000)
    mill.run()
    reconciled(mill, 2000)
    assert loaded(mill, "SELECT count(*) FROM rejects WHERE code = 'extraction_failed'") == [(0,)]
