-- For: every database
-- Why: mail is written down with what caused it and sent afterwards, so that none is lost and none is sent for
--      something that was rolled back; how often somebody may cause mail is counted for all workers together; codes
--      that stand in for a lost authenticator app.
-- Locks: nothing. Takes milliseconds.

-- Mail that waits to be sent. Whoever moves `next_at` tries next; a row goes when its mail has been taken.
CREATE TABLE mmpy.outbox (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    recipient  text   NOT NULL,
    subject    text   NOT NULL,
    plain      text   NOT NULL,
    html       text   NOT NULL,
    created_at bigint NOT NULL,
    next_at    bigint NOT NULL,
    attempts   int    NOT NULL DEFAULT 0
);
CREATE INDEX outbox_next_at ON mmpy.outbox (next_at);

-- When the allowance of a sender is full again (ms since epoch); a time that has passed says nothing.
CREATE TABLE mmpy.mail_allowances (
    name    text   PRIMARY KEY,
    full_at bigint NOT NULL
);
CREATE INDEX mail_allowances_full_at ON mmpy.mail_allowances (full_at);

-- One row a code that has not been used yet.
CREATE TABLE mmpy.recovery_codes (
    user_id varchar(26) NOT NULL,
    digest  bytea       NOT NULL,
    PRIMARY KEY (user_id, digest)
);
