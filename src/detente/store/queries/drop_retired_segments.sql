-- drop_retired_segments: forgets the segments that no reader looks for any more.
-- takes:   nothing
-- returns: nothing
DELETE FROM segments WHERE is_retired = 1
