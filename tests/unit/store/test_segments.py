import pytest

from detente.errors import StoreError
from detente.store import open_reader, open_writer
from detente.store.reader import Reader


def test_reader_goes_on_while_segments_are_merged_and_deleted(tmp_path, made_up, keeper):
    with open_writer(tmp_path) as writer:
        for number in range(1, 8):
            writer.keep(made_up(number), source="s", content_hash=str(number), now=keeper.NOW)
    with open_reader(tmp_path) as reader:
        before = reader.events()
        with open_writer(tmp_path) as writer:
            writer.compact()
            assert reader.events() == before
        open_writer(tmp_path).close()

        assert reader.events() == before


class _Slow(Reader):
    """A reader that has looked at the manifest so many times before the files went."""

    def __init__(self, folder, late):
        super().__init__(folder)
        self.late = late
        self.old = Reader._state(self)

    def _state(self):
        self.late -= 1
        return self.old if self.late >= 0 and self.late % 2 == 0 else super()._state()


@pytest.fixture
def merged(tmp_path, made_up, keeper):
    """`merged(late)` gives a reader whose first files were merged and deleted meanwhile."""
    with open_writer(tmp_path) as writer:
        for number in range(1, 8):
            writer.keep(made_up(number), source="s", content_hash=str(number), now=keeper.NOW)

    readers = []

    def make(late):
        readers.append(_Slow(tmp_path, late))
        with open_writer(tmp_path) as writer:
            writer.compact()
        open_writer(tmp_path).close()
        return readers[0]

    yield make
    readers[0].close()


@pytest.mark.parametrize(
    "late",
    [
        pytest.param(0, id="it looks afterwards"),
        pytest.param(1, id="it looked before and asks once more"),
        pytest.param(3, id="it was late twice"),
    ],
)
def test_reader_asks_once_more_where_files_went_while_it_asked(merged, late):
    reader = merged(late)

    assert len(reader.events()) == sum(number % 4 for number in range(1, 8))


def test_reader_gives_up_where_files_keep_going(merged):
    with pytest.raises(StoreError, match="a segment is missing"):
        merged(5).events()


def test_reader_tells_of_a_missing_segment(tmp_path, made_up, keeper):
    with open_writer(tmp_path) as writer:
        writer.keep(made_up(3), source="s", content_hash="h", now=keeper.NOW)
    next((tmp_path / "segments").glob("events-*")).unlink()

    with (
        open_reader(tmp_path) as reader,
        pytest.raises(StoreError, match=r"parquet: a segment is missing; restore"),
    ):
        reader.events()


def test_reader_tells_of_a_segment_that_is_no_file(tmp_path, made_up, keeper):
    with open_writer(tmp_path) as writer:
        writer.keep(made_up(3), source="s", content_hash="h", now=keeper.NOW)
    path = next((tmp_path / "segments").glob("events-*"))
    path.unlink()
    path.mkdir()

    with (
        open_reader(tmp_path) as reader,
        pytest.raises(StoreError, match=r"a segment cannot be read \(Is a dir"),
    ):
        reader.events()


def test_reader_tells_of_a_damaged_segment(tmp_path, made_up, keeper):
    with open_writer(tmp_path) as writer:
        writer.keep(made_up(3), source="s", content_hash="h", now=keeper.NOW)
    path = next((tmp_path / "segments").glob("claims-*"))
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)

    with open_reader(tmp_path) as reader:
        assert reader.events() == tuple(sorted(made_up(3).events, key=lambda event: event.id))
        with pytest.raises(StoreError, match=r"parquet: a segment is damaged; restore"):
            reader.claims()


def test_reader_tells_of_a_segment_that_was_damaged_after_it_was_checked(tmp_path, made_up, keeper):
    with open_writer(tmp_path) as writer:
        writer.keep(made_up(3), source="s", content_hash="h", now=keeper.NOW)

    with open_reader(tmp_path) as reader:
        assert len(reader.claims()) == 1
        next((tmp_path / "segments").glob("claims-*")).unlink()
        with pytest.raises(StoreError, match="a segment cannot be read"):
            reader.claims()
