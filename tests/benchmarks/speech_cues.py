"""Which attributions are reported speech: those whose cue holds a word of communication.

The list is written without regard to the extraction's own lexicon, which it helps to judge.
"""

from __future__ import annotations

import re

_STEMS = [
    "accus", "acknowledg", "add", "admit", "admonish", "advis", "affirm", "agree", "alleg", "allud", "announc",
    "answer", "apologi", "appeal", "argu", "ask", "assert", "assur", "attest", "aver", "berat", "blam", "blast",
    "boast", "brag", "brief", "call", "caution", "challeng", "chant", "charg", "chid", "chim", "cit", "claim",
    "clarif", "comment", "complain", "conced", "conclud", "concur", "condemn", "confess", "confid", "confirm",
    "congratulat", "contend", "continu", "counsel", "counter", "cried", "cries", "critici", "declar", "decr",
    "defend", "demand", "denounc", "deni", "deny", "deplor", "deri", "describ", "detail", "disclos", "discuss",
    "dismiss", "disput", "dub", "echo", "elaborat", "email", "emphasi", "encourag", "endors", "enumerat", "estimat",
    "exclaim", "explain", "expound", "express", "forecast", "gush", "highlight", "hint", "implor", "imply", "implied",
    "indicat", "inform", "inquir", "insinuat", "insist", "instruct", "interject", "invit", "invok", "jab", "jok",
    "lambast", "lament", "laud", "lectur", "liken", "list", "maintain", "mention", "mock", "mus", "not", "object",
    "observ", "offer", "opin", "order", "outlin", "pitch", "pledg", "plead", "pled", "point", "post", "prais",
    "predict", "press", "proclaim", "promis", "pronounc", "propos", "protest", "push", "question", "quip", "quot",
    "rail", "read", "reaffirm", "reassur", "rebuff", "rebuk", "rebut", "recall", "recit", "recommend", "recount",
    "refer", "refut", "reiterat", "reject", "relat", "releas", "remark", "remind", "repeat", "repl", "report",
    "request", "respond", "restat", "retort", "reveal", "ridicul", "rip", "rul", "said", "say", "says", "scoff",
    "scold", "shout", "sing", "sign", "slam", "speak", "speech", "spok", "stat", "stress", "suggest", "swor", "swear",
    "talk", "taunt", "tell", "testif", "text", "thank", "theori", "threaten", "told", "tout", "trumpet", "tweet",
    "underlin", "underscor", "urg", "utter", "voic", "vow", "warn", "welcom", "whisper", "wonder", "writ", "wrot",
    "yell", "statement", "interview", "letter", "memo", "message", "according", "argument", "accusation",
    "allegation", "announcement", "complaint", "criticism", "declaration", "denial", "promise", "proposal",
    "response", "suggestion", "threat", "warning", "word",
]  # fmt: skip
_ENDINGS = [
    "e", "es", "ed", "s", "d", "ing", "ting", "ling", "ning", "ping", "ted", "led", "ped", "ying", "ize", "ized",
    "izes", "izing", "ise", "ised", "ising", "en", "ten", "tion", "ion", "ions",
]  # fmt: skip
_SPEECH = re.compile(rf"\b(?:{'|'.join(sorted(_STEMS, key=len, reverse=True))})(?:{'|'.join(_ENDINGS)})?\b", re.I)
_MARKS = (":", "―", "", "–", "—")


def is_speech(cue: str) -> bool:
    """Whether `cue`, the words that attribute a quote, or a bare mark in their place, report speech."""
    return bool(_SPEECH.search(cue)) or cue.strip(" -") in _MARKS
