import pytest

from detente.article.markup import MAX_ELEMENTS, Block, is_markup, is_too_deep, list_blocks, parse_markup
from detente.errors import ArticleError


@pytest.mark.parametrize(
    "text",
    ["<!DOCTYPE html><p>a", "<html>", "\n\n<head >", "<div class='a'><p>b</p><br/></div>", "<p>a<p>b<p>c"],
)
def test_is_markup_knows_html(text):
    assert is_markup(text)


@pytest.mark.parametrize("text", ["Talks resume", "a < b and c > d", "The <p> tag begins a paragraph.", ""])
def test_is_markup_knows_text(text):
    assert not is_markup(text)


def test_list_blocks_gives_visible_text_in_order_with_its_region():
    root = parse_markup(
        "<html><head><title>x</title><style>y</style></head><body><nav><a>Home</a><ul><li>World</ul></nav>"
        "before <b>bold</b> text<p>one <i>two</i><br>three</p>after<script>no()</script>"
        "<p hidden>gone</p><p style='display: none'>gone</p> tail<form><label>Name</label></form>"
        "<figure><figcaption>A boat</figcaption></figure></body></html>"
    )

    assert list_blocks(root) == (
        Block("Home", "navigation"),
        Block("World", "navigation"),
        Block("before bold text", None),
        Block("one two", None),
        Block("three", None),
        Block("after", None),
        Block("tail", None),
        Block("Name", "comment-form"),
        Block("A boat", "caption"),
    )


def test_parse_markup_reads_characters_whatever_the_page_declares():
    root = parse_markup(
        '<?xml version="1.0" encoding="latin-1"?><html><meta charset="koi8-r"><p>Łódź</p></html>'
    )

    assert list_blocks(root) == (Block("Łódź", None),)


def test_parse_markup_refuses_too_many_elements_before_parsing():
    with pytest.raises(
        ArticleError, match=r"the page has 30,00\d elements, more than the 30,000 that are read"
    ):
        parse_markup("<p>" * (MAX_ELEMENTS + 1))


def test_parse_markup_refuses_a_page_of_comments():
    with pytest.raises(ArticleError, match="the page is empty"):
        parse_markup("<!-- <html> -->")


@pytest.mark.parametrize(("depth", "deep"), [(50, False), (5_000, True)])
def test_is_too_deep_notices_what_the_parser_drops(depth, deep):
    assert is_too_deep(parse_markup("<html>" + "<div>" * depth + "<p>a</p>")) is deep
