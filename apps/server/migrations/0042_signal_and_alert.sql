-- Signals (one rule hit on one event) and what they are grouped into: an alert has one head and one part an
-- organisation. Everything that tells about an organisation stands on its part; row-level security is there.

CREATE TABLE signal_known (
  id bytea PRIMARY KEY,
  day date NOT NULL
);
COMMENT ON TABLE signal_known IS 'Ids of signals already applied: redelivery is found here whatever partition the signal went to.';
CREATE INDEX signal_known_by_day ON signal_known (day);

CREATE TABLE alert_head (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('detection', 'silence')),
  group_key text NOT NULL,
  cluster text,
  origin text NOT NULL CHECK (origin IN ('live', 'demo', 'exercise')),
  episode integer NOT NULL CHECK (episode > 0),
  previous_id uuid REFERENCES alert_head,
  organisations integer NOT NULL DEFAULT 0,
  created timestamptz NOT NULL DEFAULT now(),
  UNIQUE (group_key, origin, episode)
);
COMMENT ON TABLE alert_head IS 'One row of triage: a rule (or cluster of rules), an origin, an episode. Holds nothing that belongs to one organisation.';
COMMENT ON COLUMN alert_head.organisations IS 'How many parts there are: what a viewer may know about organisations out of scope.';

CREATE TABLE alert_part (
  id uuid PRIMARY KEY,
  head_id uuid NOT NULL REFERENCES alert_head,
  organisation_id uuid NOT NULL REFERENCES organisation,
  state text NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'acknowledged', 'investigating', 'closed')),
  close_reason text CHECK (close_reason IN ('true-positive', 'benign', 'false-positive', 'duplicate')),
  assignee_id uuid REFERENCES app_user,
  assignee_name text,
  level smallint NOT NULL CHECK (level BETWEEN 0 AND 4),
  first timestamptz NOT NULL,
  last timestamptz NOT NULL,
  count bigint NOT NULL,
  devices integer NOT NULL,
  first_device text NOT NULL,
  revision integer NOT NULL DEFAULT 0,
  triaged timestamptz,
  triaged_by uuid REFERENCES app_user,
  created timestamptz NOT NULL DEFAULT now(),
  UNIQUE (head_id, organisation_id),
  CHECK ((state = 'closed') = (close_reason IS NOT NULL)),
  CHECK ((assignee_id IS NULL) = (assignee_name IS NULL))
);
COMMENT ON TABLE alert_part IS 'An organisation''s part of an alert: its state, its assignee, its figures.';
COMMENT ON COLUMN alert_part.revision IS 'Grows with every change by a person; new signals leave it alone.';
CREATE INDEX alert_part_open ON alert_part (organisation_id, state, last DESC);
CREATE INDEX alert_part_newest ON alert_part (last DESC);

CREATE TABLE alert_rule (
  part_id uuid NOT NULL REFERENCES alert_part,
  organisation_id uuid NOT NULL REFERENCES organisation,
  rule_id text NOT NULL,
  first timestamptz NOT NULL,
  last timestamptz NOT NULL,
  count bigint NOT NULL,
  PRIMARY KEY (part_id, rule_id)
);
COMMENT ON TABLE alert_rule IS 'Which rules raised a part, how often.';
CREATE INDEX alert_rule_of_rule ON alert_rule (rule_id, organisation_id);

CREATE TABLE alert_host (
  part_id uuid NOT NULL REFERENCES alert_part,
  organisation_id uuid NOT NULL REFERENCES organisation,
  host_folded text NOT NULL,
  first timestamptz NOT NULL,
  PRIMARY KEY (part_id, host_folded)
);
COMMENT ON TABLE alert_host IS 'Names of hosts in a part with the first time each was hit: the number of devices and the spread over time.';
CREATE INDEX alert_host_by_name ON alert_host (organisation_id, host_folded);

CREATE TABLE alert_device (
  part_id uuid NOT NULL REFERENCES alert_part,
  organisation_id uuid NOT NULL REFERENCES organisation,
  rule_id text NOT NULL,
  sighting_key text NOT NULL,
  key_digest bytea NOT NULL,
  key text NOT NULL,
  host text NOT NULL,
  source_id uuid NOT NULL,
  first timestamptz NOT NULL,
  last timestamptz NOT NULL,
  count bigint NOT NULL,
  PRIMARY KEY (part_id, sighting_key, key_digest, rule_id)
);
COMMENT ON TABLE alert_device IS 'Signals grouped by rule, sighting and the key that the rule chose.';
COMMENT ON COLUMN alert_device.key_digest IS 'The key may be longer than an index takes: 16 bytes of its SHA-256.';
CREATE INDEX alert_device_of_sighting ON alert_device (sighting_key);

CREATE TABLE alert_bucket (
  part_id uuid NOT NULL REFERENCES alert_part,
  organisation_id uuid NOT NULL REFERENCES organisation,
  bucket timestamptz NOT NULL,
  count bigint NOT NULL,
  devices integer NOT NULL,
  PRIMARY KEY (part_id, bucket)
);
COMMENT ON TABLE alert_bucket IS 'The curve: signals and newly hit hosts per ten minutes of the events'' own time.';

CREATE TABLE signal (
  id bytea NOT NULL,
  received timestamptz NOT NULL,
  part_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  rule_id text NOT NULL,
  event_id text NOT NULL,
  source_id uuid NOT NULL,
  sighting_key text NOT NULL,
  host text NOT NULL,
  key text NOT NULL,
  happened timestamptz NOT NULL,
  matched json NOT NULL,
  fields json NOT NULL,
  PRIMARY KEY (id, received)
) PARTITION BY RANGE (received);
COMMENT ON TABLE signal IS 'One rule hit on one event. Partitioned by day of receipt (our clock, not the device''s) so that retention drops whole days.';
CREATE INDEX signal_of_part ON signal (part_id, happened DESC, id DESC);
CREATE INDEX signal_of_event ON signal (event_id);

CREATE FUNCTION signal_partition_ensure(wanted date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  name text := 'signal_' || to_char(wanted, 'YYYYMMDD');
BEGIN
  IF to_regclass(name) IS NOT NULL THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(hashtext('signal_partition'));
  IF to_regclass(name) IS NOT NULL THEN RETURN; END IF;
  -- Made apart and attached: the parent stays readable, which CREATE ... PARTITION OF would not allow.
  EXECUTE format('CREATE TABLE %I (LIKE signal INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', name);
  EXECUTE format('COMMENT ON TABLE %I IS %L', name, 'Signals received on ' || wanted || ' (UTC).');
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
  EXECUTE format('ALTER TABLE signal ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', name,
    wanted::timestamp AT TIME ZONE 'UTC', (wanted + 1)::timestamp AT TIME ZONE 'UTC');
END $$;
COMMENT ON FUNCTION signal_partition_ensure IS 'Makes the partition of a day (UTC) if it is not there.';

CREATE FUNCTION signal_partition_drop(before date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  name text;
  dropped integer := 0;
BEGIN
  FOR name IN
    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'signal'::regclass AND c.relname < 'signal_' || to_char(before, 'YYYYMMDD')
    ORDER BY 1
  LOOP
    EXECUTE format('DROP TABLE %I', name);
    dropped := dropped + 1;
  END LOOP;
  DELETE FROM signal_known WHERE day < before;
  RETURN dropped;
END $$;
COMMENT ON FUNCTION signal_partition_drop IS 'Retention: drops the signals of all days before one; answers how many days.';

CREATE TABLE alert_undo (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES app_user,
  created timestamptz NOT NULL,
  expires timestamptz NOT NULL,
  used timestamptz,
  before jsonb NOT NULL
);
COMMENT ON TABLE alert_undo IS 'What one triage action changed, so that its author can take it back while nobody changed it again.';

CREATE TABLE mute (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('mute', 'snooze')),
  rule_id text,
  head_id uuid REFERENCES alert_head,
  node_id uuid NOT NULL REFERENCES node,
  node_name text NOT NULL,
  host text,
  reason text NOT NULL,
  user_id uuid NOT NULL REFERENCES app_user,
  user_name text NOT NULL,
  created timestamptz NOT NULL,
  expires timestamptz NOT NULL,
  ended timestamptz,
  CHECK ((kind = 'mute') = (rule_id IS NOT NULL)),
  CHECK ((kind = 'snooze') = (head_id IS NOT NULL)),
  CHECK (expires > created)
);
COMMENT ON TABLE mute IS 'A rule muted, or an alert snoozed, for a node and everything below it. Applied when reading: nothing is lost.';
CREATE INDEX mute_active ON mute (expires) WHERE ended IS NULL;

CREATE TABLE saved_view (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES app_user,
  page text NOT NULL,
  name text NOT NULL,
  query text NOT NULL,
  shared boolean NOT NULL,
  created timestamptz NOT NULL DEFAULT now(),
  UNIQUE (user_id, page, name)
);
COMMENT ON TABLE saved_view IS 'A page''s filters under a name. A shared one is offered to people who share a node with its author.';

-- Whether somebody may act for an organisation: asked before assigning, answered only within the asker's own scope.
CREATE FUNCTION user_permitted(person uuid, wanted text, organisation uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT organisation IN (SELECT scope_organisations()) AND EXISTS (
    SELECT 1 FROM role_grant g
    JOIN app_user u ON u.id = g.user_id AND u.state = 'active'
    JOIN role_permission p ON p.role = g.role AND p.permission = wanted
    JOIN node_closure c ON c.ancestor_id = g.node_id AND c.descendant_id = organisation
    WHERE g.user_id = person AND g.since <= now() AND (g.until IS NULL OR g.until > now())
      AND c.since <= now() AND (c.until IS NULL OR c.until > now()))
$$;

CREATE FUNCTION user_permitted_name(person uuid, wanted text, organisation uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.name FROM app_user u WHERE u.id = person AND user_permitted(person, wanted, organisation)
$$;
COMMENT ON FUNCTION user_permitted_name IS 'Name of a person who may act for an organisation within the asker''s scope; NULL otherwise.';

-- For shared views.
CREATE FUNCTION scope_colleagues() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT theirs.user_id FROM role_grant mine JOIN role_grant theirs ON theirs.node_id = mine.node_id
  WHERE mine.user_id = scope_user()
    AND mine.since <= now() AND (mine.until IS NULL OR mine.until > now())
    AND theirs.since <= now() AND (theirs.until IS NULL OR theirs.until > now())
$$;
COMMENT ON FUNCTION scope_colleagues IS 'People who hold a role at one of the nodes where the caller does.';

ALTER TABLE alert_head ENABLE ROW LEVEL SECURITY;
ALTER TABLE alert_head FORCE ROW LEVEL SECURITY;
ALTER TABLE alert_part ENABLE ROW LEVEL SECURITY;
ALTER TABLE alert_part FORCE ROW LEVEL SECURITY;
ALTER TABLE alert_rule ENABLE ROW LEVEL SECURITY;
ALTER TABLE alert_rule FORCE ROW LEVEL SECURITY;
ALTER TABLE alert_host ENABLE ROW LEVEL SECURITY;
ALTER TABLE alert_host FORCE ROW LEVEL SECURITY;
ALTER TABLE alert_device ENABLE ROW LEVEL SECURITY;
ALTER TABLE alert_device FORCE ROW LEVEL SECURITY;
ALTER TABLE alert_bucket ENABLE ROW LEVEL SECURITY;
ALTER TABLE alert_bucket FORCE ROW LEVEL SECURITY;
ALTER TABLE signal ENABLE ROW LEVEL SECURITY;
ALTER TABLE signal FORCE ROW LEVEL SECURITY;
ALTER TABLE alert_undo ENABLE ROW LEVEL SECURITY;
ALTER TABLE alert_undo FORCE ROW LEVEL SECURITY;
ALTER TABLE mute ENABLE ROW LEVEL SECURITY;
ALTER TABLE mute FORCE ROW LEVEL SECURITY;
ALTER TABLE saved_view ENABLE ROW LEVEL SECURITY;
ALTER TABLE saved_view FORCE ROW LEVEL SECURITY;

GRANT SELECT ON alert_head, alert_part, alert_rule, alert_host, alert_device, alert_bucket, signal TO cordon_app;
GRANT UPDATE (state, close_reason, assignee_id, assignee_name, revision, triaged, triaged_by) ON alert_part TO cordon_app;
GRANT SELECT, INSERT, UPDATE (used) ON alert_undo TO cordon_app;
GRANT SELECT, INSERT, UPDATE (ended) ON mute TO cordon_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON saved_view TO cordon_app;
GRANT SELECT, INSERT ON signal_known, signal TO cordon_pipeline;
GRANT SELECT, INSERT, UPDATE ON alert_head, alert_part, alert_rule, alert_host, alert_device, alert_bucket TO cordon_pipeline;
GRANT SELECT ON alert_head, alert_part, alert_rule, alert_host, alert_device, alert_bucket, signal, mute TO cordon_keeper;
GRANT DELETE ON alert_undo TO cordon_keeper;
GRANT SELECT ON alert_undo TO cordon_keeper;

CREATE POLICY alert_part_app ON alert_part FOR SELECT TO cordon_app USING (organisation_id = ANY (ARRAY(SELECT scope_organisations())));
CREATE POLICY alert_part_app_triage ON alert_part FOR UPDATE TO cordon_app
  USING ((SELECT scope_permission()) = 'alerts.triage' AND organisation_id = ANY (ARRAY(SELECT scope_organisations())))
  WITH CHECK ((SELECT scope_permission()) = 'alerts.triage' AND organisation_id = ANY (ARRAY(SELECT scope_organisations())));
CREATE POLICY alert_head_app ON alert_head FOR SELECT TO cordon_app
  USING (EXISTS (SELECT 1 FROM alert_part p WHERE p.head_id = alert_head.id));
CREATE POLICY alert_rule_app ON alert_rule FOR SELECT TO cordon_app USING (organisation_id = ANY (ARRAY(SELECT scope_organisations())));
CREATE POLICY alert_host_app ON alert_host FOR SELECT TO cordon_app USING (organisation_id = ANY (ARRAY(SELECT scope_organisations())));
CREATE POLICY alert_device_app ON alert_device FOR SELECT TO cordon_app USING (organisation_id = ANY (ARRAY(SELECT scope_organisations())));
CREATE POLICY alert_bucket_app ON alert_bucket FOR SELECT TO cordon_app USING (organisation_id = ANY (ARRAY(SELECT scope_organisations())));
CREATE POLICY signal_app ON signal FOR SELECT TO cordon_app USING (organisation_id = ANY (ARRAY(SELECT scope_organisations())));
CREATE POLICY alert_undo_app ON alert_undo TO cordon_app
  USING (user_id = (SELECT scope_user())) WITH CHECK (user_id = (SELECT scope_user()));
-- A mute set above me (by my region, by the centre) concerns me and is shown; ending it is for those who may set it.
CREATE POLICY mute_app_read ON mute FOR SELECT TO cordon_app
  USING (node_id = ANY (ARRAY(SELECT scope_nodes()))
    OR node_id IN (SELECT c.ancestor_id FROM node_closure c WHERE c.until IS NULL OR c.until > now()));
CREATE POLICY mute_app_add ON mute FOR INSERT TO cordon_app
  WITH CHECK ((SELECT scope_permission()) = 'mutes.write' AND user_id = (SELECT scope_user()) AND node_id = ANY (ARRAY(SELECT scope_nodes())));
CREATE POLICY mute_app_end ON mute FOR UPDATE TO cordon_app
  USING ((SELECT scope_permission()) = 'mutes.write' AND node_id = ANY (ARRAY(SELECT scope_nodes()))) WITH CHECK (node_id = ANY (ARRAY(SELECT scope_nodes())));
CREATE POLICY saved_view_app_read ON saved_view FOR SELECT TO cordon_app
  USING (user_id = (SELECT scope_user()) OR (shared AND user_id IN (SELECT scope_colleagues())));
CREATE POLICY saved_view_app_add ON saved_view FOR INSERT TO cordon_app WITH CHECK (user_id = (SELECT scope_user()));
CREATE POLICY saved_view_app_change ON saved_view FOR UPDATE TO cordon_app
  USING (user_id = (SELECT scope_user())) WITH CHECK (user_id = (SELECT scope_user()));
CREATE POLICY saved_view_app_delete ON saved_view FOR DELETE TO cordon_app USING (user_id = (SELECT scope_user()));

CREATE POLICY alert_head_pipeline ON alert_head TO cordon_pipeline USING (true) WITH CHECK (true);
CREATE POLICY alert_part_pipeline ON alert_part TO cordon_pipeline USING (true) WITH CHECK (true);
CREATE POLICY alert_rule_pipeline ON alert_rule TO cordon_pipeline USING (true) WITH CHECK (true);
CREATE POLICY alert_host_pipeline ON alert_host TO cordon_pipeline USING (true) WITH CHECK (true);
CREATE POLICY alert_device_pipeline ON alert_device TO cordon_pipeline USING (true) WITH CHECK (true);
CREATE POLICY alert_bucket_pipeline ON alert_bucket TO cordon_pipeline USING (true) WITH CHECK (true);
CREATE POLICY signal_pipeline ON signal TO cordon_pipeline USING (true) WITH CHECK (true);
CREATE POLICY alert_head_keeper ON alert_head FOR SELECT TO cordon_keeper USING (true);
CREATE POLICY alert_part_keeper ON alert_part FOR SELECT TO cordon_keeper USING (true);
CREATE POLICY alert_rule_keeper ON alert_rule FOR SELECT TO cordon_keeper USING (true);
CREATE POLICY alert_host_keeper ON alert_host FOR SELECT TO cordon_keeper USING (true);
CREATE POLICY alert_device_keeper ON alert_device FOR SELECT TO cordon_keeper USING (true);
CREATE POLICY alert_bucket_keeper ON alert_bucket FOR SELECT TO cordon_keeper USING (true);
CREATE POLICY signal_keeper ON signal FOR SELECT TO cordon_keeper USING (true);
CREATE POLICY mute_keeper ON mute FOR SELECT TO cordon_keeper USING (true);
CREATE POLICY alert_undo_keeper ON alert_undo TO cordon_keeper USING (true);

REVOKE EXECUTE ON FUNCTION signal_partition_ensure(date), signal_partition_drop(date), user_permitted(uuid, text, uuid),
  user_permitted_name(uuid, text, uuid), scope_colleagues() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION signal_partition_ensure(date) TO cordon_pipeline, cordon_keeper;
GRANT EXECUTE ON FUNCTION signal_partition_drop(date) TO cordon_keeper;
GRANT EXECUTE ON FUNCTION user_permitted_name(uuid, text, uuid), scope_colleagues() TO cordon_app;
