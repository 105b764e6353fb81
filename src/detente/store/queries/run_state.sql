-- run_state: whether a run is known, and whether it counts.
-- takes:   $id  of the run
-- returns: counts  1 or 0; no row if it is unknown
SELECT counts FROM runs WHERE id = $id
