"""Load a whole lexicon: what words and names mean."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from detente.lexicon.confidence import Confidence, load_confidence
from detente.lexicon.contexts import Contexts, load_contexts
from detente.lexicon.cues import Cues, load_cues
from detente.lexicon.embedding import Embedding, load_embedding
from detente.lexicon.entity_tables import EntityTables, load_entities
from detente.lexicon.grammar import Grammar, load_grammar
from detente.lexicon.ontology import Ontology, load_ontology
from detente.lexicon.overlay import Change, Overlay, find_overlay, hash_files
from detente.lexicon.place_tables import Gazetteer, load_gazetteer
from detente.lexicon.rules import Rules, load_rules
from detente.lexicon.time_words import TimeWords, load_time_words

SHIPPED = Path(__file__).parent / "en"
_SUFFIXES = {".toml", ".tsv"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Everything that is meaning and not syntax."""

    folder: Path
    overlay: Path | None
    """Folder of what is laid over it."""
    version: str
    """Hash of all files: the same files give the same version."""
    ontology: Ontology
    rules: Rules
    confidence: Confidence
    embedding: Embedding
    contexts: Contexts
    cues: Cues
    grammar: Grammar
    entities: EntityTables
    gazetteer: Gazetteer
    time_words: TimeWords

    @property
    def event_nouns(self) -> frozenset[str]:
        """Lemmas of nouns that are predicates of their own: they report an event or carry a speech act."""
        return self.rules.event_nouns | self.cues.speech_nouns.keys()

    def with_rules(self, rules: Rules) -> Lexicon:
        """The same with other rules, of which those of the user's own are trusted."""
        own = frozenset((*rules.change.added, *rules.change.replaced))
        return replace(self, rules=rules, confidence=replace(self.confidence, trusted=own))

    @property
    def changes(self) -> tuple[Change, ...]:
        """What the overlay does to the rules and to the tables."""
        return (self.rules.change, *self.entities.changes)


def load_lexicon(folder: Path | None = None, overlay: Path | None = None) -> Lexicon:
    """Read and check a lexicon folder, the shipped one when none is given, and a user's files laid over it.

    Raises:
        LexiconError: If a file breaks its rules; names every problem of that file.
    """
    folder = SHIPPED if folder is None else folder
    own = None if overlay is None else find_overlay(overlay)
    ontology = load_ontology(folder / "ontology.toml")
    rules = load_rules(folder / "rules", ontology=ontology, layers=[own.rules] if own else ())
    lexicon = Lexicon(
        folder=folder,
        overlay=overlay,
        version=_version(folder, own),
        ontology=ontology,
        rules=rules,
        confidence=load_confidence(folder / "confidence.toml"),
        embedding=load_embedding(folder / "embedding.toml"),
        contexts=load_contexts(folder / "contexts.toml", ontology=ontology),
        cues=load_cues(folder / "cues.toml"),
        grammar=load_grammar(folder / "grammar.toml"),
        entities=load_entities(folder, overlay=overlay),
        gazetteer=load_gazetteer(folder),
        time_words=load_time_words(folder / "dates.toml"),
    )
    return lexicon.with_rules(rules)


def _version(folder: Path, own: Overlay | None) -> str:
    files = [path for path in sorted(folder.rglob("*")) if path.suffix in _SUFFIXES]
    digest = hash_files(files, folder=folder)
    if own and (own.rules or own.tables):
        digest.update(hash_files((*own.rules, *own.tables), folder=own.folder).digest())
    return digest.hexdigest()[:12]
