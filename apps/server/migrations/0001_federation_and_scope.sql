-- The federation, its people, and the scope that row-level security asks for.
-- Runs as cordon_owner, which owns everything and cannot log in. The login roles cordon_app, cordon_auth,
-- cordon_pipeline and cordon_keeper own nothing and get exactly what each migration grants.

CREATE TABLE node (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('centre', 'region', 'organisation', 'group')),
  code text NOT NULL UNIQUE,
  name text NOT NULL,
  created timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE node IS 'A node of the federation: the centre, a region, a group, an organisation.';

CREATE TABLE node_relation (
  child_id uuid NOT NULL REFERENCES node,
  parent_id uuid NOT NULL REFERENCES node,
  since timestamptz NOT NULL DEFAULT now(),
  until timestamptz,
  PRIMARY KEY (child_id, parent_id, since),
  CHECK (child_id <> parent_id),
  CHECK (until IS NULL OR until >= since)
);
COMMENT ON TABLE node_relation IS 'Who stands under whom, from when to when. A node may have several parents at once.';
CREATE INDEX node_relation_by_parent ON node_relation (parent_id);

CREATE TABLE node_closure (
  ancestor_id uuid NOT NULL REFERENCES node,
  descendant_id uuid NOT NULL REFERENCES node,
  since timestamptz NOT NULL,
  until timestamptz
);
COMMENT ON TABLE node_closure IS 'All ancestors of every node (itself included) with the time each holds. Kept by triggers on node and node_relation.';
CREATE INDEX node_closure_down ON node_closure (ancestor_id, descendant_id);
CREATE INDEX node_closure_up ON node_closure (descendant_id, ancestor_id);

CREATE FUNCTION node_closure_rebuild(changed uuid[]) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE affected uuid[];
BEGIN
  WITH RECURSIVE below(id, depth) AS (
    SELECT unnest(changed), 0
    UNION
    SELECT r.child_id, b.depth + 1 FROM node_relation r JOIN below b ON r.parent_id = b.id WHERE b.depth < 20
  )
  SELECT array_agg(DISTINCT id) INTO affected FROM below;
  DELETE FROM node_closure WHERE descendant_id = ANY (affected);
  INSERT INTO node_closure (ancestor_id, descendant_id, since, until)
  WITH RECURSIVE up(descendant_id, ancestor_id, since, until, path) AS (
    SELECT id, id, '-infinity'::timestamptz, NULL::timestamptz, ARRAY[id] FROM unnest(affected) AS id
    UNION ALL
    SELECT u.descendant_id, r.parent_id, greatest(u.since, r.since), least(u.until, r.until), u.path || r.parent_id
    FROM up u JOIN node_relation r ON r.child_id = u.ancestor_id
    WHERE NOT r.parent_id = ANY (u.path)
      AND coalesce(least(u.until, r.until), 'infinity') > greatest(u.since, r.since)
  )
  SELECT DISTINCT ancestor_id, descendant_id, since, until FROM up;
END $$;

CREATE FUNCTION node_relation_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP <> 'DELETE' AND EXISTS (
    WITH RECURSIVE up(start, id, depth) AS (
      SELECT child_id, parent_id, 1 FROM changed WHERE until IS NULL
      UNION
      SELECT u.start, r.parent_id, u.depth + 1 FROM up u JOIN node_relation r ON r.child_id = u.id
      WHERE r.until IS NULL AND u.depth < 20
    )
    SELECT 1 FROM up WHERE id = start OR depth >= 20
  ) THEN
    RAISE EXCEPTION 'a node cannot stand under itself, nor deeper than 20 levels' USING ERRCODE = 'check_violation';
  END IF;
  PERFORM node_closure_rebuild(array_agg(DISTINCT child_id)) FROM changed;
  RETURN NULL;
END $$;
CREATE TRIGGER node_relation_inserted AFTER INSERT ON node_relation
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION node_relation_changed();
CREATE TRIGGER node_relation_updated AFTER UPDATE ON node_relation
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION node_relation_changed();
CREATE TRIGGER node_relation_deleted AFTER DELETE ON node_relation
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION node_relation_changed();

CREATE FUNCTION node_inserted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM node_closure_rebuild(array_agg(id)) FROM added;
  RETURN NULL;
END $$;
CREATE TRIGGER node_inserted AFTER INSERT ON node
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION node_inserted();

CREATE TABLE organisation (
  id uuid PRIMARY KEY REFERENCES node,
  kind text NOT NULL,
  retention_days integer NOT NULL DEFAULT 90 CHECK (retention_days BETWEEN 1 AND 3650),
  created timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE organisation IS 'What an organisation has beyond being a node.';

CREATE TABLE app_user (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  email text NOT NULL CHECK (email = lower(email)),
  state text NOT NULL CHECK (state IN ('invited', 'active', 'disabled')),
  password_hash text,
  totp_secret bytea,
  totp_last_step bigint,
  failed_sign_ins integer NOT NULL DEFAULT 0,
  locked_until timestamptz,
  last_seen timestamptz,
  created timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE app_user IS 'A person who may sign in.';
COMMENT ON COLUMN app_user.totp_last_step IS 'Last time step that was accepted: a code works once.';
CREATE UNIQUE INDEX app_user_by_email ON app_user (email);

CREATE TABLE role_permission (
  role text NOT NULL,
  permission text NOT NULL,
  PRIMARY KEY (role, permission)
);
COMMENT ON TABLE role_permission IS 'What each role may do. Written at start from the API contract.';

CREATE TABLE role_grant (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES app_user,
  node_id uuid NOT NULL REFERENCES node,
  role text NOT NULL,
  since timestamptz NOT NULL DEFAULT now(),
  until timestamptz,
  granted_by uuid REFERENCES app_user
);
COMMENT ON TABLE role_grant IS 'A role that somebody holds at a node and everything below it, from when to when.';
CREATE INDEX role_grant_by_user ON role_grant (user_id);
CREATE INDEX role_grant_by_node ON role_grant (node_id);

CREATE TABLE session (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES app_user,
  secret_hash bytea NOT NULL UNIQUE,
  csrf_hash bytea NOT NULL,
  created timestamptz NOT NULL DEFAULT now(),
  last_used timestamptz NOT NULL DEFAULT now(),
  expires timestamptz NOT NULL,
  address text
);
COMMENT ON TABLE session IS 'A signed-in browser. Only the SHA-256 of its secret is kept.';
CREATE INDEX session_by_user ON session (user_id);

CREATE TABLE api_token (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES app_user,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('personal', 'service')),
  permissions text[] NOT NULL,
  node_id uuid REFERENCES node,
  secret_hash bytea NOT NULL UNIQUE,
  created timestamptz NOT NULL DEFAULT now(),
  expires timestamptz NOT NULL,
  revoked timestamptz,
  last_used timestamptz,
  CHECK (kind = 'personal' OR node_id IS NOT NULL)
);
COMMENT ON TABLE api_token IS 'A credential for programs: personal (never more than its owner may) or of a service at a node.';
CREATE INDEX api_token_by_user ON api_token (user_id);

-- Scope ------------------------------------------------------------------------------------------------------

CREATE SCHEMA scope_private;
CREATE TABLE scope_private.seal (key bytea NOT NULL);
INSERT INTO scope_private.seal VALUES (sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));
COMMENT ON TABLE scope_private.seal IS 'The key that seals the scope of a transaction. No login role can read it.';

CREATE FUNCTION scope_private.mac(payload text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  -- Bound to this backend and transaction: a sealed scope copied elsewhere is worthless.
  SELECT encode(extension.hmac(convert_to(payload || '|' || pg_backend_pid() || '|' || extract(epoch FROM transaction_timestamp()), 'UTF8'), key, 'sha256'), 'hex')
  FROM scope_private.seal
$$;

CREATE FUNCTION scope_enter(secret bytea, permission text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  found_user uuid;
  token api_token%ROWTYPE;
  payload text;
BEGIN
  SELECT s.user_id INTO found_user FROM session s JOIN app_user u ON u.id = s.user_id
  WHERE s.secret_hash = sha256(secret) AND s.expires > now() AND u.state = 'active';
  IF found_user IS NULL THEN
    SELECT t.* INTO token FROM api_token t JOIN app_user u ON u.id = t.user_id
    WHERE t.secret_hash = sha256(secret) AND t.expires > now() AND t.revoked IS NULL
      AND (t.kind = 'service' OR u.state = 'active');
    IF token.id IS NULL THEN RETURN NULL; END IF;
    found_user := token.user_id;
    IF permission IS NOT NULL AND NOT permission = ANY (token.permissions) THEN permission := 'none'; END IF;
  END IF;
  payload := concat_ws('|', found_user, coalesce(permission, ''), coalesce(token.kind, 'session'), coalesce(token.node_id::text, ''));
  PERFORM set_config('cordon.scope', payload || '|' || scope_private.mac(payload), true);
  RETURN found_user;
END $$;
COMMENT ON FUNCTION scope_enter IS 'Sets the scope of this transaction from a caller''s own secret (session or API token) and the permission it acts with. NULL: nobody.';

CREATE FUNCTION scope_private.read(OUT user_id uuid, OUT permission text, OUT kind text, OUT node_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  sealed text := current_setting('cordon.scope', true);
  part text[];
BEGIN
  IF coalesce(sealed, '') = '' THEN RETURN; END IF;
  part := string_to_array(sealed, '|');
  IF array_length(part, 1) <> 5 OR scope_private.mac(array_to_string(part[1:4], '|')) IS DISTINCT FROM part[5] THEN
    RAISE EXCEPTION 'the scope of this transaction was tampered with' USING ERRCODE = 'insufficient_privilege';
  END IF;
  user_id := part[1]::uuid;
  permission := nullif(part[2], '');
  kind := part[3];
  node_id := nullif(part[4], '')::uuid;
END $$;

CREATE FUNCTION scope_user() RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ SELECT user_id FROM scope_private.read() $$;
COMMENT ON FUNCTION scope_user IS 'Who acts in this transaction.';

CREATE FUNCTION scope_private.nodes(wanted text) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH caller AS MATERIALIZED (SELECT * FROM scope_private.read())
  SELECT DISTINCT down.descendant_id
  FROM caller
  JOIN role_grant g ON g.user_id = caller.user_id AND g.since <= now() AND (g.until IS NULL OR g.until > now())
  JOIN node_closure down ON down.ancestor_id = g.node_id AND down.since <= now() AND (down.until IS NULL OR down.until > now())
  WHERE caller.kind <> 'service'
    AND (wanted IS NULL OR EXISTS (SELECT 1 FROM role_permission p WHERE p.role = g.role AND p.permission = wanted))
    AND (caller.node_id IS NULL OR EXISTS (
      SELECT 1 FROM node_closure limited WHERE limited.ancestor_id = caller.node_id AND limited.descendant_id = down.descendant_id
        AND limited.since <= now() AND (limited.until IS NULL OR limited.until > now())))
  UNION
  SELECT down.descendant_id
  FROM caller
  JOIN node_closure down ON down.ancestor_id = caller.node_id AND down.since <= now() AND (down.until IS NULL OR down.until > now())
  WHERE caller.kind = 'service' AND wanted IS DISTINCT FROM 'none'
$$;

CREATE FUNCTION scope_nodes() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT * FROM scope_private.nodes((SELECT permission FROM scope_private.read()))
$$;
COMMENT ON FUNCTION scope_nodes IS 'Nodes where the caller holds the permission that the transaction was entered with.';

CREATE FUNCTION scope_organisations() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT o.id FROM organisation o WHERE o.id IN (SELECT scope_nodes())
$$;
COMMENT ON FUNCTION scope_organisations IS 'Organisations where the caller holds the permission that the transaction was entered with.';

-- A token is asked only for the permission that it was entered with: its others are not in the sealed scope.
CREATE FUNCTION scope_permits(wanted text, node uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT (r.kind = 'session' OR r.permission = wanted) AND node IN (SELECT scope_private.nodes(wanted))
  FROM scope_private.read() r
$$;
COMMENT ON FUNCTION scope_permits IS 'Whether the caller holds another permission at a node.';

-- Sources ----------------------------------------------------------------------------------------------------

CREATE TABLE source (
  id uuid PRIMARY KEY,
  organisation_id uuid REFERENCES organisation,
  node_id uuid NOT NULL REFERENCES node,
  name text NOT NULL,
  kind text NOT NULL,
  shared boolean NOT NULL DEFAULT false,
  silent_after_minutes integer NOT NULL DEFAULT 60 CHECK (silent_after_minutes > 0),
  time_zone text NOT NULL DEFAULT 'UTC',
  origin text NOT NULL DEFAULT 'live' CHECK (origin IN ('live', 'demo', 'exercise')),
  disabled_at timestamptz,
  created timestamptz NOT NULL DEFAULT now(),
  CHECK (shared = (organisation_id IS NULL))
);
COMMENT ON TABLE source IS 'Something that sends events. node_id is the organisation, or for a shared service the node whose organisations it may serve.';
CREATE INDEX source_by_organisation ON source (organisation_id);
CREATE INDEX source_by_node ON source (node_id);

CREATE TABLE source_token (
  id uuid PRIMARY KEY,
  source_id uuid NOT NULL REFERENCES source,
  secret_hash bytea NOT NULL UNIQUE,
  hint text NOT NULL,
  created timestamptz NOT NULL DEFAULT now(),
  expires timestamptz,
  revoked timestamptz,
  last_used timestamptz
);
COMMENT ON TABLE source_token IS 'Credentials of a source; several may hold at once, so that rotation leaves no gap.';
CREATE INDEX source_token_by_source ON source_token (source_id);

-- Audit ------------------------------------------------------------------------------------------------------

CREATE TABLE audit_entry (
  seq bigint PRIMARY KEY,
  at timestamptz NOT NULL,
  actor_id uuid,
  actor_name text NOT NULL,
  action text NOT NULL,
  organisation_id uuid,
  target text,
  purpose text,
  outcome text NOT NULL,
  address text,
  detail jsonb NOT NULL,
  hash bytea NOT NULL
);
COMMENT ON TABLE audit_entry IS 'Every change and every cross-organisation view. Append-only; each hash covers the entry and the hash before it.';
CREATE INDEX audit_entry_by_organisation ON audit_entry (organisation_id, seq DESC);
CREATE INDEX audit_entry_by_actor ON audit_entry (actor_id, seq DESC);

CREATE TABLE scope_private.audit_head (seq bigint NOT NULL, hash bytea NOT NULL);
INSERT INTO scope_private.audit_head VALUES (0, sha256(''::bytea));

CREATE FUNCTION audit_entry_hash(before bytea, e audit_entry) RETURNS bytea
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  -- A JSON array keeps the fields apart, whatever they contain; the time is written in microseconds.
  SELECT sha256(before || convert_to(jsonb_build_array(
    e.seq, (extract(epoch FROM e.at) * 1000000)::bigint, e.actor_id, e.actor_name, e.action, e.organisation_id,
    e.target, e.purpose, e.outcome, e.address, e.detail)::text, 'UTF8'))
$$;

CREATE FUNCTION audit_append(
  actor uuid, actor_label text, action text, organisation uuid, target text, purpose text, outcome text, address text, detail jsonb
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  head scope_private.audit_head%ROWTYPE;
  entry audit_entry%ROWTYPE;
BEGIN
  -- Whoever has entered a scope is the actor, whatever was said.
  SELECT * INTO head FROM scope_private.audit_head FOR UPDATE;
  entry.seq := head.seq + 1;
  entry.at := clock_timestamp();
  entry.actor_id := coalesce(scope_user(), actor);
  entry.actor_name := coalesce((SELECT name FROM app_user WHERE id = entry.actor_id), actor_label);
  entry.action := action;
  entry.organisation_id := organisation;
  entry.target := target;
  entry.purpose := purpose;
  entry.outcome := outcome;
  entry.address := address;
  entry.detail := coalesce(detail, '{}');
  entry.hash := audit_entry_hash(head.hash, entry);
  INSERT INTO audit_entry SELECT entry.*;
  UPDATE scope_private.audit_head SET seq = entry.seq, hash = entry.hash;
  RETURN entry.seq;
END $$;
COMMENT ON FUNCTION audit_append IS 'Appends to the audit log. Call it last in a transaction: it holds the head of the chain until commit.';

CREATE FUNCTION audit_entry_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_entry_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_frozen();

CREATE FUNCTION audit_verify() RETURNS TABLE (entries bigint, broken_at bigint, head bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  before bytea := sha256(''::bytea);
  expected bigint := 1;
  e audit_entry%ROWTYPE;
BEGIN
  FOR e IN SELECT * FROM audit_entry ORDER BY seq LOOP
    IF e.seq <> expected OR audit_entry_hash(before, e) <> e.hash THEN
      RETURN QUERY SELECT (SELECT count(*) FROM audit_entry), expected, before;
      RETURN;
    END IF;
    before := e.hash;
    expected := expected + 1;
  END LOOP;
  -- Entries cut off at the end leave a shorter chain that is sound in itself: the head tells.
  RETURN QUERY SELECT expected - 1, CASE WHEN h.seq = expected - 1 AND h.hash = before THEN NULL ELSE expected END, before
  FROM scope_private.audit_head h;
END $$;

-- Who may what -----------------------------------------------------------------------------------------------

ALTER TABLE node ENABLE ROW LEVEL SECURITY;
ALTER TABLE node_relation ENABLE ROW LEVEL SECURITY;
ALTER TABLE node_closure ENABLE ROW LEVEL SECURITY;
ALTER TABLE organisation ENABLE ROW LEVEL SECURITY;
ALTER TABLE app_user ENABLE ROW LEVEL SECURITY;
ALTER TABLE role_grant ENABLE ROW LEVEL SECURITY;
ALTER TABLE session ENABLE ROW LEVEL SECURITY;
ALTER TABLE api_token ENABLE ROW LEVEL SECURITY;
ALTER TABLE source ENABLE ROW LEVEL SECURITY;
ALTER TABLE source_token ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY;

-- The console and API: rows at nodes within scope.
GRANT SELECT, INSERT, UPDATE ON node, node_relation, organisation, source, source_token, role_grant TO cordon_app;
GRANT SELECT ON node_closure, role_permission, audit_entry TO cordon_app;
GRANT SELECT (id, name, email, state, last_seen, created), UPDATE (name, state) ON app_user TO cordon_app;
GRANT SELECT (id, user_id, name, kind, permissions, node_id, created, expires, revoked, last_used) ON api_token TO cordon_app;
GRANT INSERT, UPDATE (revoked) ON api_token TO cordon_app;
GRANT INSERT ON app_user TO cordon_app;

CREATE POLICY node_app ON node TO cordon_app USING (id = ANY (ARRAY(SELECT scope_nodes()))) WITH CHECK (true);
CREATE POLICY node_relation_app ON node_relation TO cordon_app
  USING (child_id = ANY (ARRAY(SELECT scope_nodes()))) WITH CHECK (parent_id = ANY (ARRAY(SELECT scope_nodes())));
CREATE POLICY node_closure_app ON node_closure FOR SELECT TO cordon_app USING (descendant_id = ANY (ARRAY(SELECT scope_nodes())));
CREATE POLICY organisation_app ON organisation TO cordon_app USING (id = ANY (ARRAY(SELECT scope_organisations()))) WITH CHECK (true);
CREATE POLICY source_app ON source TO cordon_app
  USING (node_id = ANY (ARRAY(SELECT scope_nodes()))) WITH CHECK (node_id = ANY (ARRAY(SELECT scope_nodes())));
CREATE POLICY source_token_app ON source_token TO cordon_app
  USING (source_id IN (SELECT id FROM source)) WITH CHECK (source_id IN (SELECT id FROM source));
CREATE POLICY role_grant_app ON role_grant TO cordon_app
  USING (user_id = (SELECT scope_user()) OR node_id = ANY (ARRAY(SELECT scope_nodes())))
  WITH CHECK (node_id = ANY (ARRAY(SELECT scope_nodes())));
-- People are seen by those in whose scope they hold a role.
CREATE POLICY app_user_app ON app_user TO cordon_app
  USING (id = (SELECT scope_user()) OR id IN (SELECT user_id FROM role_grant WHERE node_id = ANY (ARRAY(SELECT scope_nodes()))))
  WITH CHECK (true);
CREATE POLICY api_token_app ON api_token TO cordon_app
  USING (user_id = (SELECT scope_user()) OR node_id = ANY (ARRAY(SELECT scope_nodes())))
  WITH CHECK (user_id = (SELECT scope_user()));
CREATE POLICY audit_entry_app ON audit_entry FOR SELECT TO cordon_app
  USING (organisation_id = ANY (ARRAY(SELECT scope_organisations()))
    OR (organisation_id IS NULL AND (actor_id = (SELECT scope_user())
      OR EXISTS (SELECT 1 FROM node n WHERE n.kind = 'centre'))));

-- Signing in, set-up, invitations: before there is a scope.
GRANT SELECT, INSERT, UPDATE ON app_user, role_grant, node, node_relation, organisation TO cordon_auth;
GRANT SELECT, INSERT, UPDATE, DELETE ON session TO cordon_auth;
GRANT SELECT, UPDATE (last_used, revoked) ON api_token TO cordon_auth;
GRANT SELECT ON node_closure, role_permission TO cordon_auth;
CREATE POLICY node_auth ON node TO cordon_auth USING (true) WITH CHECK (true);
CREATE POLICY node_relation_auth ON node_relation TO cordon_auth USING (true) WITH CHECK (true);
CREATE POLICY node_closure_auth ON node_closure FOR SELECT TO cordon_auth USING (true);
CREATE POLICY organisation_auth ON organisation TO cordon_auth USING (true) WITH CHECK (true);
CREATE POLICY app_user_auth ON app_user TO cordon_auth USING (true) WITH CHECK (true);
CREATE POLICY role_grant_auth ON role_grant TO cordon_auth USING (true) WITH CHECK (true);
CREATE POLICY session_auth ON session TO cordon_auth USING (true) WITH CHECK (true);
CREATE POLICY api_token_auth ON api_token TO cordon_auth USING (true) WITH CHECK (true);

-- The pipeline knows sources and the federation's shape.
GRANT SELECT ON node, node_closure, organisation, source, source_token TO cordon_pipeline;
GRANT UPDATE (last_used) ON source_token TO cordon_pipeline;
CREATE POLICY node_pipeline ON node FOR SELECT TO cordon_pipeline USING (true);
CREATE POLICY node_closure_pipeline ON node_closure FOR SELECT TO cordon_pipeline USING (true);
CREATE POLICY organisation_pipeline ON organisation FOR SELECT TO cordon_pipeline USING (true);
CREATE POLICY source_pipeline ON source FOR SELECT TO cordon_pipeline USING (true);
CREATE POLICY source_token_pipeline ON source_token TO cordon_pipeline USING (true);

-- Housekeeping: retention, outbox, silence, verification.
GRANT SELECT ON node, node_closure, organisation, source, app_user, role_grant, role_permission, audit_entry TO cordon_keeper;
GRANT INSERT, DELETE ON role_permission TO cordon_keeper;
GRANT DELETE ON session TO cordon_keeper;
GRANT SELECT ON session TO cordon_keeper;
CREATE POLICY node_keeper ON node FOR SELECT TO cordon_keeper USING (true);
CREATE POLICY node_closure_keeper ON node_closure FOR SELECT TO cordon_keeper USING (true);
CREATE POLICY organisation_keeper ON organisation FOR SELECT TO cordon_keeper USING (true);
CREATE POLICY source_keeper ON source FOR SELECT TO cordon_keeper USING (true);
CREATE POLICY app_user_keeper ON app_user FOR SELECT TO cordon_keeper USING (true);
CREATE POLICY role_grant_keeper ON role_grant FOR SELECT TO cordon_keeper USING (true);
CREATE POLICY audit_entry_keeper ON audit_entry FOR SELECT TO cordon_keeper USING (true);
CREATE POLICY session_keeper ON session TO cordon_keeper USING (true);

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
REVOKE ALL ON SCHEMA scope_private FROM PUBLIC;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA scope_private FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scope_enter(bytea, text), scope_user(), scope_nodes(), scope_organisations(), scope_permits(text, uuid) TO cordon_app;
GRANT EXECUTE ON FUNCTION scope_user() TO cordon_auth, cordon_pipeline, cordon_keeper;
GRANT EXECUTE ON FUNCTION audit_append(uuid, text, text, uuid, text, text, text, text, jsonb) TO cordon_app, cordon_auth, cordon_pipeline, cordon_keeper;
GRANT EXECUTE ON FUNCTION audit_verify() TO cordon_app, cordon_keeper;
