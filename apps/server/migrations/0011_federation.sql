-- Sites of organisations, maps of shared sources, and what a caller may know of the nodes above its own.

CREATE TABLE site (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  code text,
  name text NOT NULL,
  created timestamptz NOT NULL DEFAULT now(),
  UNIQUE (organisation_id, name)
);
COMMENT ON TABLE site IS 'A place of an organisation: where somebody has to go to pull a plug.';

CREATE TABLE source_map (
  source_id uuid NOT NULL REFERENCES source,
  version integer NOT NULL CHECK (version > 0),
  state text NOT NULL CHECK (state IN ('draft', 'approved', 'replaced')),
  rules jsonb NOT NULL,
  proposed timestamptz NOT NULL,
  proposed_by uuid NOT NULL REFERENCES app_user,
  proposed_by_name text NOT NULL,
  approved timestamptz,
  approved_by uuid REFERENCES app_user,
  approved_by_name text,
  PRIMARY KEY (source_id, version),
  CHECK ((approved IS NULL) = (state = 'draft')),
  CHECK ((approved IS NULL) = (approved_by IS NULL)),
  CHECK (approved_by <> proposed_by)
);
COMMENT ON TABLE source_map IS 'Which events of a shared source belong to which organisation, by version. Only one is in force.';
CREATE UNIQUE INDEX source_map_in_force ON source_map (source_id) WHERE state = 'approved';
COMMENT ON INDEX source_map_in_force IS 'serves the pipeline''s question for the map in force';

ALTER TABLE site ENABLE ROW LEVEL SECURITY;
ALTER TABLE site FORCE ROW LEVEL SECURITY;
ALTER TABLE source_map ENABLE ROW LEVEL SECURITY;
ALTER TABLE source_map FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON site TO cordon_app;
GRANT SELECT, INSERT, UPDATE (state, approved, approved_by, approved_by_name) ON source_map TO cordon_app;
GRANT SELECT ON source_map TO cordon_pipeline;
GRANT SELECT ON site TO cordon_keeper;
CREATE POLICY site_app ON site TO cordon_app
  USING (organisation_id = ANY (ARRAY(SELECT scope_organisations())))
  WITH CHECK (organisation_id = ANY (ARRAY(SELECT scope_organisations())));
CREATE POLICY site_keeper ON site FOR SELECT TO cordon_keeper USING (true);
CREATE POLICY source_map_app ON source_map TO cordon_app
  USING (source_id IN (SELECT id FROM source)) WITH CHECK (source_id IN (SELECT id FROM source));
CREATE POLICY source_map_pipeline ON source_map FOR SELECT TO cordon_pipeline USING (true);

-- Whoever holds what the pipeline knows of sources hears that it changed.
CREATE FUNCTION source_changed() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_notify('source', CASE TG_TABLE_NAME WHEN 'source' THEN to_jsonb(NEW) ->> 'id' ELSE to_jsonb(NEW) ->> 'source_id' END);
  RETURN NULL;
END $$;
CREATE TRIGGER source_changed AFTER INSERT OR UPDATE ON source FOR EACH ROW EXECUTE FUNCTION source_changed();
CREATE TRIGGER source_map_changed AFTER INSERT OR UPDATE ON source_map FOR EACH ROW EXECUTE FUNCTION source_changed();
-- Not for last_used: that is noted all the time and changes nothing.
CREATE TRIGGER source_token_added AFTER INSERT ON source_token FOR EACH ROW EXECUTE FUNCTION source_changed();
CREATE TRIGGER source_token_ended AFTER UPDATE OF expires, revoked ON source_token FOR EACH ROW EXECUTE FUNCTION source_changed();

-- An organisation knows under which region and groups it stands, although these lie outside its scope.
CREATE FUNCTION scope_ancestors() RETURNS TABLE (descendant_id uuid, ancestor_id uuid, kind text, name text, direct boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT c.descendant_id, c.ancestor_id, n.kind, n.name, EXISTS (
    SELECT 1 FROM node_relation r WHERE r.child_id = c.descendant_id AND r.parent_id = c.ancestor_id
      AND r.since <= now() AND (r.until IS NULL OR r.until > now()))
  FROM node_closure c JOIN node n ON n.id = c.ancestor_id
  WHERE c.descendant_id IN (SELECT scope_nodes()) AND c.ancestor_id <> c.descendant_id
    AND c.since <= now() AND (c.until IS NULL OR c.until > now())
$$;
COMMENT ON FUNCTION scope_ancestors IS 'Nodes above those in scope today, by id and name; direct: a parent.';
REVOKE EXECUTE ON FUNCTION source_changed(), scope_ancestors() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scope_ancestors() TO cordon_app;
