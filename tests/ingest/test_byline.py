"""The author's line, believed only when all of it fits."""

from datetime import date

import pytest

from pipelines.ingest.byline import find
from pipelines.readers import Metadata

BODY = "\n\nThe fare rose on Monday, the company said. It had been low for years.\n\nNobody was surprised."


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("By Ann Brook", Metadata(author="Ann Brook")),
        ("BY ANN BROOK", Metadata(author="ANN BROOK")),
        ("By: Ann Brook", Metadata(author="Ann Brook")),
        ("Written by Ann van der Brook", Metadata(author="Ann van der Brook")),
        ("Author: Dr. Ann O’Brook-Lind", Metadata(author="Dr. Ann O’Brook-Lind")),
        ("By Ann Brook and Bo Lind", Metadata(author="Ann Brook, Bo Lind")),
        ("By Ann Brook, Bo Lind, and Cy Marsh", Metadata(author="Ann Brook, Cy Marsh")),
        ("By Ann Brook, The Ford Herald", Metadata(author="Ann Brook", publisher="The Ford Herald")),
        ("By Ann Brook for the Ford Herald", Metadata(author="Ann Brook")),
        ("By Ann Brook for Ford Weekly", Metadata(author="Ann Brook", publisher="Ford Weekly")),
        ("By Ann Brook, AFP", Metadata(author="Ann Brook", publisher="AFP")),
        ("By Reuters", Metadata(publisher="Reuters")),
        ("By Ann Brook | March 3, 2025", Metadata(author="Ann Brook", published_on=date(2025, 3, 3))),
        ("By Ann Brook, March 3, 2025", Metadata(author="Ann Brook", published_on=date(2025, 3, 3))),
        (
            "By Ann Brook, senior editor • Ford Times • Published: 3 March 2025",
            Metadata(author="Ann Brook", publisher="Ford Times", published_on=date(2025, 3, 3)),
        ),
    ],
)
def test_an_opening_byline_is_read(line: str, found: Metadata) -> None:
    assert find("Ferry fares rise\n\n" + line + BODY) == found


@pytest.mark.parametrize(
    "line",
    [
        "By the end of the year",
        "By March 2025",
        "By Monday morning the fare had doubled.",
        "By all accounts, Ann Brook, a captain, was first.",
        "By Ann Brook's count, the fare doubled.",
        "By Ann Brook, the first captain to sail, and then some more people who were there.",
        "Bystanders Ann Brook and Bo Lind",
        "by hand",
    ],
)
def test_a_sentence_that_begins_with_by_is_no_byline(line: str) -> None:
    assert find("Ferry fares rise\n\n" + line + BODY) == Metadata()


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Ann Brook is a researcher at the Ford Institute, an independent think tank.", "Ann Brook"),
        ("Ann Brook is an award-winning freelance journalist. Her book on tides is out now.", "Ann Brook"),
        ("Ann Brook and Bo Lind are professors of hydrology.", "Ann Brook, Bo Lind"),
        ("About the author: Ann Brook is a columnist.", "Ann Brook"),
        ("Ann Brook, political scientist, PhD, expert at the Ford Institute", "Ann Brook"),
        ("Ann Brook, professor of law", "Ann Brook"),
    ],
)
def test_a_closing_line_about_the_author_is_read(line: str, author: str) -> None:
    assert find("Ferry fares rise" + BODY + "\n" + line).author == author


@pytest.mark.parametrize(
    "line",
    [
        "Ann Brook is a river in the north.",
        "The company is a researcher's dream.",
        "Ann Brook, Bo Lind and others stayed at home.",
        "“It was low,” said Ann Brook, professor of law",
        "Ann Brook, professor of law, said the fare was too high.",
        "Fare Watch is a project of The Ford Herald, whose editor is Ann Brook.",
        "Ann Brook is a professor " + "of many things " * 40,
    ],
)
def test_a_last_sentence_about_somebody_is_no_closing_line(line: str) -> None:
    assert find("Ferry fares rise" + BODY + "\n" + line).author is None


def test_somebody_the_text_has_named_before_is_not_its_author() -> None:
    assert (
        find("Brook praised the ferry.\n\nIt sailed.\n\nIt came back.\n\nAnn Brook is a professor of law.").author
        is None
    )


def test_a_text_of_a_line_or_two_introduces_no_author() -> None:
    assert find("Ferry fares rise\n\nAnn Brook is a professor of law.").author is None
