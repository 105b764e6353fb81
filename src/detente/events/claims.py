"""Build claims from speech: the speaker, the chain of voices, what hangs on what, by when."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from detente.events.conditions import find_condition, find_deadline, find_demand
from detente.events.quotes import Quote
from detente.events.speech import Speech
from detente.events.voices import chain_of_voices, is_relay, voice_of
from detente.lexicon.cues import Cues
from detente.lexicon.entity_tables import EntityTables
from detente.records import Article, Claim, DateMention, DateRange, Mention, Span, Speaker

# Two claims of one speaker that share this much of their words say the same.
_SAME_WORDS = 0.5
# What those say who only watch is a reading of events (roles as in `roles.tsv`).
_WATCHERS = {"analysts", "teachers", "observers"}


def build_claims(
    article: Article,
    speeches: Sequence[Speech],
    *,
    cues: Cues,
    tables: EntityTables,
    dates: tuple[DateMention, ...],
    quotes: tuple[Quote, ...],
) -> tuple[Claim, ...]:
    """Give every claim of an article, in order of its content.

    A report that only hands on another claim ("Yonhap reported [that Kim said …], quoting KCNA") is no claim
    of its own: its voices go into the other's chain.
    """
    claims = [
        _claim(article, speech, speeches, cues=cues, tables=tables, dates=dates, quotes=quotes)
        for speech in speeches
        if not is_relay(speech, speeches)
    ]
    claims = _with_carried_over(article, claims, quotes)
    return tuple(_with_same(claim, claims) for claim in claims)


def _claim(
    article: Article,
    speech: Speech,
    speeches: Sequence[Speech],
    *,
    cues: Cues,
    tables: EntityTables,
    dates: tuple[DateMention, ...],
    quotes: tuple[Quote, ...],
) -> Claim:
    scene = speech.scene
    mention = voice_of(speech)
    speaker = _speaker(speech, mention, cues)
    act = _refine_act(speech, mention)
    demand = find_demand(scene, speech.clause) if act == "demand" else None
    certainty = "unknown" if act in {"demand", "offer", "decline"} else _certainty(speech, cues)
    return Claim(
        id=claim_id(article.id, speech.content or (speech.cue,), speech.cue),
        article_id=article.id,
        kind=_kind(speech.content, quotes),
        speech_act=act,
        speaker=speaker,
        attribution=chain_of_voices(speech, speeches, cues=cues, tables=tables),
        content=speech.content,
        cue=(speech.cue,),
        source=() if speech.speaker is None else (scene.span(speech.speaker.start, speech.speaker.end),),
        condition=find_condition(scene, speech.content, cues=cues),
        demand=demand,
        deadline=find_deadline(scene, speech.content, dates, cues=cues),
        certainty=certainty,
        polarity=_polarity(speech),
        said=_said(speech, dates),
    )


def claim_id(article_id: str, content: Sequence[Span], cue: Span) -> str:
    """Hash of the article and where the claim stands in it."""
    places = ",".join(f"{span.start}-{span.end}" for span in (*content, cue))
    return hashlib.sha256(f"claim\0{article_id}\0{places}".encode()).hexdigest()[:16]


def _speaker(speech: Speech, mention: Mention | None, cues: Cues) -> Speaker | None:
    if mention is not None:
        kind = mention.kind if mention.kind in {"name", "pronoun", "title", "metonym"} else "title"
        name = mention.name or mention.text
        anonymous = mention.name is None and any(
            word in cues.anonymous for word in mention.text.lower().split()
        )
        return Speaker(
            name=name,
            entity=mention.entity,
            country=mention.country,
            role=mention.role,
            named=mention.name is not None and not anonymous,
            resolved_by=kind,
        )
    if speech.speaker is None:
        return None
    text = speech.scene.text(speech.speaker.start, speech.speaker.end)
    is_name = speech.scene.sentence.tokens[speech.speaker.head].upos == "PROPN"
    return Speaker(
        name=text,
        entity=None,
        country=None,
        role=None,
        named=is_name,
        resolved_by="name" if is_name else "title",
    )


def _refine_act(speech: Speech, mention: Mention | None) -> str:
    """Read a plain "said" by what is said: a promise, a demand, a forecast, a reading of events."""
    if speech.act != "assert":
        return speech.act
    if mention is not None and mention.role in _WATCHERS:
        return "interpret"
    clause = _main_clause_said(speech)
    if clause is None:
        return "assert"
    modality = speech.scene.clauses[clause].modality
    if modality in {"should", "must", "ought"}:
        return "demand"
    if modality in {"will", "shall"}:
        return "commit" if _speaks_of_itself(speech, clause, mention) else "predict"
    return "assert"


def _main_clause_said(speech: Speech) -> int | None:
    """The first clause of the content that hangs on nothing inside it."""
    clauses = speech.scene.clauses
    for index, clause in enumerate(clauses):
        if clause.kind != "noun" and speech.covers(clause.start) and clause is not speech.clause:
            parent = clause.parent
            if parent is None or not speech.covers(clauses[parent].start):
                return index
    return None


def _speaks_of_itself(speech: Speech, clause: int, mention: Mention | None) -> bool:
    subject = speech.scene.clauses[clause].argument("subject")
    if subject is None or mention is None:
        return False
    about = speech.scene.sides.of_argument(subject, allow_place=True)
    if subject.lemma in {"we", "i", "our"} or (subject.lemma == "it" and not about):
        return True
    own = {mention.entity, mention.country} - {None}
    return any(other.entity in own or other.country in own for other in about)


def _certainty(speech: Speech, cues: Cues) -> str:
    tokens = [t for t in speech.scene.sentence.tokens if speech.covers(t.start)]
    found = {cues.hedges[t.lemma.lower()] for t in tokens if t.lemma.lower() in cues.hedges}
    if "possible" in found:
        return "possible"
    return "probable" if "probable" in found else "certain"


def _polarity(speech: Speech) -> str:
    main = _main_clause_said(speech)
    denied = speech.act == "decline" or speech.clause.lemma in {"deny", "dismiss"}
    if main is not None:
        denied = denied != speech.scene.clauses[main].negated
    return "negative" if denied else "positive"


def _kind(content: tuple[Span, ...], quotes: tuple[Quote, ...]) -> str:
    length = sum(span.end - span.start for span in content)
    quoted = 0
    for span in content:
        quoted += sum(max(0, min(span.end, q.end) - max(span.start, q.start)) for q in quotes)
    if not quoted or not length:
        return "indirect"
    # Attribution words and a comma may stand between the marks and the edge of the content.
    return "direct" if quoted / length > 0.8 else "mixed"


def _said(speech: Speech, dates: tuple[DateMention, ...]) -> DateRange | None:
    for mention in dates:
        # "said on Thursday the talks had failed": parsers give the day to the talks.
        between = speech.scene.text(speech.cue.end, mention.start) if mention.start > speech.cue.end else "."
        if mention.days is not None and between.strip() in {"", "on", "late on", "early on"}:
            return mention.days
    for argument in speech.clause.arguments:
        if argument.role == "time":
            for mention in dates:
                if mention.start < argument.end and mention.end > argument.start and mention.days is not None:
                    return mention.days
    return None


def _with_carried_over(article: Article, claims: list[Claim], quotes: tuple[Quote, ...]) -> list[Claim]:
    """Give a quotation that nobody introduces to whoever spoke last before it."""
    found = list(claims)
    for quote in quotes:
        if quote.is_scare or any(
            _touches(quote, span) for claim in claims for span in (*claim.content, *claim.cue)
        ):
            continue
        before = [
            c for c in claims if c.content and c.content[0].start < quote.start and c.speaker is not None
        ]
        if not before:
            continue
        last = max(before, key=lambda claim: claim.content[0].start)
        span = Span(quote.start, quote.end, article.text[quote.start : quote.end])
        found.append(_carried_over(article, last, span))
    return sorted(found, key=lambda claim: (claim.content or claim.cue)[0].start)


def _carried_over(article: Article, last: Claim, span: Span) -> Claim:
    speaker = None if last.speaker is None else replace(last.speaker, resolved_by="carried-over")
    return Claim(
        id=claim_id(article.id, (span,), span),
        article_id=article.id,
        kind="direct",
        speech_act="assert",
        speaker=speaker,
        attribution=last.attribution,
        content=(span,),
        cue=(),
        source=(),
        condition=None,
        demand=None,
        deadline=None,
        certainty="certain",
        polarity="positive",
        said=None,
    )


def _touches(quote: Quote, span: Span) -> bool:
    return quote.start < span.end and quote.end > span.start


def _with_same(claim: Claim, claims: list[Claim]) -> Claim:
    """Name the other claims by the same speaker that say the same."""
    same = tuple(other.id for other in claims if other is not claim and _says_same(claim, other))
    return replace(claim, same_as=same) if same else claim


def _says_same(one: Claim, other: Claim) -> bool:
    if one.speaker is None or other.speaker is None or one.speaker.name != other.speaker.name:
        return False
    ours, theirs = _content_words(one), _content_words(other)
    return bool(ours and theirs) and len(ours & theirs) / min(len(ours), len(theirs)) >= _SAME_WORDS


def _content_words(claim: Claim) -> frozenset[str]:
    words = (word.strip(".,;:!?()[]\"“”‘’'") for span in claim.content for word in span.text.lower().split())
    # Shorter ones are mostly function words.
    return frozenset(word for word in words if len(word) > 3)
