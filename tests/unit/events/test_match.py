"""Whom an act concerns when its rule finds nobody, and what the event head proposes where no rule reads."""

from dataclasses import replace

import pytest

from detente.lexicon.rules import load_rules
from detente.records import PlaceMention
from scenes import CONFIDENCE, ONTOLOGY
from trees import AS_THE_HEAD, CODING, countries, events_of, grow, mention, with_sides

# --------------------------------------------------------------------------- whom it concerns


def place(text, words, country):
    at = text.index(words)
    return PlaceMention(
        start=at, end=at + len(words), text=words, name=words, country=country, latitude=0.0, longitude=0.0,
        geonames=None, precision="city",
    )  # fmt: skip


def refused(where):
    """Text and tree of "Iran refused to deploy peacekeepers in WHERE."."""
    return grow(f"""
        Iran          Iran         PROPN  NNP  2  nsubj
        refused       refuse       VERB   VBD  0  root
        to            to           PART   TO   4  mark
        deploy        deploy       VERB   VB   2  xcomp
        peacekeepers  peacekeeper  NOUN   NNS  4  obj
        in            in           ADP    IN   7  case
        {where}       {where}      PROPN  NNP  4  obl
        .             .            PUNCT  .    2  punct
    """)


def attacked(who):
    """Text and tree of "WHO attacked the presidency in Salvador."."""
    return grow(f"""
        {who}       {who}       PROPN  NNP  2  nsubj
        attacked    attack      VERB   VBD  0  root
        the         the         DET    DT   4  det
        presidency  presidency  NOUN   NN   2  obj
        in          in          ADP    IN   6  case
        Salvador    Salvador    PROPN  NNP  2  obl
        .           .           PUNCT  .    2  punct
    """)


def test_an_act_concerns_the_state_named_in_what_it_governs():
    text, tree = refused("Iraq")
    iraq = replace(mention(text, "Iraq", "IRQ"), reading="place")

    (event,) = events_of(text, tree, [mention(text, "Iran", "IRN"), iraq])

    assert (event.event_type, countries(event.actors), countries(event.recipients)) == (
        "REJECT",
        ["IRN"],
        ["IRQ"],
    )


def test_an_act_concerns_the_state_of_a_town_named_in_what_it_governs():
    text, tree = refused("Basra")

    (event,) = events_of(text, tree, [mention(text, "Iran", "IRN")], places=[place(text, "Basra", "IRQ")])

    assert countries(event.recipients) == ["IRQ"]


def test_an_act_does_not_concern_the_actors_own_people():
    text, tree = refused("Khuzestan")
    own = mention(text, "Khuzestan", country="IRN", sector="CVL")

    (event,) = events_of(text, tree, [mention(text, "Iran", "IRN"), own])

    assert event.recipients == ()


def test_an_act_does_not_concern_the_actors_own_towns():
    text, tree = refused("Tehran")

    (event,) = events_of(text, tree, [mention(text, "Iran", "IRN")], places=[place(text, "Tehran", "IRN")])

    assert event.recipients == ()


def test_an_act_does_not_concern_a_pronoun():
    text, tree = refused("them")
    them = replace(mention(text, "them", "IRQ"), kind="pronoun", reading="place")

    (event,) = events_of(text, tree, [mention(text, "Iran", "IRN"), them])

    assert event.recipients == ()


def test_whoever_is_attacked_is_of_the_country_where_that_is():
    text, tree = attacked("Rebels")
    mentions = [mention(text, "Rebels", sector="REB"), mention(text, "presidency", sector="GOV")]

    (event,) = events_of(text, tree, mentions, places=[place(text, "Salvador", "SLV")])

    (recipient,) = event.recipients
    assert event.event_type == "ASSAULT"
    assert (recipient.mention.text, recipient.sector, recipient.country) == ("presidency", "GOV", "SLV")


def test_whoever_is_known_keeps_the_own_country_abroad():
    text, tree = grow("""
        In          in          ADP    IN   2  case
        Salvador    Salvador    PROPN  NNP  4  obl
        Rebels      rebel       NOUN   NNS  4  nsubj
        attacked    attack      VERB   VBD  0  root
        the         the         DET    DT   6  det
        presidency  presidency  NOUN   NN   4  obj
        .           .           PUNCT  .    4  punct
    """)
    mentions = [mention(text, "Rebels", sector="REB"), mention(text, "presidency", "FRA", sector="GOV")]

    (event,) = events_of(text, tree, mentions, places=[place(text, "Salvador", "SLV")])

    assert countries(event.recipients) == ["FRA"]


def test_whoever_is_attacked_by_a_state_is_not_placed_in_that_state():
    text, tree = attacked("Salvadorans")
    mentions = [
        mention(text, "Salvadorans", country="SLV", sector="MIL"),
        mention(text, "presidency", sector="GOV"),
    ]

    (event,) = events_of(text, tree, mentions, places=[place(text, " Salvador", "SLV")])

    assert [side.country for side in event.recipients] == [None]


def test_mediation_does_not_concern_the_state_where_it_takes_place():
    text, tree = grow("""
        France    France   PROPN  NNP  2  nsubj
        mediated  mediate  VERB   VBD  0  root
        in        in       ADP    IN   4  case
        Oslo      Oslo     PROPN  NNP  2  obl
        .         .        PUNCT  .    2  punct
    """)

    (event,) = events_of(text, tree, [mention(text, "France", "FRA")], places=[place(text, "Oslo", "NOR")])

    assert (event.event_type, countries(event.actors), event.recipients) == ("CONSULT", ["FRA"], ())


# --------------------------------------------------------------------------- whom the event head tells


def bombed():
    """Text and tree of "Bombs rained; Iran hit Iraq.", in which only the head ties the sides to the bombs."""
    return grow(
        """
        Bombs   bomb  NOUN   NNS  2  nsubj
        fell    fall  VERB   VBD  0  root  ASSAULT:0.95
        beside  beside ADP   IN   4  case
        Iraq    Iraq  PROPN  NNP  2  obl
        as      as    SCONJ  IN   7  mark
        Iran    Iran  PROPN  NNP  7  nsubj
        watched watch VERB   VBD  2  advcl
        .       .     PUNCT  .    2  punct
        """,
        has_acts=True,
    )


def test_sides_that_no_role_of_the_rule_finds_are_told_by_the_head():
    text, tree = bombed()
    told = with_sides(tree, "fell", actor="Iran", recipient="Iraq")
    mentions = [mention(text, "Iran", "IRN"), mention(text, "Iraq", "IRQ")]

    (event,) = events_of(text, told, mentions, coding=replace(CODING, confidence=AS_THE_HEAD))

    assert (event.event_type, countries(event.actors), countries(event.recipients)) == (
        "ASSAULT",
        ["IRN"],
        ["IRQ"],
    )


def test_who_talks_to_the_press_consults_nobody():
    text, tree = grow("""
        Ghana    Ghana    PROPN  NNP  2  nsubj
        met      meet     VERB   VBD  0  root
        Reuters  Reuters  PROPN  NNP  2  obj
        .        .        PUNCT  .    2  punct
    """)
    press = replace(mention(text, "Reuters", "REU"), sector="JRN")

    assert events_of(text, tree, [mention(text, "Ghana", "GHA"), press]) == ()


# --------------------------------------------------------------------------- what the head proposes

RULES_MADE = """
[[rule]]
id = "assault-shell"
event = "ASSAULT"
verbs = ["shell"]
actor = ["subject"]
recipient = ["object"]
[[rule.example]]
text = "France shelled Iran."
[[rule.counterexample]]
text = "Cooks shelled peas."
why = "no act between states"
"""
LEARNED = """
[[rule]]
id = "{name}-learned"
event = "{event}"
learned = true
actor = ["subject"]
recipient = ["object"]
needs = []
[[rule.example]]
text = "France pummelled Iran."
[[rule.counterexample]]
text = "Cooks pummelled dough."
why = "no act between states"
"""


@pytest.fixture(scope="module")
def made_rules(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rules")
    learned = "".join(
        LEARNED.format(name=event.lower(), event=event) for event in ("ASSAULT", "COERCE", "ACCUSE")
    )
    (folder / "made.toml").write_text(RULES_MADE + learned, encoding="utf-8")
    return load_rules(folder, ontology=ONTOLOGY)


@pytest.fixture
def read(made_rules):
    """Rules, types and confidences of "France VERBed Iran." with what the head says of the verb."""

    def read_verb(verb, *acts, has_acts=True, confidence=AS_THE_HEAD, subject="France"):
        text, tree = grow(
            f"""
            {subject}  {subject}  PROPN  NNP  2  nsubj
            {verb}ed   {verb}     VERB   VBD  0  root  {" ".join(acts)}
            Iran       Iran       PROPN  NNP  2  obj
            .          .          PUNCT  .    2  punct
            """,
            has_acts=has_acts,
        )
        known = {"France": "FRA", "Iran": "IRN"}
        mentions = [mention(text, name, entity) for name, entity in known.items() if name in text]
        coding = replace(CODING, rules=made_rules, confidence=confidence)
        return events_of(text, tree, mentions, coding=coding)

    return read_verb


def test_the_head_reads_a_word_that_no_rule_names(read):
    (event,) = read("pummel", "ASSAULT:0.90")

    assert (event.rule, event.event_type) == ("assault-learned", "ASSAULT")
    assert (countries(event.actors), countries(event.recipients)) == (["FRA"], ["IRN"])
    assert (event.confidence, event.learned) == (0.9, 0.9)


def test_no_word_is_read_without_a_rule_where_there_is_no_head(read):
    assert read("pummel", has_acts=False) == ()


def test_the_head_takes_most_words_for_no_act(read):
    assert read("pummel") == ()


def test_a_rule_that_names_the_word_comes_before_the_head(read):
    (event,) = read("shell", "ASSAULT:0.90")

    assert event.rule == "assault-shell"
    assert event.runner_up is None


def test_the_head_proposes_a_type_that_no_rule_reads(read):
    (event,) = read("shell", "COERCE:0.70", "ASSAULT:0.20")

    assert (event.rule, event.event_type) == ("coerce-learned", "COERCE")


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        pytest.param("0.61", ["assault-learned"], id="above what the head alone needs"),
        pytest.param("0.59", [], id="below it"),
    ],
)
def test_the_head_alone_must_be_sure_enough(read, share, expected):
    assert [event.rule for event in read("pummel", f"ASSAULT:{share}")] == expected


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        pytest.param("0.51", ["assault-shell"], id="above what a rule needs"),
        pytest.param("0.49", [], id="below it"),
    ],
)
def test_a_reading_by_a_rule_must_be_likely_enough(read, share, expected):
    assert [event.rule for event in read("shell", f"ASSAULT:{share}")] == expected


def test_no_threshold_holds_where_there_is_no_head(read):
    strict = replace(AS_THE_HEAD, least=0.99)

    (event,) = read("shell", has_acts=False, confidence=strict)

    assert event.rule == "assault-shell"
    assert event.learned is None


def test_what_the_head_hardly_believes_is_not_looked_into(read):
    easy = replace(AS_THE_HEAD, least_learned=0.0)

    assert read("pummel", "ASSAULT:0.10", confidence=easy) == ()


def test_the_likelier_of_two_types_is_coded_and_the_other_is_runner_up(read):
    easy = replace(AS_THE_HEAD, least_learned=0.2)

    (event,) = read("pummel", "COERCE:0.55", "ASSAULT:0.40", confidence=easy)

    assert (event.rule, event.runner_up.rule) == ("coerce-learned", "assault-learned")


def test_the_head_finds_no_event_between_nobody(made_rules):
    text, tree = grow(
        """
        Cooks     cook    NOUN   NNS  2  nsubj
        pummeled  pummel  VERB   VBD  0  root  ASSAULT:0.90
        dough     dough   NOUN   NN   2  obj
        .         .       PUNCT  .    2  punct
        """,
        has_acts=True,
    )

    assert events_of(text, tree, [], coding=replace(CODING, rules=made_rules, confidence=AS_THE_HEAD)) == ()


def test_a_refusal_that_the_head_sees_speaks_for_the_rule_of_what_is_refused(made_rules):
    text, tree = grow(
        """
        France  France  PROPN  NNP  4  nsubj
        did     do      AUX    VBD  4  aux
        not     not     PART   RB   4  advmod
        shell   shell   VERB   VB   0  root  REJECT:0.90
        Iran    Iran    PROPN  NNP  4  obj
        .       .       PUNCT  .    4  punct
        """,
        has_acts=True,
    )
    mentions = [mention(text, "France", "FRA"), mention(text, "Iran", "IRN")]
    coding = replace(CODING, rules=made_rules, confidence=AS_THE_HEAD)

    (event,) = events_of(text, tree, mentions, coding=coding)

    assert (event.rule, event.status, event.learned) == ("assault-shell", "negated", 0.9)


def test_the_shipped_rules_let_the_head_read_every_type_that_the_ontology_has():
    assert {rule.event for rule in CODING.rules.learned} == set(ONTOLOGY.types)
    assert CONFIDENCE.least_learned >= CONFIDENCE.least
