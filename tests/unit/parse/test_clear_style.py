import pytest

from detente.parse.clear_style import Node, is_clear_style, to_universal

LEMMAS = {"is": "be", "was": "be", "were": "be", "are": "be"}

# One word a line: form, UPOS, Penn tag, head (1-based, 0 for the root) and relation in ClearNLP's labels, then head
# and relation in Universal Dependencies.
CASES = {
    "an object": """
        France  PROPN NNP 2 nsubj   2 nsubj
        accused VERB  VBD 0 ROOT    0 root
        Iran    PROPN NNP 2 dobj    2 obj
    """,
    "a prepositional phrase": """
        Talks   NOUN  NNS 4 nsubj   4 nsubj
        with    ADP   IN  1 prep    3 case
        Iran    PROPN NNP 2 pobj    1 nmod
        failed  VERB  VBD 0 ROOT    0 root
        in      ADP   IN  4 prep    6 case
        Geneva  PROPN NNP 5 pobj    4 obl
    """,
    "a passive with its agent": """
        Iran    PROPN NNP 3 nsubjpass 3 nsubj:pass
        was     AUX   VBD 3 auxpass   3 aux:pass
        accused VERB  VBN 0 ROOT      0 root
        by      ADP   IN  3 agent     5 case
        France  PROPN NNP 4 pobj      3 obl:agent
    """,
    "a predicate noun": """
        Kim     PROPN NNP 2 nsubj   4 nsubj
        is      AUX   VBZ 0 ROOT    4 cop
        the     DET   DT  4 det     4 det
        leader  NOUN  NN  2 attr    0 root
        of      ADP   IN  4 prep    6 case
        Korea   PROPN NNP 5 pobj    4 nmod
        .       PUNCT .   2 punct   4 punct
    """,
    "a predicate adjective in a clause": """
        He      PRON  PRP 2 nsubj   2 nsubj
        said    VERB  VBD 0 ROOT    0 root
        talks   NOUN  NNS 4 nsubj   6 nsubj
        were    AUX   VBD 2 ccomp   6 cop
        not     PART  RB  4 neg     6 advmod
        easy    ADJ   JJ  4 acomp   2 ccomp
    """,
    "a predicate with a preposition": """
        Putin   PROPN NNP 2 nsubj   4 nsubj
        is      AUX   VBZ 0 ROOT    4 cop
        in      ADP   IN  2 prep    4 case
        Moscow  PROPN NNP 3 pobj    0 root
    """,
    "there is": """
        There   PRON  EX  2 expl    2 expl
        is      VERB  VBZ 0 ROOT    0 root
        hope    NOUN  NN  2 attr    2 nsubj
    """,
    "coordination": """
        France  PROPN NNP 6 nsubj   6 nsubj
        ,       PUNCT ,   1 punct   1 punct
        Iran    PROPN NNP 1 conj    1 conj
        and     CCONJ CC  3 cc      5 cc
        Iraq    PROPN NNP 3 conj    1 conj
        met     VERB  VBD 0 ROOT    0 root
    """,
    "a preposition before a preposition": """
        came    VERB  VBD 0 ROOT    0 root
        out     ADP   IN  1 prep    5 case
        of      ADP   IN  2 prep    5 case
        the     DET   DT  5 det     5 det
        house   NOUN  NN  3 pobj    1 obl
    """,
    "a clause under a preposition": """
        praised VERB  VBD 0 ROOT    0 root
        Iran    PROPN NNP 1 dobj    1 obj
        for     ADP   IN  1 prep    4 mark
        freeing VERB  VBG 3 pcomp   1 advcl
        them    PRON  PRP 4 dobj    4 obj
    """,
    "an infinitive": """
        urged   VERB  VBD 0 ROOT    0 root
        Iran    PROPN NNP 1 dobj    1 obj
        to      PART  TO  4 aux     4 mark
        talk    VERB  VB  1 xcomp   1 xcomp
    """,
    "owners, relative clauses and particles": """
        Iran    PROPN NNP 3 poss    3 nmod:poss
        's      PART  POS 1 case    1 case
        army    NOUN  NN  0 ROOT    0 root
        which   PRON  WDT 5 nsubj   5 nsubj
        gave    VERB  VBD 3 relcl   3 acl:relcl
        up      ADP   RP  5 prt     5 compound:prt
    """,
}


def read(lines):
    rows = [line.split() for line in lines.strip().splitlines()]
    nodes = [
        Node(form, LEMMAS.get(form, form.lower()), upos, xpos, int(head) - 1, deprel)
        for form, upos, xpos, head, deprel, *_ in rows
    ]
    return nodes, [(row[0], int(row[5]) - 1, row[6]) for row in rows]


@pytest.mark.parametrize("lines", CASES.values(), ids=CASES)
def test_to_universal_redraws(lines):
    nodes, wanted = read(lines)

    to_universal(nodes)

    assert [(node.text, node.head, node.deprel) for node in nodes] == wanted


def test_to_universal_makes_the_first_word_of_a_person_the_head():
    nodes, _ = read("""
        Kim     PROPN NNP 3 compound 0 -
        Jong    PROPN NNP 3 compound 0 -
        Un      PROPN NNP 4 nsubj    0 -
        left    VERB  VBD 0 ROOT     0 -
    """)

    to_universal(nodes, persons=[(0, 3)])

    assert [(node.head, node.deprel) for node in nodes] == [
        (3, "nsubj"),
        (0, "flat"),
        (0, "flat"),
        (-1, "root"),
    ]


def test_is_clear_style_tells_the_two_styles_apart():
    assert is_clear_style(["nsubj", "dobj", "prep", "pobj"])
    assert not is_clear_style(["nsubj", "obj", "case", "obl"])
