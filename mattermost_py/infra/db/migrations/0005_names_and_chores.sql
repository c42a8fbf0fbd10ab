-- For: every database
-- Why: addresses of renamed channels keep working; chores that repeat are done by one worker at a time; custom
--      statuses that end are found without looking at every account.
-- Locks: writes to users while its index is made, seconds for millions of accounts.

-- The names a channel had before. A channel that has the name now wins.
CREATE TABLE mmpy.channel_names (
    team_id    varchar(26) NOT NULL,
    name       varchar(64) NOT NULL,
    channel_id varchar(26) NOT NULL,
    PRIMARY KEY (team_id, name)
);
CREATE INDEX channel_names_channel_id ON mmpy.channel_names (channel_id);

-- Whichever worker moves `next_at` does the chore.
CREATE TABLE mmpy.chores (
    name    text   PRIMARY KEY,
    next_at bigint NOT NULL
);

CREATE INDEX IF NOT EXISTS mmpy_users_custom_status ON public.users (id) WHERE props ? 'customStatus';
