-- For: every database
-- Why: a private channel may be found by its name, and people of the team ask to be let in; and searches for messages
--      with links find the few there are without reading the rest.
-- Locks: writes to posts while their index is made: about a second for each million posts.

-- Private channels that may be found; what is in them stays closed.
CREATE TABLE mmpy.findable_channels (
    channel_id varchar(26) PRIMARY KEY
);

-- Who waits to be let in. A row goes with the answer.
CREATE TABLE mmpy.channel_requests (
    channel_id varchar(26) NOT NULL,
    user_id    varchar(26) NOT NULL,
    message    text        NOT NULL,
    created_at bigint      NOT NULL,
    PRIMARY KEY (channel_id, user_id)
);
CREATE INDEX channel_requests_user_id ON mmpy.channel_requests (user_id);

CREATE INDEX IF NOT EXISTS mmpy_posts_links
    ON public.posts (createat) WHERE message ~* '(https?://|\mwww\.)[[:alnum:]]';
