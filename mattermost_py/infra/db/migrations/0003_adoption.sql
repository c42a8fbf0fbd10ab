-- For: adopted databases
-- Why: Mattermost 11.5 and 11.6.0 stop short of three objects that 11.6.2 adds. Adding them here lets one set of
--      statements serve every database. Mattermost's ledger is left as it is: its own steps for them repeat safely.
--      Tables of saved settings exist only where Mattermost kept its configuration in the database.
-- Locks: roles and accesscontrolpolicies, for milliseconds; both are small.

ALTER TABLE roles ADD COLUMN IF NOT EXISTS schemeid varchar(26);
CREATE INDEX IF NOT EXISTS idx_roles_scheme_id ON roles (schemeid);

UPDATE roles
   SET schemeid = schemes.id
  FROM schemes
 WHERE coalesce(roles.schemeid, '') = ''
   AND roles.name IN (
       schemes.defaultteamadminrole, schemes.defaultteamuserrole, schemes.defaultteamguestrole,
       schemes.defaultchanneladminrole, schemes.defaultchanneluserrole, schemes.defaultchannelguestrole,
       schemes.defaultplaybookadminrole, schemes.defaultplaybookmemberrole,
       schemes.defaultrunadminrole, schemes.defaultrunmemberrole
   );

-- Policies of one name keep their names, and the index waits for Mattermost or an administrator to part them.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM accesscontrolpolicies WHERE type = 'parent' GROUP BY name HAVING count(*) > 1) THEN
        CREATE UNIQUE INDEX IF NOT EXISTS idx_accesscontrolpolicies_name_type
            ON accesscontrolpolicies (name, type) WHERE type = 'parent';
    END IF;
END
$$;

CREATE TABLE IF NOT EXISTS configurations (
    id       varchar(26) NOT NULL,
    value    text NOT NULL,
    createat bigint NOT NULL,
    active   boolean,
    sha      char(64) DEFAULT '',
    CONSTRAINT configurations_pkey PRIMARY KEY (id),
    CONSTRAINT configurations_active_key UNIQUE (active)
);

CREATE TABLE IF NOT EXISTS configurationfiles (
    name     varchar(64) NOT NULL,
    data     text NOT NULL,
    createat bigint NOT NULL,
    updateat bigint NOT NULL,
    CONSTRAINT configurationfiles_pkey PRIMARY KEY (name)
);

CREATE TABLE IF NOT EXISTS db_config_migrations (
    version bigint NOT NULL,
    name    varchar NOT NULL,
    CONSTRAINT db_config_migrations_pkey PRIMARY KEY (version)
);

INSERT INTO db_config_migrations (version, name) VALUES
    (1, 'create_configurations'),
    (2, 'create_configuration_files'),
    (3, 'update_configurations_sha')
ON CONFLICT DO NOTHING;
