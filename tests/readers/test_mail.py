"""Mails: what their authors wrote."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.readers import Content, Refused, email
from pipelines.readers import read as read_file
from pipelines.readers.characters import normalise
from pipelines.readers.limits import DEFAULT_CHOICES
from pipelines.readers.quoted_mail import without_quoted, without_quoted_html

HEADERS = b"From: a@b.example\nSubject: s\n"


@pytest.mark.parametrize(
    ("body", "own"),
    [
        ("Yes.\n\n> Will you come?\n", "Yes."),
        ("Yes.\n\nOn Monday, Bo wrote:\n> Will you come?\n\nAnd bring Ida.", "Yes.\n\nAnd bring Ida."),
        ("Yes.\n\nOn Monday, 3 May 2024 at 10:00, Bo Lind\n<bo@b.example> wrote:\n\n> Will you?\n", "Yes."),
        ("Yes.\n\nBo Lind wrote:\n> Will you?\n", "Yes."),
        ("Bo wrote: no.\nI say yes.\n-- \nIda", "Bo wrote: no.\nI say yes."),
        ("Yes.\n-----Original Message-----\nFrom: Bo", "Yes."),
        ("Yes.\n__________________\nFrom: Bo\nSent: Monday\nTo: Ida\n\nWill you?", "Yes."),
        ("Yes.\n__________________\nA line below a rule.", "Yes.\n__________________\nA line below a rule."),
        ("> All of it\n>> is quoted.", "All of it\nis quoted."),
    ],
)
def test_earlier_mails_and_signatures_are_not_the_authors_words(body: str, own: str) -> None:
    assert normalise(without_quoted(body)) == own


def test_blocks_that_mail_programs_mark_as_quoted_go_and_forwarded_ones_stay() -> None:
    assert "old" not in without_quoted_html("<p>Yes.</p><div class='gmail_quote'>On Monday: old</div>")
    assert "old" not in without_quoted_html("<p>Yes.</p><blockquote type='cite'>old</blockquote>")
    assert "old" not in without_quoted_html("<p>Yes.</p><div id='divRplyFwdMsg'>From: Bo</div><div>old</div>")
    assert "news" in without_quoted_html("<div class='gmail_quote'>---------- Forwarded message ----<p>news</p></div>")


@pytest.mark.parametrize(
    ("mail", "code"),
    [
        (b"", "malformed"),
        (b"no header at all", "malformed"),
        (HEADERS + b"\n", "empty"),
        (HEADERS + b"Content-Type: text/plain; charset=utf-8\n\ncaf\xe9", "undecodable"),
        (HEADERS + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 1_001, "malformed"),
        (
            HEADERS
            + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(2_000)),
            "malformed",
        ),
    ],
)
def test_what_is_no_readable_mail_is_refused(mail: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        email.read_mail(mail, DEFAULT_CHOICES)
    assert refused.value.code == code


LINES = st.sampled_from(
    [
        b"From: a@b.example",
        b"From: =?utf-8?q?=ZZ?= <",
        b"Subject: x",
        b"Date: yesterday",
        b"Date: Fri, 99 May 2024",
        b"To: (((",
        b"",
        b"MIME-Version: 1.0",
        b"Content-Type: multipart/mixed; boundary=b",
        b"Content-Type: text/html; charset=nothing",
        b"--b",
        b"--b--",
        b"Content-Type: text/plain; format=flowed; delsp=yes",
        b"Content-Transfer-Encoding: base64",
        b"<p>word</p>",
        b"a word ",
        b"> x",
        b"Content-Disposition: attachment; filename*=utf-8''%ff",
        b"Content-Type: message/rfc822",
        b"\xff\xfe",
        b"AAAA",
        b"=3D=",
        b"-- ",
    ]
)


@settings(max_examples=300)
@given(st.lists(LINES, max_size=20).map(b"\n".join))
def test_no_mixture_of_lines_raises_anything_but_refused(mail: bytes) -> None:
    try:
        content = email.read_mail(mail, DEFAULT_CHOICES)
    except Refused:
        return
    assert content.text == normalise(content.text) != ""


def test_each_mail_of_an_mbox_is_a_document() -> None:
    opening = b"From ann@ford.example Sat Mar  9 10:00:00 2024\n"
    mails = (
        b"The fare rose.\n\nFrom Monday on it is 4 pounds.\n\n>From there it may fall.\n",
        b"",
        b"It fell again.\n\nFrom May to June 2024\nSubject to change.\n",
    )
    header = b"From: a@b.example\nDate: Sat, 9 Mar 2024 10:00:00 +0000\nMessage-ID: <1@b.example>\n"
    mbox = b"\n".join(opening + header + b"Subject: s%d\n\n%s" % numbered for numbered in enumerate(mails))
    for data in (mbox, mbox.replace(b"\n", b"\r\n")):
        opened = read_file("march.mbox", data)
        first, second, third = opened.records
        assert opened.format == "email"
        assert [record.name for record in (first, second, third)] == ["message 1", "message 2", "message 3"]
        assert isinstance(first.outcome, Content)
        assert first.outcome.text == "The fare rose.\n\nFrom Monday on it is 4 pounds.\n\nFrom there it may fall."
        assert first.outcome.metadata.title == "s0"
        assert isinstance(second.outcome, Refused)
        assert second.outcome.code == "empty"
        assert isinstance(third.outcome, Content)
        assert third.outcome.text.startswith("It fell again.\n\nFrom May to June 2024\nSubject")
