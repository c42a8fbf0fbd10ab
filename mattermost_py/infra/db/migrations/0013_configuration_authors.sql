-- For: every database
-- Why: the history of the configuration tells who saved a version, and which older one it brought back. Mattermost's own
--      table holds the values alone.
-- Locks: nothing. Takes milliseconds.

CREATE TABLE mmpy.configuration_authors (
    configuration_id varchar(26) PRIMARY KEY,
    user_id          varchar(26) NOT NULL,
    restored_id      varchar(26) NOT NULL DEFAULT '' -- the version it is a copy of
);
