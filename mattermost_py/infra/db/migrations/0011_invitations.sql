-- For: every database
-- Why: whoever invites by mail sees what became of it, and can take one invitation back. Mattermost's own table holds
--      the secret of an invitation only, and only until it is used.
-- Locks: nothing. Takes milliseconds.

CREATE TABLE mmpy.invitations (
    id         varchar(26) PRIMARY KEY,
    team_id    varchar(26) NOT NULL,
    sender_id  varchar(26) NOT NULL,
    email      text        NOT NULL,
    is_guest   boolean     NOT NULL,
    token      varchar(64) NOT NULL,            -- of public.tokens; empty once it is settled
    created_at bigint      NOT NULL,
    expires_at bigint      NOT NULL,
    outcome    text        NOT NULL DEFAULT 'open', -- open, accepted or revoked
    settled_at bigint      NOT NULL DEFAULT 0
);
CREATE INDEX invitations_team_id ON mmpy.invitations (team_id, created_at DESC, id);
CREATE INDEX invitations_token ON mmpy.invitations (token) WHERE token <> '';
