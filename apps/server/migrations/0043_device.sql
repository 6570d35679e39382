-- Devices are resolved from sightings through an alias table that can be undone; sightings never change.

CREATE TABLE sighting (
  key text PRIMARY KEY CHECK (length(key) = 32),
  organisation_id uuid NOT NULL REFERENCES organisation,
  source_id uuid NOT NULL REFERENCES source,
  host text NOT NULL,
  host_folded text NOT NULL,
  sid text,
  mac text,
  home_device_id uuid NOT NULL,
  first timestamptz NOT NULL,
  last timestamptz NOT NULL,
  recorded timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE sighting IS 'Who reported, as it was reported. Only first and last move.';
COMMENT ON COLUMN sighting.home_device_id IS 'The device it belongs to when no merge says otherwise: (organisation, host name).';
CREATE INDEX sighting_by_name ON sighting (organisation_id, host_folded);
CREATE INDEX sighting_of_name ON sighting (host_folded);
CREATE INDEX sighting_by_source ON sighting (source_id);

CREATE TABLE sighting_hour (
  sighting_key text NOT NULL REFERENCES sighting,
  organisation_id uuid NOT NULL REFERENCES organisation,
  hour timestamptz NOT NULL,
  count bigint NOT NULL,
  PRIMARY KEY (sighting_key, hour)
);
COMMENT ON TABLE sighting_hour IS 'Events by hour of recording, kept for two days.';
CREATE INDEX sighting_hour_by_hour ON sighting_hour (hour);

CREATE TABLE sighting_address (
  sighting_key text NOT NULL REFERENCES sighting,
  organisation_id uuid NOT NULL REFERENCES organisation,
  address text NOT NULL,
  first timestamptz NOT NULL,
  last timestamptz NOT NULL,
  PRIMARY KEY (sighting_key, address)
);
COMMENT ON TABLE sighting_address IS 'Addresses that a sighting was seen with.';
CREATE INDEX sighting_address_of ON sighting_address (address);

CREATE TABLE device (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  host text NOT NULL,
  host_folded text NOT NULL,
  site_id uuid,
  owner text,
  created timestamptz NOT NULL DEFAULT now(),
  UNIQUE (organisation_id, host_folded)
);
COMMENT ON TABLE device IS 'A device of one organisation. Nothing else stores its id except what people wrote about it.';

CREATE TABLE device_merge (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  from_id uuid NOT NULL REFERENCES device,
  into_id uuid NOT NULL REFERENCES device,
  reason text NOT NULL,
  user_id uuid REFERENCES app_user,
  user_name text NOT NULL,
  created timestamptz NOT NULL,
  undone timestamptz,
  undone_by text,
  CHECK (from_id <> into_id)
);
COMMENT ON TABLE device_merge IS 'Somebody said that two devices are one. Undoing leaves the row.';
CREATE UNIQUE INDEX device_merge_active ON device_merge (from_id) WHERE undone IS NULL;
CREATE INDEX device_merge_into ON device_merge (into_id) WHERE undone IS NULL;

CREATE TABLE device_alias (
  sighting_key text NOT NULL REFERENCES sighting,
  organisation_id uuid NOT NULL REFERENCES organisation,
  device_id uuid NOT NULL REFERENCES device,
  since timestamptz NOT NULL,
  until timestamptz,
  PRIMARY KEY (sighting_key, since),
  CHECK (until IS NULL OR until >= since)
);
COMMENT ON TABLE device_alias IS 'Which device a sighting belongs to, from when to when we thought so. Kept by device_alias_refresh.';
CREATE UNIQUE INDEX device_alias_current ON device_alias (sighting_key) WHERE until IS NULL;
CREATE INDEX device_alias_of_device ON device_alias (device_id) WHERE until IS NULL;

-- Sets the aliases of sightings to what their home device and the merges in force say.
CREATE FUNCTION device_alias_refresh(keys text[], at timestamptz) RETURNS integer
LANGUAGE sql SET search_path = public, pg_temp AS $$
  WITH RECURSIVE walk(sighting_key, organisation_id, device_id, depth) AS (
    SELECT key, organisation_id, home_device_id, 0 FROM sighting WHERE key = ANY (keys)
    UNION ALL
    SELECT w.sighting_key, w.organisation_id, m.into_id, w.depth + 1
    FROM walk w JOIN device_merge m ON m.from_id = w.device_id AND m.undone IS NULL
    WHERE w.depth < 32
  ), target AS (
    SELECT DISTINCT ON (sighting_key) sighting_key, organisation_id, device_id FROM walk ORDER BY sighting_key, depth DESC
  ), moved AS (
    SELECT t.* FROM target t LEFT JOIN device_alias a ON a.sighting_key = t.sighting_key AND a.until IS NULL
    WHERE a.device_id IS DISTINCT FROM t.device_id
  ), closed AS (
    UPDATE device_alias a SET until = at FROM moved m WHERE a.sighting_key = m.sighting_key AND a.until IS NULL
    RETURNING a.sighting_key
  ), opened AS (
    INSERT INTO device_alias (sighting_key, organisation_id, device_id, since)
    SELECT m.sighting_key, m.organisation_id, m.device_id, at FROM moved m
    -- The unique index on open aliases must see them closed first: depend on it.
    WHERE (SELECT count(*) FROM closed) >= 0
    RETURNING 1
  )
  SELECT count(*)::integer FROM opened
$$;

CREATE TABLE observation (
  id bytea NOT NULL,
  received timestamptz NOT NULL,
  organisation_id uuid NOT NULL,
  source_id uuid NOT NULL,
  sighting_key text NOT NULL,
  kind text NOT NULL,
  value text NOT NULL,
  event_id text NOT NULL,
  happened timestamptz NOT NULL,
  recorded timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (id, received)
) PARTITION BY RANGE (received);
COMMENT ON TABLE observation IS 'Append-only evidence about sightings with its three times. Partitioned by month of receipt.';
CREATE INDEX observation_of_sighting ON observation (sighting_key, kind, happened DESC);

CREATE FUNCTION observation_partition_ensure(wanted date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  month date := date_trunc('month', wanted)::date;
  name text := 'observation_' || to_char(month, 'YYYYMM');
BEGIN
  IF to_regclass(name) IS NOT NULL THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(hashtext('observation_partition'));
  IF to_regclass(name) IS NOT NULL THEN RETURN; END IF;
  EXECUTE format('CREATE TABLE %I (LIKE observation INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', name);
  EXECUTE format('COMMENT ON TABLE %I IS %L', name, 'Observations received in ' || to_char(month, 'YYYY-MM') || ' (UTC).');
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
  EXECUTE format('ALTER TABLE observation ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', name,
    month::timestamp AT TIME ZONE 'UTC', (month + interval '1 month')::timestamp AT TIME ZONE 'UTC');
END $$;
COMMENT ON FUNCTION observation_partition_ensure IS 'Makes the partition of a month (UTC) if it is not there.';

CREATE TABLE sighting_fact (
  sighting_key text NOT NULL,
  organisation_id uuid NOT NULL REFERENCES organisation,
  kind text NOT NULL,
  value text NOT NULL,
  event_id text NOT NULL,
  first timestamptz NOT NULL,
  last timestamptz NOT NULL,
  PRIMARY KEY (sighting_key, kind, value)
);
COMMENT ON TABLE sighting_fact IS 'Each value observed of each kind with its first and last time: the log of observations, summed up.';
CREATE INDEX sighting_fact_of_kind ON sighting_fact (organisation_id, kind, last DESC);

ALTER TABLE sighting ENABLE ROW LEVEL SECURITY;
ALTER TABLE sighting FORCE ROW LEVEL SECURITY;
ALTER TABLE sighting_hour ENABLE ROW LEVEL SECURITY;
ALTER TABLE sighting_hour FORCE ROW LEVEL SECURITY;
ALTER TABLE sighting_address ENABLE ROW LEVEL SECURITY;
ALTER TABLE sighting_address FORCE ROW LEVEL SECURITY;
ALTER TABLE device ENABLE ROW LEVEL SECURITY;
ALTER TABLE device FORCE ROW LEVEL SECURITY;
ALTER TABLE device_merge ENABLE ROW LEVEL SECURITY;
ALTER TABLE device_merge FORCE ROW LEVEL SECURITY;
ALTER TABLE device_alias ENABLE ROW LEVEL SECURITY;
ALTER TABLE device_alias FORCE ROW LEVEL SECURITY;
ALTER TABLE observation ENABLE ROW LEVEL SECURITY;
ALTER TABLE observation FORCE ROW LEVEL SECURITY;
ALTER TABLE sighting_fact ENABLE ROW LEVEL SECURITY;
ALTER TABLE sighting_fact FORCE ROW LEVEL SECURITY;

GRANT SELECT ON sighting, sighting_hour, sighting_address, device, device_merge, device_alias, observation, sighting_fact TO cordon_app;
GRANT UPDATE (site_id, owner) ON device TO cordon_app;
GRANT INSERT, UPDATE (undone, undone_by) ON device_merge TO cordon_app;
GRANT INSERT, UPDATE (until) ON device_alias TO cordon_app;
GRANT SELECT, INSERT, UPDATE ON sighting, sighting_hour, sighting_address, device_alias, sighting_fact TO cordon_pipeline;
GRANT SELECT, INSERT ON device, observation TO cordon_pipeline;
GRANT SELECT ON device_merge TO cordon_pipeline;
GRANT SELECT ON sighting, sighting_address, device, device_alias, sighting_fact TO cordon_keeper;
GRANT SELECT, DELETE ON sighting_hour TO cordon_keeper;

CREATE POLICY sighting_app ON sighting FOR SELECT TO cordon_app USING (organisation_id = ANY (ARRAY(SELECT scope_organisations())));
CREATE POLICY sighting_hour_app ON sighting_hour FOR SELECT TO cordon_app USING (organisation_id = ANY (ARRAY(SELECT scope_organisations())));
CREATE POLICY sighting_address_app ON sighting_address FOR SELECT TO cordon_app USING (organisation_id = ANY (ARRAY(SELECT scope_organisations())));
CREATE POLICY device_app ON device FOR SELECT TO cordon_app USING (organisation_id = ANY (ARRAY(SELECT scope_organisations())));
CREATE POLICY device_app_change ON device FOR UPDATE TO cordon_app
  USING ((SELECT scope_permission()) = 'devices.write' AND organisation_id = ANY (ARRAY(SELECT scope_organisations())))
  WITH CHECK ((SELECT scope_permission()) = 'devices.write' AND organisation_id = ANY (ARRAY(SELECT scope_organisations())));
CREATE POLICY device_merge_app ON device_merge FOR SELECT TO cordon_app USING (organisation_id = ANY (ARRAY(SELECT scope_organisations())));
CREATE POLICY device_merge_app_add ON device_merge FOR INSERT TO cordon_app
  WITH CHECK ((SELECT scope_permission()) = 'devices.write' AND organisation_id = ANY (ARRAY(SELECT scope_organisations())));
CREATE POLICY device_merge_app_change ON device_merge FOR UPDATE TO cordon_app
  USING ((SELECT scope_permission()) = 'devices.write' AND organisation_id = ANY (ARRAY(SELECT scope_organisations())))
  WITH CHECK ((SELECT scope_permission()) = 'devices.write' AND organisation_id = ANY (ARRAY(SELECT scope_organisations())));
CREATE POLICY device_alias_app ON device_alias FOR SELECT TO cordon_app USING (organisation_id = ANY (ARRAY(SELECT scope_organisations())));
CREATE POLICY device_alias_app_add ON device_alias FOR INSERT TO cordon_app
  WITH CHECK ((SELECT scope_permission()) = 'devices.write' AND organisation_id = ANY (ARRAY(SELECT scope_organisations())));
CREATE POLICY device_alias_app_change ON device_alias FOR UPDATE TO cordon_app
  USING ((SELECT scope_permission()) = 'devices.write' AND organisation_id = ANY (ARRAY(SELECT scope_organisations())))
  WITH CHECK ((SELECT scope_permission()) = 'devices.write' AND organisation_id = ANY (ARRAY(SELECT scope_organisations())));
CREATE POLICY observation_app ON observation FOR SELECT TO cordon_app USING (organisation_id = ANY (ARRAY(SELECT scope_organisations())));
CREATE POLICY sighting_fact_app ON sighting_fact FOR SELECT TO cordon_app USING (organisation_id = ANY (ARRAY(SELECT scope_organisations())));
CREATE POLICY sighting_pipeline ON sighting TO cordon_pipeline USING (true) WITH CHECK (true);
CREATE POLICY sighting_hour_pipeline ON sighting_hour TO cordon_pipeline USING (true) WITH CHECK (true);
CREATE POLICY sighting_address_pipeline ON sighting_address TO cordon_pipeline USING (true) WITH CHECK (true);
CREATE POLICY device_pipeline ON device TO cordon_pipeline USING (true) WITH CHECK (true);
CREATE POLICY device_merge_pipeline ON device_merge FOR SELECT TO cordon_pipeline USING (true);
CREATE POLICY device_alias_pipeline ON device_alias TO cordon_pipeline USING (true) WITH CHECK (true);
CREATE POLICY observation_pipeline ON observation TO cordon_pipeline USING (true) WITH CHECK (true);
CREATE POLICY sighting_fact_pipeline ON sighting_fact TO cordon_pipeline USING (true) WITH CHECK (true);
CREATE POLICY sighting_keeper ON sighting FOR SELECT TO cordon_keeper USING (true);
CREATE POLICY sighting_address_keeper ON sighting_address FOR SELECT TO cordon_keeper USING (true);
CREATE POLICY device_keeper ON device FOR SELECT TO cordon_keeper USING (true);
CREATE POLICY device_alias_keeper ON device_alias FOR SELECT TO cordon_keeper USING (true);
CREATE POLICY sighting_fact_keeper ON sighting_fact FOR SELECT TO cordon_keeper USING (true);
CREATE POLICY sighting_hour_keeper ON sighting_hour TO cordon_keeper USING (true);

REVOKE EXECUTE ON FUNCTION device_alias_refresh(text[], timestamptz), observation_partition_ensure(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION device_alias_refresh(text[], timestamptz) TO cordon_app, cordon_pipeline;
GRANT EXECUTE ON FUNCTION observation_partition_ensure(date) TO cordon_pipeline, cordon_keeper;
