-- For: every database
-- Why: browsers get notifications by their maker's push service while no window is open. The server proves who it is
--      with a key pair of its own; messages are written down first, so that a service that is away loses none.
-- Locks: nothing. Takes milliseconds.

-- The server's key pair; one row, made when the first browser asks for it.
CREATE TABLE mmpy.push_keys (
    is_current  boolean PRIMARY KEY DEFAULT true CHECK (is_current),
    private_key bytea   NOT NULL,
    created_at  bigint  NOT NULL
);

-- One browser that wants to be called, as long as its session lasts.
CREATE TABLE mmpy.push_subscriptions (
    id         varchar(26) PRIMARY KEY,
    user_id    varchar(26) NOT NULL,
    session_id varchar(26) NOT NULL,
    endpoint   text        NOT NULL UNIQUE,
    public_key bytea       NOT NULL,
    secret     bytea       NOT NULL,
    created_at bigint      NOT NULL
);
CREATE INDEX push_subscriptions_user_id ON mmpy.push_subscriptions (user_id);
CREATE INDEX push_subscriptions_session_id ON mmpy.push_subscriptions (session_id);

-- Messages on their way to push services. Whoever moves `next_at` tries next; a row goes when it was taken or is late.
CREATE TABLE mmpy.push_outbox (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subscription_id varchar(26) NOT NULL REFERENCES mmpy.push_subscriptions (id) ON DELETE CASCADE,
    place           varchar(26) NOT NULL,            -- the channel or thread it tells of; empty for a test
    is_clearing     boolean     NOT NULL,
    is_urgent       boolean     NOT NULL,
    payload         text        NOT NULL,            -- JSON, encrypted when it is sent
    created_at      bigint      NOT NULL,
    expires_at      bigint      NOT NULL,
    next_at         bigint      NOT NULL,
    attempts        int         NOT NULL DEFAULT 0
);
CREATE INDEX push_outbox_next_at ON mmpy.push_outbox (next_at);
CREATE INDEX push_outbox_place ON mmpy.push_outbox (subscription_id, place);

-- Places of which a browser was told something since they were last read: only these need clearing.
CREATE TABLE mmpy.push_shown (
    subscription_id varchar(26) NOT NULL REFERENCES mmpy.push_subscriptions (id) ON DELETE CASCADE,
    place           varchar(26) NOT NULL,
    PRIMARY KEY (subscription_id, place)
);
