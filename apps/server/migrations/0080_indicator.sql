-- Lists of indicators: what to look for in every event, from whom, for whom, until when.

-- The twin of `visibleTo` in src/marking/marking.ts; a test holds them together. FIRST's TLP 2.0 read for a federation:
-- CLEAR and GREEN for all of it, AMBER for the owner's node and those below it, AMBER+STRICT for the owner's node alone,
-- RED for those who may change it there. Who answers for a node from above holds a role at it.
CREATE FUNCTION marking_visible(marking text, owner uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE marking
    WHEN 'TLP:CLEAR' THEN EXISTS (SELECT 1 FROM scope_nodes())
    WHEN 'TLP:GREEN' THEN EXISTS (SELECT 1 FROM scope_nodes())
    WHEN 'TLP:AMBER' THEN EXISTS (
      SELECT 1 FROM node_closure c WHERE c.ancestor_id = owner AND c.descendant_id IN (SELECT scope_nodes())
        AND c.since <= now() AND (c.until IS NULL OR c.until > now()))
    WHEN 'TLP:AMBER+STRICT' THEN owner IN (SELECT scope_nodes())
    WHEN 'TLP:RED' THEN owner IN (SELECT scope_nodes()) AND scope_permits('indicators.write', owner)
    ELSE false
  END
$$;
COMMENT ON FUNCTION marking_visible IS 'Whether the caller may see what carries a marking (TLP 2.0) and belongs to a node.';

CREATE TABLE indicator_list (
  id uuid PRIMARY KEY,
  node_id uuid NOT NULL REFERENCES node,
  node_name text NOT NULL,
  name text NOT NULL,
  source text NOT NULL,
  marking text NOT NULL CHECK (marking IN ('TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED')),
  level smallint NOT NULL CHECK (level BETWEEN 0 AND 4),
  indicators integer NOT NULL CHECK (indicators > 0),
  refused integer NOT NULL CHECK (refused >= 0),
  version bigint NOT NULL,
  job_id uuid REFERENCES job,
  user_id uuid NOT NULL REFERENCES app_user,
  user_name text NOT NULL,
  created timestamptz NOT NULL,
  expires timestamptz NOT NULL,
  withdrawn timestamptz,
  withdrawn_by text,
  withdrawn_reason text,
  CHECK (expires > created),
  CHECK ((withdrawn IS NULL) = (withdrawn_by IS NULL))
);
COMMENT ON TABLE indicator_list IS 'Indicators that came together: matched against the events of the node and of all below it.';
COMMENT ON COLUMN indicator_list.version IS 'Version of the indicators from which on the list is matched.';
COMMENT ON COLUMN indicator_list.level IS '0 informational, 1 low, 2 medium, 3 high, 4 critical: of the alerts it raises.';
CREATE INDEX indicator_list_newest ON indicator_list (created DESC, id DESC);
CREATE INDEX indicator_list_active ON indicator_list (expires) WHERE withdrawn IS NULL;

CREATE TABLE indicator (
  list_id uuid NOT NULL REFERENCES indicator_list,
  number integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('address', 'network', 'domain', 'url', 'hash', 'file')),
  value text NOT NULL,
  expires timestamptz,
  PRIMARY KEY (list_id, number)
);
COMMENT ON TABLE indicator IS 'One thing to look for, in canonical form; never changed.';

CREATE TABLE indicator_version (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  version bigint NOT NULL
);
COMMENT ON TABLE indicator_version IS 'Counts changes of the lists in force; what is matched is made anew when it moves.';
INSERT INTO indicator_version (version) VALUES (0);

CREATE TABLE indicator_swept (
  list_id uuid NOT NULL REFERENCES indicator_list,
  segment_id uuid NOT NULL,
  PRIMARY KEY (list_id, segment_id)
);
COMMENT ON TABLE indicator_swept IS 'Segments of the lake that the sweep of a list is done with: a sweep that was interrupted goes on behind them.';

ALTER TABLE indicator_list ENABLE ROW LEVEL SECURITY;
ALTER TABLE indicator_list FORCE ROW LEVEL SECURITY;
ALTER TABLE indicator ENABLE ROW LEVEL SECURITY;
ALTER TABLE indicator FORCE ROW LEVEL SECURITY;
ALTER TABLE indicator_swept ENABLE ROW LEVEL SECURITY;
ALTER TABLE indicator_swept FORCE ROW LEVEL SECURITY;

GRANT SELECT, INSERT, UPDATE (withdrawn, withdrawn_by, withdrawn_reason) ON indicator_list TO cordon_app;
GRANT SELECT, INSERT ON indicator TO cordon_app;
GRANT SELECT, UPDATE (version) ON indicator_version TO cordon_app;
GRANT SELECT ON indicator_list, indicator, indicator_version TO cordon_keeper;
GRANT SELECT, INSERT, DELETE ON indicator_swept TO cordon_keeper;

CREATE POLICY indicator_list_app ON indicator_list FOR SELECT TO cordon_app USING (marking_visible(marking, node_id));
CREATE POLICY indicator_list_app_add ON indicator_list FOR INSERT TO cordon_app
  WITH CHECK ((SELECT scope_permission()) = 'indicators.write' AND user_id = (SELECT scope_user())
    AND node_id = ANY (ARRAY(SELECT scope_nodes())));
CREATE POLICY indicator_list_app_withdraw ON indicator_list FOR UPDATE TO cordon_app
  USING ((SELECT scope_permission()) = 'indicators.write' AND node_id = ANY (ARRAY(SELECT scope_nodes())))
  WITH CHECK (node_id = ANY (ARRAY(SELECT scope_nodes())));
CREATE POLICY indicator_app ON indicator FOR SELECT TO cordon_app
  USING (EXISTS (SELECT 1 FROM indicator_list l WHERE l.id = list_id));
-- Only with its list, in one transaction: what is in force is never added to.
CREATE POLICY indicator_app_add ON indicator FOR INSERT TO cordon_app
  WITH CHECK ((SELECT scope_permission()) = 'indicators.write' AND EXISTS (
    SELECT 1 FROM indicator_list l WHERE l.id = list_id AND l.node_id = ANY (ARRAY(SELECT scope_nodes()))
      AND l.version = (SELECT v.version FROM indicator_version v) AND l.xmin = pg_current_xact_id()::xid));
CREATE POLICY indicator_list_keeper ON indicator_list FOR SELECT TO cordon_keeper USING (true);
CREATE POLICY indicator_keeper ON indicator FOR SELECT TO cordon_keeper USING (true);
CREATE POLICY indicator_swept_keeper ON indicator_swept TO cordon_keeper USING (true) WITH CHECK (true);

-- The sweep of a list is started with it, for the organisation whose list it is.
CREATE POLICY job_app_sweep ON job FOR INSERT TO cordon_app
  WITH CHECK ((SELECT scope_permission()) = 'indicators.write' AND kind = 'indicator-sweep' AND user_id = (SELECT scope_user())
    AND EXISTS (SELECT 1 FROM node n WHERE n.id::text = payload ->> 'nodeId' AND n.id = ANY (ARRAY(SELECT scope_nodes()))
      AND job.organisation_id IS NOT DISTINCT FROM (SELECT o.id FROM organisation o WHERE o.id = n.id)));

REVOKE EXECUTE ON FUNCTION marking_visible(text, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION marking_visible(text, uuid) TO cordon_app;
