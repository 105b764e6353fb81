-- count_run: lets a run count.
-- takes:   $id
-- returns: nothing
UPDATE runs SET counts = 1 WHERE id = $id
