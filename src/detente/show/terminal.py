"""An article's events and claims on a terminal, readable without colour and at 80 columns."""

from collections.abc import Sequence
from dataclasses import replace

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from detente.lexicon.ontology import Ontology
from detente.records import Article, Claim, CodedArticle, Event, Span
from detente.show.marks import ROLES, Mark, cut_at_marks, find_marks
from detente.show.wording import (
    chain_text,
    claim_chain_text,
    counts_text,
    day_text,
    days_text,
    dyad_text,
    place_text,
    quote_text,
    score_text,
    sides_text,
    tone,
    type_text,
    visible,
)

TONE_STYLES = {
    "cooperation": "bold blue",
    "conflict": "bold red",
    "conditional": "bold magenta",
    "unasserted": "bold bright_black",
}
ROLE_STYLES = {
    "event": "bold underline",
    "recipient": "green",
    "actor": "cyan",
    "speaker": "yellow",
    "voice": "yellow",
    "condition": "magenta",
    "deadline": "magenta",
    "date": "bright_black",
    "place": "bright_black",
}


def print_record(coded: CodedArticle, *, ontology: Ontology, console: Console) -> None:
    """Print the article's headline, its events with their sentences, its claims, and the counts."""
    marks = find_marks(coded)
    labelled = is_labelled(console)
    console.print(article_head(coded.article))
    if coded.events:
        console.print(Rule("Events", align="left", style="dim"))
    for number, event in enumerate(coded.events, start=1):
        console.print(event_block(event, number, marks, ontology=ontology, labelled=labelled))
    if coded.claims:
        console.print(Rule("Claims", align="left", style="dim"))
    for claim in coded.claims:
        console.print(claim_block(claim))
    for situation in coded.situations:
        holder = f", says {situation.holder}" if situation.holder else ""
        console.print(Text(f"How things stand: {visible(situation.topic)}, {situation.state}{holder}"))
    console.print(Rule(style="dim"))
    console.print(Text(counts_text(coded), style="bold"))


def is_labelled(console: Console) -> bool:
    """Roles are written out where no colour can tell them."""
    return console.no_color or not console.is_terminal


def article_head(article: Article) -> RenderableType:
    """Headline, and below it publisher, day of publication and language."""
    headline = visible(article.headline or "(no headline)")
    published = day_text(article.published) if article.published else "day of publication not known"
    basis = f" ({article.published_basis})" if article.published and article.published_basis else ""
    known = [article.publisher, published + basis, article.byline, article.url]
    return Group(
        Text(headline, style="bold"),
        Text(" · ".join(visible(part) for part in known if part), style="dim"),
        Text(),
    )


def event_block(
    event: Event, number: int, marks: Sequence[Mark], *, ontology: Ontology, labelled: bool
) -> RenderableType:
    """One event: its type and dyad, who, when, where, on whose word, and its sentence.

    Args:
        event: What to show.
        number: How the reader can refer to it.
        marks: All marks of its article.
        ontology: Where quad and score come from.
        labelled: Write the role before the words that play it, for where there is no colour to tell it.
    """
    title = Text.assemble((f"{number:>2}  ", "dim"), event_title(event, ontology=ontology))
    rows = named_rows(
        ("who", sides_text(event)),
        ("when", days_text(event.occurred) if event.occurred else None),
        ("where", place_text(event.place) if event.place else None),
        ("word of", chain_text(event.attribution)),
        ("reports", f"{event.reports} sentences say so" if event.reports > 1 else None),
    )
    own = [mark for mark in marks if event.id in mark.owners]
    sentence = Padding(marked_sentence(event.evidence, own, labelled=labelled), (0, 0, 1, 4), expand=False)
    return Group(title, rows, sentence)


def event_title(event: Event, *, ontology: Ontology) -> Text:
    """Dyad, type, status and score in one line."""
    score = score_text(ontology.score(event.event_type, event.mode))
    return Text.assemble(
        (dyad_text(event), "bold"),
        "  ",
        (type_text(event), TONE_STYLES[tone(event, ontology=ontology)]),
        (f"  {event.status}  {score}", "dim"),
    )


def claim_block(claim: Claim) -> RenderableType:
    """One claim: who says it and by which chain, what it says, what it hangs on and until when."""
    title = Text.assemble((claim.speech_act, "bold"), "  ", (claim_chain_text(claim), "yellow"))
    said = " … ".join(quote_text(span.text) for span in claim.content)
    condition = claim.condition
    rows = named_rows(
        ("says", said or None),
        ("if", f"{condition.kind}: {visible(condition.text)}" if condition else None),
        ("then", visible(condition.consequent) if condition and condition.consequent else None),
        ("up to", condition.responsible if condition else None),
        (
            "asks",
            f"{claim.demand.obligor or 'somebody'}: {visible(claim.demand.task)}" if claim.demand else None,
        ),
        ("by", days_text(claim.deadline) if claim.deadline else None),
        ("said", days_text(claim.said) if claim.said else None),
        ("certainty", _certainty(claim)),
    )
    return Group(Padding(title, (0, 0, 0, 4), expand=False), rows, Text())


def marked_sentence(sentence: Span, marks: Sequence[Mark], *, labelled: bool) -> Text:
    """A sentence with the words that play a part coloured, or labelled where there is no colour."""
    # Only the sentence is at hand: it is cut as if it were the whole text, so its marks move by its start.
    shifted = [
        replace(mark, start=mark.start - sentence.start, end=mark.end - sentence.start)
        for mark in marks
        if mark.role != "evidence" and sentence.start <= mark.start and mark.end <= sentence.end
    ]
    shown = Text()
    for segment in cut_at_marks(sentence.text, shifted, start=0, end=len(sentence.text)):
        words = visible(segment.text).replace("\n", " ")
        if labelled:
            opening = "".join(f"[{mark.role}: " for mark in segment.marks if mark.start == segment.start)
            closing = "]" * sum(mark.end == segment.end for mark in segment.marks)
            shown.append(f"{opening}{words}{closing}")
        else:
            top = min((mark.role for mark in segment.marks), key=ROLES.index, default=None)
            shown.append(words, style=ROLE_STYLES[top] if top else None)
    return shown


def named_rows(*rows: tuple[str, str | None]) -> RenderableType:
    """Names and values under each other, unknown ones left out; long values wrap under themselves."""
    grid = Table.grid(padding=(0, 1), pad_edge=False)
    grid.add_column(style="dim", width=10, no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in rows:
        if value is not None:
            grid.add_row(name, Text(value))
    return Padding(grid, (0, 0, 0, 4), expand=False)


def _certainty(claim: Claim) -> str | None:
    if claim.certainty == "unknown":
        return None
    return claim.certainty if claim.polarity == "positive" else f"{claim.certainty}, denied"
