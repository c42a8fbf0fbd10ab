-- For: every database
-- Why: posts that are due, and calls that nobody answered, are looked for every few seconds; both are found without
--      reading those that wait for another day or have ended.
-- Locks: writes to these two tables while their indexes are made; both are small, milliseconds.

CREATE INDEX IF NOT EXISTS mmpy_scheduledposts_due
    ON public.scheduledposts (scheduledat) WHERE coalesce(errorcode, '') = '';

CREATE INDEX IF NOT EXISTS mmpy_persistentnotifications_live
    ON public.persistentnotifications (postid) WHERE deleteat = 0;
