-- For: every database
-- Why: a channel may have a level of confidentiality of its own.
-- Locks: nothing. Takes milliseconds.

CREATE TABLE mmpy.channel_levels (
    channel_id varchar(26) PRIMARY KEY,
    level      text NOT NULL
);
