-- The manifest of the lake: which Parquet segments hold whose events. Only what stands here is ever queried.

CREATE TABLE lake_segment (
  id uuid PRIMARY KEY,
  day date NOT NULL,
  level text NOT NULL CHECK (level IN ('hot', 'hour', 'day')),
  state text NOT NULL DEFAULT 'live' CHECK (state IN ('live', 'replaced', 'deleting', 'damaged')),
  rows bigint NOT NULL CHECK (rows > 0),
  bytes bigint NOT NULL CHECK (bytes > 0),
  sha256 bytea NOT NULL CHECK (length(sha256) = 32),
  through_seq bigint,
  created timestamptz NOT NULL DEFAULT now(),
  retired timestamptz,
  fault text,
  CHECK ((state = 'live') = (retired IS NULL)),
  CHECK ((state = 'damaged') = (fault IS NOT NULL))
);
COMMENT ON TABLE lake_segment IS 'One Parquet file of events. Replaced ones stay until no reader can be using them.';
COMMENT ON COLUMN lake_segment.day IS 'UTC day of receipt, not of the device clock: a wrong clock must not scatter files.';
COMMENT ON COLUMN lake_segment.through_seq IS 'Journal position whose events are all in this or an earlier segment; null for rewritten ones.';
-- Compaction and retention: live segments of a day. Clean-up: retired ones.
CREATE INDEX lake_segment_live_by_day ON lake_segment (day, level) WHERE state = 'live';
CREATE INDEX lake_segment_retired ON lake_segment (retired) WHERE state <> 'live';

CREATE TABLE lake_segment_organisation (
  segment_id uuid NOT NULL REFERENCES lake_segment ON DELETE CASCADE,
  organisation_id uuid NOT NULL REFERENCES organisation,
  rows bigint NOT NULL CHECK (rows > 0),
  min_happened bigint NOT NULL,
  max_happened bigint NOT NULL,
  min_received timestamptz NOT NULL,
  max_received timestamptz NOT NULL,
  PRIMARY KEY (segment_id, organisation_id),
  CHECK (min_happened <= max_happened AND min_received <= max_received)
);
COMMENT ON TABLE lake_segment_organisation IS 'What a segment holds of each organisation: bounds a search and its counts to the organisations in scope.';
COMMENT ON COLUMN lake_segment_organisation.min_happened IS 'Milliseconds since 1970 by the devices'' clocks, which name years that no calendar type takes.';
-- Search: segments of an organisation that overlap a time range.
CREATE INDEX lake_segment_organisation_by_time ON lake_segment_organisation (organisation_id, max_happened);

ALTER TABLE lake_segment ENABLE ROW LEVEL SECURITY;
ALTER TABLE lake_segment FORCE ROW LEVEL SECURITY;
ALTER TABLE lake_segment_organisation ENABLE ROW LEVEL SECURITY;
ALTER TABLE lake_segment_organisation FORCE ROW LEVEL SECURITY;

GRANT SELECT (id, day, level, state) ON lake_segment TO cordon_app;
GRANT SELECT ON lake_segment_organisation TO cordon_app;
CREATE POLICY lake_segment_organisation_app ON lake_segment_organisation FOR SELECT TO cordon_app
  USING (organisation_id = ANY (ARRAY(SELECT scope_organisations())));
CREATE POLICY lake_segment_app ON lake_segment FOR SELECT TO cordon_app
  USING (EXISTS (SELECT 1 FROM lake_segment_organisation o WHERE o.segment_id = id));

-- The pipeline adds; what it reads back is its own position and recent ids.
GRANT SELECT, INSERT ON lake_segment, lake_segment_organisation TO cordon_pipeline;
CREATE POLICY lake_segment_pipeline ON lake_segment TO cordon_pipeline USING (true) WITH CHECK (true);
CREATE POLICY lake_segment_organisation_pipeline ON lake_segment_organisation TO cordon_pipeline USING (true) WITH CHECK (true);

-- Compaction, retention, clean-up.
GRANT SELECT, INSERT, UPDATE, DELETE ON lake_segment TO cordon_keeper;
GRANT SELECT, INSERT, DELETE ON lake_segment_organisation TO cordon_keeper;
CREATE POLICY lake_segment_keeper ON lake_segment TO cordon_keeper USING (true) WITH CHECK (true);
CREATE POLICY lake_segment_organisation_keeper ON lake_segment_organisation TO cordon_keeper USING (true) WITH CHECK (true);
