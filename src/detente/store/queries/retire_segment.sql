-- retire_segment: hides a segment whose rows lie in another one.
-- takes:   $name
-- returns: nothing
UPDATE segments SET is_retired = 1 WHERE name = $name
