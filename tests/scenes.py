"""Build scenes from sentences whose trees are stored: mentions are written by hand."""

from datetime import date, timedelta
from pathlib import Path

from detente.events.quotes import find_quotes
from detente.events.scene import Scene
from detente.events.sides import Sides
from detente.lexicon import SHIPPED
from detente.lexicon.confidence import load_confidence
from detente.lexicon.contexts import load_contexts
from detente.lexicon.cues import load_cues
from detente.lexicon.embedding import load_embedding
from detente.lexicon.entity_tables import load_entities
from detente.lexicon.grammar import load_grammar
from detente.lexicon.ontology import load_ontology
from detente.lexicon.rules import load_rules
from detente.parse import build_clauses
from detente.parse.stored import StoredParser
from detente.records import Article, DateMention, DateRange, Mention

PARSER = StoredParser(Path(__file__).parents[0] / "golden" / "sentences.conllu")
ONTOLOGY = load_ontology(SHIPPED / "ontology.toml")
RULES = load_rules(SHIPPED / "rules", ontology=ONTOLOGY)
EMBEDDING = load_embedding(SHIPPED / "embedding.toml")
CONFIDENCE = load_confidence(SHIPPED / "confidence.toml")
CONTEXTS = load_contexts(SHIPPED / "contexts.toml", ontology=ONTOLOGY)
CUES = load_cues(SHIPPED / "cues.toml")
GRAMMAR = load_grammar(SHIPPED / "grammar.toml")
TABLES = load_entities(SHIPPED)
PUBLISHED = date(2024, 6, 14)

# Names that mean the same in every test: text -> (entity, sector, role, name).
KNOWN = {
    "North Korean leader Kim Jong Un": ("PRK", "GOV", "head of state", "Kim Jong Un"),
    "Korean Central News Agency": ("KCNA", "MED", None, None),
    "Yonhap news agency": ("YONHAP", "MED", None, None),
    "the State Department": ("USA", "GOV", "foreign ministry", None),
    "a State Department spokesperson": ("USA", "GOV", "spokesperson", None),
    "the KCNA": ("KCNA", "MED", None, None),
    "Kim": ("PRK", "GOV", "head of state", "Kim Jong Un"),
    "Putin": ("RUS", "GOV", "head of state", "Vladimir Putin"),
    "Trump": ("USA", "GOV", "head of state", "Donald Trump"),
    "Washington": ("USA", None, None, None),
    "the US": ("USA", None, None, None),
    "France": ("FRA", None, None, None),
    "French": ("FRA", None, None, None),
    "Iran": ("IRN", None, None, None),
    "Iranian": ("IRN", None, None, None),
    "Israel": ("ISR", None, None, None),
    "Israeli": ("ISR", None, None, None),
    "Zambia": ("ZMB", None, None, None),
    "Russia": ("RUS", None, None, None),
    "the rebels": (None, "REB", "rebels", None),
    "two officials": (None, "GOV", "officials", None),
    "Experts": (None, "EDU", "analysts", None),
}


def make_article(text, *, published=PUBLISHED):
    return Article(
        id="a1", url=None, publisher=None, headline=None, byline=None, language="en", published=published,
        published_basis="argument", text=text,
    )  # fmt: skip


def mentions_in(text, *, places=()):
    """Every known name in the text, the longest first; those in `places` are read as places."""
    found = []
    taken = set()
    for name in sorted(KNOWN, key=len, reverse=True):
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            if not taken & set(range(start, end)):
                taken |= set(range(start, end))
                entity, sector, role, person = KNOWN[name]
                found.append(
                    Mention(
                        start=start,
                        end=end,
                        text=name,
                        entity=entity,
                        country=entity,
                        sector=sector,
                        role=role,
                        name=person,
                        reading="place" if name in places else "actor",
                    )
                )
            start = text.find(name, start + 1)
    return tuple(sorted(found, key=lambda mention: mention.start))


def make_scenes(text, *, places=()):
    """One scene a sentence."""
    article = make_article(text)
    mentions = mentions_in(text, places=places)
    nouns = RULES.event_nouns | CUES.speech_nouns.keys()
    return [
        Scene(
            article,
            sentence,
            build_clauses(sentence, grammar=GRAMMAR, event_nouns=nouns),
            Sides(sentence, mentions, tables=TABLES, on=PUBLISHED, text=text),
        )
        for sentence in next(iter(PARSER.parse_texts([text])))
    ]


def make_scene(text, *, places=()):
    (scene,) = make_scenes(text, places=places)
    return scene


def day(text, word, start, days=1):
    """A date mention over a word of the text."""
    at = text.index(word)
    when = DateRange(start, start + timedelta(days=days), word)
    return DateMention(start=at, end=at + len(word), text=word, timex="DATE", value=str(start), days=when)


def quotes_of(text):
    return find_quotes(text)
