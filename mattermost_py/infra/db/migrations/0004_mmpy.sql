-- For: every database
-- Why: what we keep beyond Mattermost's tables lives in a schema of our own (made with its ledger, mmpy.migrations,
--      before any file runs).
-- Locks: nothing. Takes milliseconds.

-- Facts about this database, such as who created it.
CREATE TABLE mmpy.settings (
    name  text PRIMARY KEY,
    value text NOT NULL
);

-- A client that repeats a post it got no answer for gets the first one back: the primary key makes it exactly one.
CREATE TABLE mmpy.pending_posts (
    user_id         varchar(26) NOT NULL,
    pending_post_id text        NOT NULL,
    post_id         varchar(26) NOT NULL,
    created_at      bigint      NOT NULL,
    PRIMARY KEY (user_id, pending_post_id)
);
CREATE INDEX pending_posts_created_at ON mmpy.pending_posts (created_at);
