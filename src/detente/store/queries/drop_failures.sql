-- drop_failures: forgets why a source had no record, once it has one.
-- takes:   $source
-- returns: nothing
DELETE FROM failures WHERE source = $source
