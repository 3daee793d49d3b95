from __future__ import annotations

import contextlib
from datetime import date

import pytest

from pipelines.readers import Content, pdf
from pipelines.readers.limits import DEFAULT_CHOICES, DEFAULT_LIMITS, Limits
from pipelines.readers.pdf import document, information
from pipelines.readers.pdf.hyphens import Hyphens
from pipelines.readers.refused import Refused

from . import small_pdf
from .small_pdf import LEADING, TOP, Link, Page, Text, lines

FULL = "The harbour of Fordwick took more ships in this year than in any other one since"
FILLED = (FULL, "the war, and its owners were glad of it, as they had put much money into the quay")


def read(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Content:
    return document.read(data, limits, DEFAULT_CHOICES)


def content_of(*pages: Page, **information: str) -> Content:
    return read(small_pdf.pdf(*pages, information=information))


def paragraphs_of(*pages: Page) -> list[str]:
    return content_of(*pages).text.split("\n\n")


def refusal(data: bytes, limits: Limits = DEFAULT_LIMITS) -> tuple[str, str]:
    with pytest.raises(Refused) as refused:
        read(data, limits)
    return refused.value.code, refused.value.detail


def test_lines_of_a_paragraph_are_joined_and_paragraphs_are_parted_by_distance():
    found = paragraphs_of(lines(*FILLED, "", "Another one begins further down."))
    assert found == [" ".join(FILLED), "Another one begins further down."]


def test_a_short_line_ends_a_paragraph():
    assert paragraphs_of(lines(*FILLED, "that they built.", *FILLED)) == [
        " ".join((*FILLED, "that they built.")),
        " ".join(FILLED),
    ]


def test_an_indented_line_behind_a_sentence_begins_a_paragraph():
    closed = (FULL, "the war, and its owners were glad of it, as they had put much money in that quay.")
    page = [*lines(*closed), *lines(FULL, x=65, y=TOP - 2 * LEADING), *lines("then.", y=TOP - 3 * LEADING)]
    assert paragraphs_of(page) == [" ".join(closed), f"{FULL} then."]


def test_items_of_a_list_are_paragraphs():
    assert paragraphs_of(lines("They asked for", "• more ships,", "• fewer rules.", "1. Money", "2. Time")) == [
        "They asked for",
        "• more ships,",
        "• fewer rules.",
        "1. Money",
        "2. Time",
    ]


def test_a_paragraph_goes_on_over_the_page_and_knows_where_each_page_begins():
    content = content_of(lines(*FILLED), lines("which they had built with the money of others.", "", "The end."), [])
    first, second = content.text.split("\n\n")
    assert first == f"{' '.join(FILLED)} which they had built with the money of others."
    assert content.pages == (0, first.index("which"), len(content.text))
    assert second == "The end."


def test_a_sentence_that_ends_with_the_page_ends_its_paragraph():
    pages = (lines(FULL, "the war, and its owners were glad of it."), lines(f"So {FULL}", FILLED[1]))
    assert paragraphs_of(*pages)[1] == f"So {' '.join(FILLED)}"
    content = content_of(*pages)
    assert content.text[content.pages[1] :].startswith("So The")


def test_running_heads_and_page_numbers_are_no_text():
    def page(number: int, *texts: str) -> Page:
        head = Text(f"Harbour Review {number}", 50, 575, 8)
        return [head, *lines(*texts), Text(f"Page {number} of 3", 200, 20, 8)]

    found = paragraphs_of(page(1, *FILLED), page(2, "which they had built."), page(3, "", "The Harbour Review ends."))
    assert found == [f"{' '.join(FILLED)} which they had built.", "The Harbour Review ends."]


def test_a_line_that_stands_on_one_page_alone_is_kept_wherever_it_stands():
    found = paragraphs_of([Text("By Ann Brook", 50, 575), *lines(*FILLED)], lines("which they had built."))
    assert "By Ann Brook" in found


def test_columns_are_read_one_after_the_other_even_where_the_file_writes_them_line_by_line():
    left = [
        "The left column opens the story",
        "of the harbour and goes down so",
        "far as its last line before the",
        "right one goes on, that is, for",
    ]
    right = [
        "as long as it has lines, and so",
        "it is what a reader of the page",
        "would do, whatever order a file",
        "has them in.",
    ]
    page = [
        item
        for at, pair in enumerate(zip(left, right, strict=True))
        for item in (Text(pair[0], 50, TOP - LEADING * at), Text(pair[1], 230, TOP - LEADING * at))
    ]
    assert paragraphs_of(page) == [" ".join(left + right)]


def test_rows_in_columns_are_a_table_whose_cells_know_their_headings():
    rows = [("Country", "2022", "2023"), ("Norway", "4.1", "4.5"), ("Chile", "2.0", "2.2")]
    page = [
        Text(cell, 50 + 90 * column, TOP - LEADING * row)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
    ]
    content = content_of(page)
    assert [(content.text[c.start : c.end], c.row, c.column) for c in content.cells if not c.heading] == [
        ("4.1", "Norway", "2022"),
        ("4.5", "Norway", "2023"),
        ("2.0", "Chile", "2022"),
        ("2.2", "Chile", "2023"),
    ]


def test_larger_and_bold_lines_are_headings():
    page = [
        *lines("Harbour traffic recovers", size=20),
        *lines("Fares", y=500, size=14),
        *lines(*FILLED, y=480),
        *lines("Outlook", y=440, font="F2"),
        *lines(*FILLED, y=424),
    ]
    content = content_of(page)
    assert [(section.heading.split(" > ")[-1], section.level) for section in content.sections] == [
        ("Harbour traffic recovers", 1),
        ("Fares", 2),
        ("Outlook", 6),
    ]
    assert content.text == "\n\n".join([" ".join(FILLED)] * 2)
    assert content.metadata.title == "Harbour traffic recovers"


def test_notes_stand_before_the_paragraph_that_goes_on_below_them():
    first = [*lines(*FILLED), *lines("1 See the report of the port.", y=60, size=7)]
    assert paragraphs_of(first, lines("which they had built.")) == [
        "1 See the report of the port.",
        f"{' '.join(FILLED)} which they had built.",
    ]


def test_links_are_citations_of_their_words_and_bare_addresses_of_themselves():
    page = [
        *lines("See the list of fares or https://example.org/b for more of it."),
        Link("https://example.org/a", (66, 536, 130, 550)),
    ]
    content = content_of(page)
    (linked, bare) = content.citations
    assert content.text[linked.start : linked.end].startswith("the list")
    assert (linked.url, content.text[bare.start : bare.end]) == ("https://example.org/a", "https://example.org/b")


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("for exam", "ple the", "for example the"),
        ("a long", "term plan", "a long-term plan"),
        ("the well", "known man", "the well-known man"),
        ("a state", "owned firm", "a state-owned firm"),
        ("the Franco", "German plan", "the Franco-German plan"),
        ("COVID", "19 cases", "COVID-19 cases"),
        ("in 1990", "91 they", "in 1990-91 they"),
        ("twenty", "five ships", "twenty-five ships"),
        ("the government", "al view", "the governmental view"),
        ("a mother-in", "law", "a mother-in-law"),
        ("at https://example.org/long", "path now", "at https://example.org/long-path now"),
        ("the re", "entry rule", "the re-entry rule"),
        ("the co", "operation", "the cooperation"),
        ("its ship", "owner", "its ship-owner"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_stays_where_it_belongs_to_the_word(before, after, joined):
    words = [("The re-entry of ship and owner needs their cooperation", False)]
    assert f"{before}{Hyphens(words).between(before, after)}{after}" == joined


def test_halves_of_parted_words_are_no_words():
    assert Hyphens([("an embarrass", True), ("ment for all", False)]).between("embarrass", "ment") == ""


def test_a_parted_word_is_whole_again_in_the_text():
    assert paragraphs_of(lines(f"{FULL[:-5]} trans-", "port by ship began, and a long-", "term plan."))[0].endswith(
        "transport by ship began, and a long-term plan."
    )


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("Microsoft Word - draft3.doc", "Harbour traffic recovers"),
        ("untitled", "Harbour traffic recovers"),
        ("report_final.indd", "Harbour traffic recovers"),
        ("https://example.org/a", "Harbour traffic recovers"),
        ("", "Harbour traffic recovers"),
        ("Annual template of the press office", "Harbour traffic recovers"),
        ("Harbour traffic recovers: report", "Harbour traffic recovers"),
        ("Harbour Traffic Recovers", "Harbour Traffic Recovers"),
    ],
)
def test_a_stated_title_counts_where_the_page_carries_it(stated, title):
    assert information.metadata({"Title": stated}, "Harbour traffic recovers", "By Ann Brook").title == title


def test_without_a_heading_a_stated_title_counts_where_it_is_one():
    assert information.metadata({"Title": "The port in 2023"}, None, "Words.").title == "The port in 2023"
    assert information.metadata({"Title": "Document1"}, None, "Words.").title is None


@pytest.mark.parametrize(
    ("created", "changed", "day"),
    [
        ("D:20240309120000+01'00'", "", date(2024, 3, 9)),
        ("20240309", "D:20240401000000Z", date(2024, 3, 9)),
        ("D:20240309120000Z", "D:20240101000000Z", None),
        ("D:20241399000000Z", "", None),
        ("D:191040309120000Z", "", None),
        ("9 March 2024", "", None),
    ],
)
def test_the_day_is_that_of_the_making(created, changed, day):
    assert information.metadata({"CreationDate": created, "ModDate": changed}, None, "").published_on == day


@pytest.mark.parametrize(
    ("author", "told"), [("Ann Brook", "Ann Brook"), ("admin", None), ("Microsoft Office User", None)]
)
def test_an_author_who_is_a_program_is_nobody(author, told):
    assert information.metadata({"Author": author}, None, "").author == told


def test_what_cannot_be_read_is_refused_by_its_code():
    whole = small_pdf.pdf(lines(*FILLED), lines("More."))
    assert refusal(b"%PDF-1.7 and nothing else")[0] == "malformed"
    assert refusal(b"")[0] == "malformed"
    assert refusal(small_pdf.pdf([], [], []))[1] == "3 pages without text: scanned? run OCR first"
    assert refusal(small_pdf.pdf())[0] in ("empty", "malformed")
    assert refusal(whole, Limits(max_pages=1)) == ("too_many_pages", "2 pages; at most 1 are taken")
    assert refusal(whole, Limits(max_characters=20))[0] == "too_large"


def test_a_file_that_claims_more_pages_than_it_has_gives_those_that_it_has():
    whole = small_pdf.pdf(lines(*FILLED), lines("More."))
    assert read(whole.replace(b"/Count 2", b"/Count 9")).text == read(whole).text


def test_a_file_that_is_cut_off_is_read_as_far_as_it_goes_or_refused():
    whole = small_pdf.pdf(lines(*FILLED), lines("More."))
    letters = set(read(whole).text)
    for end in range(0, len(whole), 97):
        with contextlib.suppress(Refused):
            assert set(read(whole[:end]).text) <= letters


def test_a_file_is_read_in_a_process_of_its_own():
    data = small_pdf.pdf(lines(*FILLED))
    assert pdf.read(data, DEFAULT_LIMITS, DEFAULT_CHOICES) == read(data)
    with pytest.raises(Refused, match="malformed"):
        pdf.read(b"%PDF-", DEFAULT_LIMITS, DEFAULT_CHOICES)
