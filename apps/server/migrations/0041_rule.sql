-- What the server knows of each rule it has ever loaded, and what the federation decided about it.

CREATE TABLE rule (
  id text PRIMARY KEY,
  title text NOT NULL,
  level smallint NOT NULL CHECK (level BETWEEN 0 AND 4),
  status text NOT NULL,
  description text NOT NULL,
  origin text NOT NULL,
  file text NOT NULL,
  logsource text NOT NULL,
  has_logsource boolean NOT NULL,
  tags text[] NOT NULL,
  techniques text[] NOT NULL,
  cluster text,
  rule_references text[] NOT NULL,
  false_positives text[] NOT NULL,
  advice jsonb,
  body text NOT NULL,
  loaded boolean NOT NULL,
  changed timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE rule IS 'Rules by id, as last loaded. One that is no longer loaded stays, because its alerts do.';
COMMENT ON COLUMN rule.level IS '0 informational, 1 low, 2 medium, 3 high, 4 critical.';
COMMENT ON COLUMN rule.cluster IS 'Rules of the same cluster raise one alert together.';

CREATE TABLE rule_setting (
  rule_id text PRIMARY KEY REFERENCES rule,
  enabled boolean NOT NULL,
  reason text NOT NULL,
  user_id uuid REFERENCES app_user,
  changed timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE rule_setting IS 'Rules that the federation switched off (or on again), and why.';

CREATE TABLE rule_version (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  version bigint NOT NULL
);
COMMENT ON TABLE rule_version IS 'Counts changes of the loaded rules; pipeline workers rebuild when it moves.';
INSERT INTO rule_version (version) VALUES (0);

CREATE TABLE rule_hit (
  rule_id text NOT NULL,
  organisation_id uuid NOT NULL REFERENCES organisation,
  origin text NOT NULL,
  hour timestamptz NOT NULL,
  count bigint NOT NULL,
  last timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, hour, rule_id, origin)
);
COMMENT ON TABLE rule_hit IS 'Signals by hour of receipt. Housekeeping folds hours older than 40 days into hour -infinity.';
CREATE INDEX rule_hit_of_rule ON rule_hit (rule_id, hour);

ALTER TABLE rule_setting ENABLE ROW LEVEL SECURITY;
ALTER TABLE rule_setting FORCE ROW LEVEL SECURITY;
ALTER TABLE rule_hit ENABLE ROW LEVEL SECURITY;
ALTER TABLE rule_hit FORCE ROW LEVEL SECURITY;

GRANT SELECT ON rule, rule_setting, rule_version, rule_hit TO cordon_app, cordon_pipeline, cordon_keeper;
GRANT INSERT, UPDATE ON rule TO cordon_keeper;
GRANT INSERT, UPDATE ON rule_setting TO cordon_app;
GRANT UPDATE ON rule_version TO cordon_app, cordon_keeper;
GRANT INSERT, UPDATE ON rule_hit TO cordon_pipeline;
GRANT INSERT, UPDATE, DELETE ON rule_hit TO cordon_keeper;

-- A rule is switched for everybody, so only by somebody who holds rules.write at the centre.
CREATE POLICY rule_setting_read ON rule_setting FOR SELECT TO cordon_app, cordon_pipeline, cordon_keeper USING (true);
CREATE POLICY rule_setting_add ON rule_setting FOR INSERT TO cordon_app
  WITH CHECK (EXISTS (SELECT 1 FROM node n WHERE n.kind = 'centre' AND scope_permits('rules.write', n.id)));
CREATE POLICY rule_setting_change ON rule_setting FOR UPDATE TO cordon_app
  USING (EXISTS (SELECT 1 FROM node n WHERE n.kind = 'centre' AND scope_permits('rules.write', n.id)))
  WITH CHECK (EXISTS (SELECT 1 FROM node n WHERE n.kind = 'centre' AND scope_permits('rules.write', n.id)));
CREATE POLICY rule_hit_app ON rule_hit FOR SELECT TO cordon_app USING (organisation_id = ANY (ARRAY(SELECT scope_organisations())));
CREATE POLICY rule_hit_pipeline ON rule_hit TO cordon_pipeline USING (true) WITH CHECK (true);
CREATE POLICY rule_hit_keeper ON rule_hit TO cordon_keeper USING (true) WITH CHECK (true);
