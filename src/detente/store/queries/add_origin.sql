-- add_origin: keeps an origin once.
-- takes:   $id, $detente, $lexicon, $parser
-- returns: nothing
INSERT INTO origins (id, detente, lexicon, parser)
VALUES ($id, $detente, $lexicon, $parser)
ON CONFLICT DO NOTHING
