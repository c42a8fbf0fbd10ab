-- For: every database
-- Why: personal access tokens and guests may have an end. Mattermost's own tables have no column for it.
-- Locks: nothing. Takes milliseconds.

-- When a personal access token ends (ms since epoch). A token without a row has no end.
CREATE TABLE mmpy.access_token_terms (
    token_id    varchar(26) PRIMARY KEY,
    created_at  bigint NOT NULL,
    ends_at     bigint NOT NULL,
    warned_days int    NOT NULL -- the owner was told so many days before, or the token never had that long
);
CREATE INDEX access_token_terms_ends_at ON mmpy.access_token_terms (ends_at);

-- When a guest's stay ends, and who hears of it. The row goes when it has ended.
CREATE TABLE mmpy.guest_stays (
    user_id    varchar(26) PRIMARY KEY,
    sponsor_id varchar(26) NOT NULL,
    ends_at    bigint NOT NULL
);
CREATE INDEX guest_stays_ends_at ON mmpy.guest_stays (ends_at);
