-- Correlations on watch (ADR 015): what is kept of signals so that a correlator can be made anew, how far each has
-- come, and what they found, organisation by organisation.

-- A partition carries its own NOT NULL; all of them let go of it.
DO $$
DECLARE
  name regclass;
BEGIN
  ALTER TABLE signal ALTER COLUMN part_id DROP NOT NULL;
  FOR name IN SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'signal'::regclass LOOP
    EXECUTE format('ALTER TABLE %s ALTER COLUMN part_id DROP NOT NULL', name);
  END LOOP;
END $$;
ALTER TABLE signal
  ADD COLUMN origin text CHECK (origin IN ('live', 'demo', 'exercise')),
  ADD COLUMN refused_by text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN signal.part_id IS 'Null for a rule that only serves correlations: it raises no alert.';
COMMENT ON COLUMN signal.origin IS 'Null for signals from before correlations were on watch: those are not replayed.';
COMMENT ON COLUMN signal.refused_by IS 'Correlators that did not count the signal, because it came too late for their bound or from the future.';
CREATE INDEX signal_of_rule ON signal (rule_id, happened);

CREATE TABLE correlator_progress (
  origin text NOT NULL CHECK (origin IN ('live', 'demo', 'exercise')),
  bound text NOT NULL CHECK (bound IN ('patient', 'prompt')),
  state uuid NOT NULL,
  progress json NOT NULL,
  PRIMARY KEY (origin, bound)
);
COMMENT ON TABLE correlator_progress IS 'How far each correlator has come. Whoever holds another state in memory than this row throws it away.';

CREATE TABLE finding_part (
  finding_id text NOT NULL,
  organisation_id uuid NOT NULL REFERENCES organisation,
  rule_id text NOT NULL,
  instant timestamptz NOT NULL,
  first timestamptz NOT NULL,
  last timestamptz NOT NULL,
  count integer NOT NULL,
  others integer NOT NULL,
  measure float8,
  group_values json NOT NULL,
  created timestamptz NOT NULL,
  withdrawn timestamptz,
  PRIMARY KEY (finding_id, organisation_id)
);
COMMENT ON TABLE finding_part IS 'What one organisation sees of what a correlation found: its own events, and how many others have part in it.';
COMMENT ON COLUMN finding_part.measure IS 'What the condition was held against; null where others have part in it, whose events it would tell of.';
COMMENT ON COLUMN finding_part.withdrawn IS 'Since when a late event has shown that it began otherwise.';
CREATE INDEX finding_part_by_age ON finding_part (created);

CREATE TABLE finding_event (
  finding_id text NOT NULL,
  organisation_id uuid NOT NULL REFERENCES organisation,
  place integer NOT NULL,
  event_id text NOT NULL,
  rule_id text NOT NULL,
  happened timestamptz NOT NULL,
  PRIMARY KEY (finding_id, organisation_id, place),
  FOREIGN KEY (finding_id, organisation_id) REFERENCES finding_part ON DELETE CASCADE
);
COMMENT ON TABLE finding_event IS 'The latest events of an organisation in a finding, in order.';

ALTER TABLE correlator_progress ENABLE ROW LEVEL SECURITY;
ALTER TABLE correlator_progress FORCE ROW LEVEL SECURITY;
ALTER TABLE finding_part ENABLE ROW LEVEL SECURITY;
ALTER TABLE finding_part FORCE ROW LEVEL SECURITY;
ALTER TABLE finding_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE finding_event FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON correlator_progress TO cordon_pipeline;
GRANT SELECT, INSERT, UPDATE ON finding_part TO cordon_pipeline;
GRANT SELECT, INSERT ON finding_event TO cordon_pipeline;
GRANT DELETE ON alert_rule, alert_host, alert_device, alert_bucket TO cordon_pipeline;
GRANT SELECT ON finding_part, finding_event TO cordon_app;
GRANT SELECT, DELETE ON finding_part TO cordon_keeper;
CREATE POLICY correlator_progress_pipeline ON correlator_progress TO cordon_pipeline USING (true) WITH CHECK (true);
CREATE POLICY finding_part_pipeline ON finding_part TO cordon_pipeline USING (true) WITH CHECK (true);
CREATE POLICY finding_event_pipeline ON finding_event TO cordon_pipeline USING (true) WITH CHECK (true);
CREATE POLICY finding_part_app ON finding_part FOR SELECT TO cordon_app
  USING (organisation_id = ANY (ARRAY(SELECT scope_organisations())));
CREATE POLICY finding_event_app ON finding_event FOR SELECT TO cordon_app
  USING (organisation_id = ANY (ARRAY(SELECT scope_organisations())));
CREATE POLICY finding_part_keeper ON finding_part TO cordon_keeper USING (true) WITH CHECK (true);
