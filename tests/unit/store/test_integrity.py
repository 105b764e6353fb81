from detente.store import Reading, open_reader, open_writer


def test_integrity_names_every_problem(tmp_path, made_up, keeper):
    with open_writer(tmp_path) as writer:
        readings = [Reading(coded=made_up(number), source=f"{number}", content_hash="h") for number in (3, 7)]
        writer.keep_many(readings, now=keeper.NOW)
        writer._connection.pragma("foreign_keys", value=False)
        writer._connection.execute("UPDATE runs SET situations = 5 WHERE article_id = 'article-000003'")
        writer._connection.execute("INSERT INTO furniture VALUES ('nowhere', 0, 'share', 'Share this')")
        writer._connection.pragma("writable_schema", value=True)
        writer._connection.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, 'published', 'url') WHERE name = 'articles_by_date'"
        )
    next((tmp_path / "segments").glob("events-*")).unlink()
    next((tmp_path / "segments").glob("claims-*")).write_bytes(b"PAR1")

    with open_reader(tmp_path) as reader:
        problems = "\n".join(reader.integrity())

    assert "catalog: row 1 missing from index articles_by_date" in problems
    assert "catalog: a row of furniture points to a row of articles that does not exist" in problems
    assert "a segment is missing" in problems
    assert "a segment is damaged" in problems
    assert "segments: 2 situations, but the runs found 6" in problems
    assert len(problems.splitlines()) == 6
