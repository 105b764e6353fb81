"""The cards beside an article's text: what was read, on whose word, and why."""

from collections.abc import Iterator, Mapping

from detente.lexicon.ontology import Ontology
from detente.records import Claim, CodedArticle, Event, Situation, Span
from detente.show.markup import Html, element, join
from detente.show.wording import (
    chain_text,
    claim_chain_text,
    days_text,
    dyad_text,
    place_text,
    quote_text,
    score_text,
    sides_text,
    speaker_text,
    tone,
    type_text,
)


def labels_by_id(coded: CodedArticle) -> dict[str, str]:
    """Short names of events (`e1`, `e2`, …) and claims (`c1`, …), unique on the page, by id."""
    events = {event.id: f"e{number}" for number, event in enumerate(coded.events, start=1)}
    return events | {claim.id: f"c{number}" for number, claim in enumerate(coded.claims, start=1)}


def article_cards(coded: CodedArticle, *, ontology: Ontology) -> Iterator[Html]:
    """A card for every event, claim and situation, in this order; a line that says so where there is none."""
    labels = labels_by_id(coded)
    claim_by_id = {claim.id: claim for claim in coded.claims}
    yield element("h2", "Events")
    if not coded.events:
        yield element("p", "No events were found in this article.", class_="known")
    for event in coded.events:
        claim = claim_by_id.get(event.claim_id or "")
        yield _event_card(event, claim, labels, ontology=ontology)
    if coded.claims:
        yield element("h2", "Claims")
    for claim in coded.claims:
        yield _claim_card(claim, labels)
    if coded.situations:
        yield element("h2", "How things stand")
        yield element("ul", *(_situation(situation) for situation in coded.situations), class_="situations")


def _event_card(event: Event, claim: Claim | None, labels: Mapping[str, str], *, ontology: Ontology) -> Html:
    label = labels[event.id]
    reports = "1 report" if event.reports == 1 else f"{event.reports} reports"
    rows = {
        "who → whom": sides_text(event),
        "on whose word": chain_text(event.attribution),
        "status": event.status,
        "when": days_text(event.occurred) if event.occurred else None,
        "where": place_text(event.place) if event.place else None,
        "condition": _condition(claim),
        "by when": days_text(claim.deadline) if claim and claim.deadline else None,
        "contexts": ", ".join(event.contexts) or None,
        "scale": _scale(event, ontology=ontology),
        "why": _why(event),
        "identifiers": _identifiers(event),
        "claim": _link(labels, event.claim_id),
    }
    title = f"{type_text(event)} ({dyad_text(event)})"
    note = f"confidence {event.confidence:.2f} · {reports}"
    return _card(label, title, note, rows, tone=tone(event, ontology=ontology))


def _condition(claim: Claim | None) -> str | None:
    if claim is None or claim.condition is None:
        return None
    condition = claim.condition
    meets = f", for {condition.responsible} to meet" if condition.responsible else ""
    return f"{quote_text(condition.span.text)}{meets}"


def _scale(event: Event, *, ontology: Ontology) -> str:
    score = ontology.score(event.event_type, event.mode)
    return f"{ontology.quad(event.event_type)}, {score_text(score)}"


def _why(event: Event) -> Html:
    why = join("rule ", element("code", event.rule), f", {event.confidence:.2f}")
    if event.runner_up is None:
        return why
    second = event.runner_up
    return join(why, f"; runner-up {second.event_type} {second.confidence:.2f}")


def _identifiers(event: Event) -> str:
    sides = (*event.actors, *event.recipients)
    cow = " / ".join(dict.fromkeys(side.cow for side in sides if side.cow))
    wikidata = " / ".join(dict.fromkeys(side.wikidata for side in sides if side.wikidata))
    parts = [
        f"CAMEO {event.cameo}" if event.cameo else None,
        f"COW {cow}" if cow else None,
        wikidata or None,
        f"GeoNames {event.place.geonames}" if event.place and event.place.geonames else None,
        event.id[:16],
    ]
    return " · ".join(part for part in parts if part)


def _claim_card(claim: Claim, labels: Mapping[str, str]) -> Html:
    events = [link for link in (_link(labels, event) for event in claim.events) if link]
    rows = {
        "says": _quoted(claim.content),
        "on whose word": claim_chain_text(claim),
        "when": days_text(claim.said) if claim.said else None,
        "condition": _condition(claim),
        "then": quote_text(claim.condition.consequent)
        if claim.condition and claim.condition.consequent
        else None,
        "asks": _demand(claim),
        "by when": days_text(claim.deadline) if claim.deadline else None,
        "certainty": claim.certainty if claim.polarity == "positive" else f"{claim.certainty}, denied",
        "events": join(*_with_commas(events)) if events else None,
        "identifier": claim.id[:16],
    }
    title = f"{claim.speech_act} ({speaker_text(claim.speaker)})"
    tone = "conditional" if claim.condition else "said"
    return _card(labels[claim.id], title, f"{claim.kind} speech", rows, tone=tone)


def _quoted(content: tuple[Span, ...]) -> str:
    return " … ".join(quote_text(span.text) for span in content)


def _consequent(claim: Claim) -> str | None:
    consequent = claim.condition.consequent if claim.condition else ""
    return quote_text(consequent) if consequent else None


def _demand(claim: Claim) -> str | None:
    if claim.demand is None:
        return None
    return f"{claim.demand.obligor or 'somebody'}: {claim.demand.task}"


def _with_commas(links: list[Html]) -> Iterator[str]:
    for number, link in enumerate(links):
        if number:
            yield ", "
        yield link


def _link(labels: Mapping[str, str], record_id: str | None) -> Html | None:
    """A link to another card; `None` where the page has no such card."""
    label = labels.get(record_id or "")
    return element("a", label, href=f"#{label}") if label else None


def _situation(situation: Situation) -> Html:
    holder = f", says {situation.holder}" if situation.holder else ""
    return element("li", f"{situation.topic}: {situation.state}{holder} (“{situation.text.text}”)")


def _card(label: str, title: str, note: str, rows: Mapping[str, str | None], *, tone: str) -> Html:
    told = (
        join(element("dt", name), element("dd", content))
        for name, content in rows.items()
        if content is not None
    )
    head = element(
        "header",
        element(
            "h3",
            element("a", element("b", label[1:] if label[0] == "e" else label), title, href=f"#t-{label}"),
        ),
        element("span", note, class_="note"),
    )
    return element("section", head, element("dl", *told), id=label, class_=f"card {tone}")
