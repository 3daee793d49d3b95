"""Characters that change how the text around them is shown, or that HTML forbids, replaced one for one."""

from __future__ import annotations

REPLACED = "\ufffd"

_CONTROLS = (
    *(code for code in range(0x20) if chr(code) not in "\t\n"),
    *range(0x7F, 0xA0),
    *(0x061C, 0x200E, 0x200F),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    *(0xFFFE, 0xFFFF),
)
"""C0 and C1 controls, and the bidirectional marks of Unicode (UAX #9), which can turn a name or a figure around."""

_TABLE = dict.fromkeys(_CONTROLS, REPLACED)


def disarm(text: str) -> str:
    """`text` as long as before, without characters that act on their neighbours; markup is left to escaping."""
    return text.translate(_TABLE)
