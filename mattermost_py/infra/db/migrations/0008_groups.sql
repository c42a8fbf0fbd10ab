-- For: every database
-- Why: the groups of a person are found without reading the members of every group.
-- Locks: writes to groupmembers while its index is made, a second for every million memberships.

CREATE INDEX IF NOT EXISTS mmpy_groupmembers_userid ON public.groupmembers (userid) WHERE deleteat = 0;
