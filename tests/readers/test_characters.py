"""The normal form of a stored text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.readers import characters
from pipelines.readers.characters import normalise, normalise_characters

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()), max_size=80)


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("one\r\ntwo\rthree\u2028four\x0cfive", "one\ntwo\nthree\nfour\nfive"),
        ("\ufeffA mark at the front", "A mark at the front"),
        ("cafe\u0301", "café"),
        ("5\u00a0percent of\u202fGDP\u3000now", "5 percent of GDP now"),
        ("co\u00adoper\u200bation\u2060", "cooperation"),
        ("bell\x07 and\x1b[1m escape", "bell  and [1m escape"),
        ("line with blanks   \nnext\t\n", "line with blanks\nnext"),
        ("one\n\n\n\n\ntwo", "one\n\ntwo"),
        ("one\n  \n \t\n\ntwo", "one\n\ntwo"),
        ("lone \ud800 half", "lone \ufffd half"),
        ("12 m² and ½ of it, ﬁne", "12 m² and ½ of it, ﬁne"),
        ("column\tcolumn", "column\tcolumn"),
    ],
)
def test_characters_come_out_in_one_form(raw: str, stored: str) -> None:
    assert normalise(raw) == stored


@given(ANY_TEXT)
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(ANY_TEXT)
def test_a_normalised_text_can_be_stored_and_holds_nothing_invisible(text: str) -> None:
    stored = normalise(text)
    stored.encode("utf-8")
    assert unicodedata.is_normalized("NFC", stored)
    assert not {c for c in stored if unicodedata.category(c) in ("Cc", "Zl", "Zp", "Cs")} - {"\n", "\t"}
    assert not {c for c in stored if unicodedata.category(c) == "Zs"} - {" "}


@given(ANY_TEXT)
def test_character_normalisation_keeps_the_blanks_that_may_be_markup(text: str) -> None:
    once = normalise_characters(text)
    assert normalise_characters(once) == once
    assert normalise_characters("line  \nnext") == "line  \nnext"


def test_no_printable_character_is_replaced() -> None:
    """What is printable as a whole is not looked at any further."""
    printable = "".join(filter(str.isprintable, map(chr, range(0x110000))))
    replaced = [odd.sub(plain, printable) for odd, plain in characters._REPLACEMENTS]
    assert replaced == [printable] * len(replaced)
