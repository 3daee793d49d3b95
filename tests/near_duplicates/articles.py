"""A report and what other outlets make of it, in words of our own."""

from __future__ import annotations

HEADLINE = "Port of Vessel opens its second ferry line"
PARAGRAPHS = (
    "The port of Vessel opened its second ferry line on Tuesday, three years after the council had promised it and "
    "with a crowd of some 1,200 people on the quay.",
    "Harbour master Ines Calder said that the new boats, built in Gdynia for 48 million euros, would carry 900 "
    "passengers an hour across the bay and take half of the lorries off the coast road by the end of 2031.",
    "The line was to start in 2027. A strike in the yard and a dispute over the depth of the channel held it up twice, "
    "and the contractor paid 3.5 million euros for the delay.",
    "Fishermen from the northern shore, who had gone to court over the noise, watched from their own boats. Their "
    "lawyer, Piet Anders, said they would wait for the first winter before they decided on an appeal.",
    "A ticket costs 2.40 euros for grown-ups and nothing for children below the age of six. The last boat leaves at "
    "eleven at night, except on Sundays.",
)
REPORT = "\n\n".join((HEADLINE, *PARAGRAPHS))

NEW_HEADLINE = "\n\n".join(("At last, boats across the bay", *PARAGRAPHS))
FIRST_PARAGRAPH_CUT = "\n\n".join((HEADLINE, *PARAGRAPHS[1:]))
PARAGRAPH_DROPPED = "\n\n".join((HEADLINE, *PARAGRAPHS[:3], PARAGRAPHS[4]))
TRUNCATED = "\n\n".join((HEADLINE, *PARAGRAPHS[:3]))
AGENCY = "\n\n".join(
    (
        HEADLINE,
        "VESSEL (Coast News Agency) - " + PARAGRAPHS[0],
        *PARAGRAPHS[1:],
        "Reporting by A. Brook for the agency.",
    )
)
EDITED = (
    REPORT.replace("opened its second", "has opened a second")
    .replace("said that", "told reporters that")
    .replace("held it up twice", "delayed it twice")
    .replace("watched from", "looked on from")
)
CORRECTED = REPORT.replace("1,200", "1,500").replace("48 million", "46 million")

OF_ANOTHER_WRITER = (
    "Vessel has a second ferry\n\nAfter years of waiting, boats have crossed the bay from Vessel since Tuesday. More "
    "than a thousand people came to the quay to see the first of them leave. Ines Calder, who runs the harbour, "
    "expects every second lorry to vanish from the coast road within two years. The boats cost 48 million euros "
    "and come from a yard in Gdynia, where a strike had stopped the work for months. On the northern shore not "
    "all are glad: the fishermen there fear the noise, and Piet Anders, their lawyer, does not rule out another "
    "round in court. Those who want to cross pay 2.40 euros; small children travel free, and boats run until "
    "eleven at night on all days but Sunday."
)
QUOTING = (
    "What the bay was before the boats\n\nMy grandmother rowed to school from the northern shore, and nobody called it "
    "a commute. In the museum on the hill hangs a picture of her class of 1938, with wet shoes, in front of the old "
    "customs house. The path she took uphill is a road today, and the house a bank.\n\nSo I read the news with mixed "
    "feelings. The paper wrote: "
    + PARAGRAPHS[1]
    + "\n\nNobody asked what the lorries will do that remain, nor who will "
    "mend the slipways that the swell of the big boats is going to wash out. In the harbour office they show a drawing "
    "with trees on it. The trees are very green, and there are no people under them. I asked whether the benches would "
    "have backs this time, and was told that it depended on the budget of next year."
)


def bulletin(town: str, day: str, cases: int, total: int, well: int, beds: int) -> str:
    """One of a series in which only names and figures change."""
    return (
        f"Health report for {town}, {day}. In the last day {cases} new cases were confirmed, which brings the total "
        f"to {total}. A further {well} people have recovered. There are {beds} patients in hospital. The "
        f"ministry again asks everybody to wash their hands, to keep their distance from others and to stay at "
        f"home if they feel unwell. The next report will be published tomorrow at noon on the pages of the "
        f"ministry and in the local papers."
    )


BULLETIN = bulletin("Vessel", "3 May 2021", 114, 20541, 97, 31)
NEXT_BULLETIN = bulletin("Vessel", "4 May 2021", 86, 20627, 103, 29)
