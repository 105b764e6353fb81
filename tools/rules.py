"""Try the event rules on their own examples.

python -m tools.rules                  all rules: what fails, and counts
python -m tools.rules accuse threaten  only files whose name starts so
python -m tools.rules --golden         parse all examples anew and store the trees for the tests
python -m tools.rules --show "France condemned Iran."   clauses, mentions and events of a sentence
"""

import argparse
import tomllib
from collections import Counter
from pathlib import Path

from detente.lexicon import SHIPPED, load_lexicon
from detente.lexicon.rules import Rule
from detente.parse import load_parser
from detente.parse.clauses import build_clauses
from detente.parse.conllu import write_conllu
from detente.pipeline import Coder, code_parsed
from detente.proof import example_article, example_texts, prove_rules

GOLDEN = Path(__file__).parents[1] / "tests" / "golden"


def main() -> None:
    """Read the command line and do what it asks."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("files", nargs="*", help="beginnings of rule file names")
    options.add_argument("--golden", action="store_true")
    options.add_argument("--show", metavar="TEXT")
    chosen = options.parse_args()
    lexicon = load_lexicon()
    coder = Coder(parser=load_parser(), lexicon=lexicon)
    if chosen.show:
        show(chosen.show, coder)
        return
    if chosen.golden:
        write_golden(coder)
        return
    rules = [rule for rule in lexicon.rules.all if rule.id in ids_of_files(chosen.files)]
    report(rules, coder)


def ids_of_files(starts: list[str]) -> set[str]:
    """Ids of the rules in the files whose names start so; all when none is named."""
    found = set()
    for path in (SHIPPED / "rules").glob("*.toml"):
        if not starts or path.name.startswith(tuple(starts)):
            found |= {
                entry["id"] for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("rule", [])
            }
    return found


def report(rules: list[Rule], coder: Coder) -> None:
    """Print what fails, then counts by type."""
    failed = Counter[str]()
    event_of = {rule.id: rule.event for rule in rules}
    for shortfall in prove_rules(rules, coder=coder):
        failed[event_of[shortfall.rule]] += 1
        print(f"{shortfall.rule}: {shortfall.text}\n    {shortfall.reason}")
    print(f"\n{'type':12} {'rules':>6} {'frames':>7} {'examples':>9} {'failing':>8}")
    for event in sorted(set(event_of.values())):
        own = [rule for rule in rules if rule.event == event]
        examples = sum(len(rule.examples) + len(rule.counterexamples) for rule in own)
        print(f"{event:12} {len(own):6} {sum(r.frames for r in own):7} {examples:9} {failed[event]:8}")
    print(f"{'all':12} {len(rules):6} {sum(r.frames for r in rules):7}")


def show(text: str, coder: Coder) -> None:
    """Print everything that is found in a sentence."""
    article = example_article(text)
    (sentences,) = coder.parser.parse_texts([text])
    for sentence in sentences:
        for index, token in enumerate(sentence.tokens):
            tags = f"{token.upos:6} {token.xpos:5} {token.head:3} {token.deprel}"
            print(f"{index:3} {token.text:18} {token.lemma:15} {tags}")
        nouns = coder.lexicon.event_nouns
        for number, clause in enumerate(
            build_clauses(sentence, grammar=coder.lexicon.grammar, event_nouns=nouns)
        ):
            arguments = " ".join(f"{a.role}={text[a.start : a.end]!r}" for a in clause.arguments)
            facts = f"neg={clause.negated} modal={clause.modality} tense={clause.tense} mark={clause.marker}"
            place = f"^{clause.parent}/{clause.link} light={clause.light}"
            print(f"[{number}] {clause.kind} {clause.lemma} ({arguments}) {facts} {place}")
    coded = code_parsed(article, sentences, coder=coder)
    for mention in coded.mentions:
        print("mention", mention)
    for date in coded.dates:
        print("date", date)
    for event in coded.events:
        sides = [
            [side.name or side.mention.text for side in part] for part in (event.actors, event.recipients)
        ]
        print(
            "EVENT",
            event.event_type,
            event.mode,
            event.status,
            *sides,
            event.rule,
            event.confidence,
            event.occurred,
        )
    for claim in coded.claims:
        print("CLAIM", claim)


def write_golden(coder: Coder) -> None:
    """Store the trees of all examples, one file for each rule file, and of the sentences other tests use."""
    folder = GOLDEN / "rules"
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted((SHIPPED / "rules").glob("*.toml")):
        ids = ids_of_files([path.name])
        texts = example_texts(rule for rule in coder.lexicon.rules.all if rule.id in ids)
        write_trees(texts, folder / f"{path.stem}.conllu", coder)
    lines = (GOLDEN / "sentences.txt").read_text(encoding="utf-8").splitlines()
    texts = tuple(line for line in lines if line and not line.startswith("#"))
    write_trees(texts, GOLDEN / "sentences.conllu", coder)


def write_trees(texts: tuple[str, ...], path: Path, coder: Coder) -> None:
    """Parse some texts and write their trees to a CoNLL-U file."""
    parses = zip(texts, coder.parser.parse_texts(texts), strict=True)
    blocks = [write_conllu(text, trees, doc_id=f"{path.stem}-{n}") for n, (text, trees) in enumerate(parses)]
    path.write_text("".join(blocks), encoding="utf-8")


if __name__ == "__main__":
    main()
