-- For: every database
-- Why: a name is found by any part of it without reading every name, among thousands of people and channels.
-- Locks: writes to users and channels while their indexes are made, a second for every ten thousand.

-- Every part of one, two and three letters that occurs in these texts, in lower case. A longer word can only be in a
-- text that has all of its three-letter parts; whether they follow each other is looked at in the rows found.
CREATE OR REPLACE FUNCTION mmpy.grams(VARIADIC texts text[]) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    grams text[] := '{}';
    one   text;
    size  int;
BEGIN
    FOREACH one IN ARRAY texts LOOP
        CONTINUE WHEN one IS NULL;
        one := lower(one);
        size := length(one);
        FOR at IN 1..size LOOP
            grams := grams || substr(one, at, 1);
            IF at < size THEN
                grams := grams || substr(one, at, 2);
            END IF;
            IF at < size - 1 THEN
                grams := grams || substr(one, at, 3);
            END IF;
        END LOOP;
    END LOOP;
    RETURN grams;
END
$$;

-- What is found must be up to date, so nothing is put off (`fastupdate`) that every search would have to read.
CREATE INDEX IF NOT EXISTS mmpy_users_names ON public.users
    USING gin (mmpy.grams(username, nickname, firstname, lastname)) WITH (fastupdate = off);
CREATE INDEX IF NOT EXISTS mmpy_users_email ON public.users
    USING gin (mmpy.grams(email)) WITH (fastupdate = off);
CREATE INDEX IF NOT EXISTS mmpy_channels_texts ON public.channels
    USING gin (mmpy.grams(displayname, name, purpose)) WITH (fastupdate = off);

-- Lists of a team in the order they are shown in, archived channels last.
CREATE INDEX IF NOT EXISTS mmpy_channels_order ON public.channels (teamid, (deleteat > 0), displayname, id);
