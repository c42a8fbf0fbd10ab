-- For: every database
-- Why: administrators tell everybody, or one another, news that each person sees once. Mattermost's own table only holds
--      who has seen which notice; the notices themselves come from its maker's site.
-- Locks: nothing. Takes milliseconds.

CREATE TABLE mmpy.notices (
    id          varchar(26) PRIMARY KEY,
    title       text NOT NULL,
    description text NOT NULL,
    audience    text NOT NULL CHECK (audience IN ('all', 'admins')),
    action_text text NOT NULL,
    action_url  text NOT NULL,
    creator_id  varchar(26) NOT NULL,
    create_at   bigint NOT NULL,
    ends_at     bigint NOT NULL -- 0: for ever
);
