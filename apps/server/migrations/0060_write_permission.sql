-- What a transaction may write follows from the permission it was entered with: here for the tables of the federation,
-- which were written before that rule. A statement that was meant to read can change nothing, whoever injected it.

-- Node and relation ------------------------------------------------------------------------------------------
REVOKE UPDATE ON node, node_relation FROM cordon_app;
GRANT UPDATE (name) ON node TO cordon_app;
GRANT UPDATE (until) ON node_relation TO cordon_app;

DROP POLICY node_app ON node;
CREATE POLICY node_app ON node FOR SELECT TO cordon_app USING (id = ANY (ARRAY(SELECT scope_nodes())));
-- A new node lies in nobody's scope before it is placed.
CREATE POLICY node_app_add ON node FOR INSERT TO cordon_app
  WITH CHECK ((SELECT scope_permission()) = 'federation.write' AND kind <> 'centre');
CREATE POLICY node_app_change ON node FOR UPDATE TO cordon_app
  USING ((SELECT scope_permission()) = 'federation.write' AND id = ANY (ARRAY(SELECT scope_nodes())))
  WITH CHECK ((SELECT scope_permission()) = 'federation.write' AND id = ANY (ARRAY(SELECT scope_nodes())));

-- Whoever stands above a node reads everything of it. So a node is placed only by somebody whose scope it lies in, or
-- when it never stood under anybody.
CREATE FUNCTION scope_may_place(child uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT child IN (SELECT scope_nodes()) OR (
    NOT EXISTS (SELECT 1 FROM node_relation r WHERE r.child_id = child)
    AND EXISTS (SELECT 1 FROM node n WHERE n.id = child AND n.kind <> 'centre'))
$$;
COMMENT ON FUNCTION scope_may_place IS 'Whether the caller may put a node under another.';

DROP POLICY node_relation_app ON node_relation;
CREATE POLICY node_relation_app ON node_relation FOR SELECT TO cordon_app USING (child_id = ANY (ARRAY(SELECT scope_nodes())));
CREATE POLICY node_relation_app_add ON node_relation FOR INSERT TO cordon_app
  WITH CHECK ((SELECT scope_permission()) = 'federation.write' AND parent_id = ANY (ARRAY(SELECT scope_nodes())) AND scope_may_place(child_id));
CREATE POLICY node_relation_app_end ON node_relation FOR UPDATE TO cordon_app
  USING ((SELECT scope_permission()) = 'federation.write' AND child_id = ANY (ARRAY(SELECT scope_nodes())))
  WITH CHECK ((SELECT scope_permission()) = 'federation.write' AND parent_id = ANY (ARRAY(SELECT scope_nodes())));

REVOKE UPDATE ON organisation FROM cordon_app;
GRANT UPDATE (kind, retention_days) ON organisation TO cordon_app;
DROP POLICY organisation_app ON organisation;
CREATE POLICY organisation_app ON organisation FOR SELECT TO cordon_app USING (id = ANY (ARRAY(SELECT scope_organisations())));
CREATE POLICY organisation_app_add ON organisation FOR INSERT TO cordon_app
  WITH CHECK ((SELECT scope_permission()) = 'federation.write' AND id = ANY (ARRAY(SELECT scope_nodes())));
-- Days of retention are guarded by a trigger besides.
CREATE POLICY organisation_app_change ON organisation FOR UPDATE TO cordon_app
  USING ((SELECT scope_permission()) IN ('federation.write', 'retention.write') AND id = ANY (ARRAY(SELECT scope_organisations())))
  WITH CHECK ((SELECT scope_permission()) IN ('federation.write', 'retention.write') AND id = ANY (ARRAY(SELECT scope_organisations())));

DROP POLICY site_app ON site;
CREATE POLICY site_app ON site FOR SELECT TO cordon_app USING (organisation_id = ANY (ARRAY(SELECT scope_organisations())));
CREATE POLICY site_app_add ON site FOR INSERT TO cordon_app
  WITH CHECK ((SELECT scope_permission()) = 'sources.write' AND organisation_id = ANY (ARRAY(SELECT scope_organisations())));

-- Sources ----------------------------------------------------------------------------------------------------
REVOKE UPDATE ON source FROM cordon_app;
GRANT UPDATE (name, silent_after_minutes, time_zone, disabled_at) ON source TO cordon_app;
DROP POLICY source_app ON source;
CREATE POLICY source_app ON source FOR SELECT TO cordon_app USING (node_id = ANY (ARRAY(SELECT scope_nodes())));
-- A source speaks for the organisation at its own node, never for another.
CREATE POLICY source_app_add ON source FOR INSERT TO cordon_app
  WITH CHECK ((SELECT scope_permission()) = 'sources.write' AND node_id = ANY (ARRAY(SELECT scope_nodes()))
    AND (organisation_id IS NULL OR organisation_id = node_id));
CREATE POLICY source_app_change ON source FOR UPDATE TO cordon_app
  USING ((SELECT scope_permission()) = 'sources.write' AND node_id = ANY (ARRAY(SELECT scope_nodes())))
  WITH CHECK ((SELECT scope_permission()) = 'sources.write' AND node_id = ANY (ARRAY(SELECT scope_nodes())));

REVOKE SELECT, UPDATE ON source_token FROM cordon_app;
GRANT SELECT (id, source_id, hint, created, expires, revoked, last_used), UPDATE (expires, revoked) ON source_token TO cordon_app;
DROP POLICY source_token_app ON source_token;
CREATE POLICY source_token_app ON source_token FOR SELECT TO cordon_app USING (source_id IN (SELECT id FROM source));
CREATE POLICY source_token_app_add ON source_token FOR INSERT TO cordon_app
  WITH CHECK ((SELECT scope_permission()) = 'sources.write' AND source_id IN (SELECT id FROM source));
CREATE POLICY source_token_app_end ON source_token FOR UPDATE TO cordon_app
  USING ((SELECT scope_permission()) = 'sources.write' AND source_id IN (SELECT id FROM source))
  WITH CHECK ((SELECT scope_permission()) = 'sources.write' AND source_id IN (SELECT id FROM source));

DROP POLICY source_map_app ON source_map;
CREATE POLICY source_map_app ON source_map FOR SELECT TO cordon_app USING (source_id IN (SELECT id FROM source));
CREATE POLICY source_map_app_propose ON source_map FOR INSERT TO cordon_app
  WITH CHECK ((SELECT scope_permission()) = 'sources.write' AND state = 'draft' AND proposed_by = (SELECT scope_user())
    AND source_id IN (SELECT id FROM source));
CREATE POLICY source_map_app_approve ON source_map FOR UPDATE TO cordon_app
  USING ((SELECT scope_permission()) = 'source-maps.approve' AND source_id IN (SELECT id FROM source)
    AND EXISTS (SELECT 1 FROM node n WHERE n.kind = 'centre'))
  WITH CHECK ((SELECT scope_permission()) = 'source-maps.approve' AND source_id IN (SELECT id FROM source)
    AND (state = 'replaced' OR approved_by = (SELECT scope_user())));

-- People and what they hold ----------------------------------------------------------------------------------
-- Whether every role that somebody holds is one that the caller could have given.
CREATE FUNCTION scope_power_over(person uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT NOT EXISTS (
    SELECT 1 FROM role_grant g
    WHERE g.user_id = person AND (g.until IS NULL OR g.until > now())
      AND (NOT scope_permits('users.write', g.node_id)
        OR EXISTS (SELECT 1 FROM role_permission p WHERE p.role = g.role AND NOT scope_permits(p.permission, g.node_id))))
$$;
COMMENT ON FUNCTION scope_power_over IS 'Whether the caller may rename or disable a person.';

REVOKE INSERT ON app_user FROM cordon_app;
DROP POLICY app_user_app ON app_user;
CREATE POLICY app_user_app ON app_user FOR SELECT TO cordon_app
  USING (id = (SELECT scope_user()) OR id IN (SELECT user_id FROM role_grant WHERE node_id = ANY (ARRAY(SELECT scope_nodes()))));
CREATE POLICY app_user_app_change ON app_user FOR UPDATE TO cordon_app
  USING ((SELECT scope_permission()) = 'users.write' AND scope_power_over(id))
  WITH CHECK ((SELECT scope_permission()) = 'users.write' AND scope_power_over(id));

REVOKE UPDATE ON role_grant FROM cordon_app;
GRANT UPDATE (until) ON role_grant TO cordon_app;
DROP POLICY role_grant_app ON role_grant;
CREATE POLICY role_grant_app ON role_grant FOR SELECT TO cordon_app
  USING (user_id = (SELECT scope_user()) OR node_id = ANY (ARRAY(SELECT scope_nodes())));
-- Nobody gives, or takes away, more than they hold themselves at that node.
CREATE POLICY role_grant_app_give ON role_grant FOR INSERT TO cordon_app
  WITH CHECK ((SELECT scope_permission()) = 'users.write' AND node_id = ANY (ARRAY(SELECT scope_nodes()))
    AND NOT EXISTS (SELECT 1 FROM role_permission p WHERE p.role = role_grant.role AND NOT scope_permits(p.permission, role_grant.node_id)));
CREATE POLICY role_grant_app_end ON role_grant FOR UPDATE TO cordon_app
  USING ((SELECT scope_permission()) = 'users.write' AND node_id = ANY (ARRAY(SELECT scope_nodes()))
    AND NOT EXISTS (SELECT 1 FROM role_permission p WHERE p.role = role_grant.role AND NOT scope_permits(p.permission, role_grant.node_id)))
  WITH CHECK ((SELECT scope_permission()) = 'users.write' AND until IS NOT NULL);

-- Whether this transaction is a person's session: tokens make no tokens.
CREATE FUNCTION scope_is_session() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ SELECT coalesce((SELECT kind = 'session' FROM scope_private.read()), false) $$;

DROP POLICY api_token_app ON api_token;
CREATE POLICY api_token_app ON api_token FOR SELECT TO cordon_app
  USING (user_id = (SELECT scope_user()) OR node_id = ANY (ARRAY(SELECT scope_nodes())));
CREATE POLICY api_token_app_add ON api_token FOR INSERT TO cordon_app
  WITH CHECK (user_id = (SELECT scope_user()) AND (SELECT scope_is_session()) AND (kind = 'personal' OR (
    (SELECT scope_permission()) = 'service-tokens.write' AND node_id = ANY (ARRAY(SELECT scope_nodes()))
    AND NOT EXISTS (SELECT 1 FROM unnest(permissions) AS wanted WHERE NOT scope_permits(wanted, node_id)))));
-- One's own token ends whenever one wants; somebody else's is for those who manage tokens at its node.
CREATE POLICY api_token_app_end ON api_token FOR UPDATE TO cordon_app
  USING ((SELECT scope_permission()) = 'service-tokens.write'
    AND (user_id = (SELECT scope_user()) OR (kind = 'service' AND node_id = ANY (ARRAY(SELECT scope_nodes())))))
  WITH CHECK (revoked IS NOT NULL);

DROP POLICY audit_entry_app ON audit_entry;
CREATE POLICY audit_entry_app ON audit_entry FOR SELECT TO cordon_app
  USING ((SELECT scope_permission()) = 'audit.read' AND (organisation_id = ANY (ARRAY(SELECT scope_organisations()))
    OR (organisation_id IS NULL AND (actor_id = (SELECT scope_user()) OR EXISTS (SELECT 1 FROM node n WHERE n.kind = 'centre')))));
DROP POLICY audit_entry_view_from_above ON audit_entry;
CREATE POLICY audit_entry_view_from_above ON audit_entry FOR SELECT TO cordon_app
  USING ((SELECT scope_permission()) = 'audit.read' AND action LIKE 'view.%' AND organisation_id IS NULL AND detail -> 'nodes' ?| ARRAY(
    SELECT c.ancestor_id::text FROM node_closure c WHERE c.descendant_id = ANY (ARRAY(SELECT scope_organisations()))));

-- Work, files, holds, rules ----------------------------------------------------------------------------------
-- The one kind of work that a request starts is reading an upload, for the source of an organisation in scope.
DROP POLICY job_app_start ON job;
CREATE POLICY job_app_start ON job FOR INSERT TO cordon_app
  WITH CHECK ((SELECT scope_permission()) = 'uploads.write' AND kind = 'upload' AND user_id = (SELECT scope_user())
    AND EXISTS (SELECT 1 FROM source s WHERE s.id::text = payload ->> 'sourceId' AND s.organisation_id = job.organisation_id));

DROP POLICY blob_reference_app ON blob_reference;
CREATE POLICY blob_reference_app ON blob_reference FOR SELECT TO cordon_app
  USING (organisation_id = ANY (ARRAY(SELECT scope_organisations())));
CREATE POLICY blob_reference_app_add ON blob_reference FOR INSERT TO cordon_app
  WITH CHECK ((SELECT scope_permission()) = 'uploads.write' AND organisation_id = ANY (ARRAY(SELECT scope_organisations())));

DROP POLICY legal_hold_app ON legal_hold;
CREATE POLICY legal_hold_app ON legal_hold FOR SELECT TO cordon_app
  USING (organisation_id = ANY (ARRAY(SELECT scope_organisations())));
CREATE POLICY legal_hold_app_set ON legal_hold FOR INSERT TO cordon_app
  WITH CHECK ((SELECT scope_permission()) = 'retention.write' AND organisation_id = ANY (ARRAY(SELECT scope_organisations())) AND set_by = (SELECT scope_user()));
CREATE POLICY legal_hold_app_lift ON legal_hold FOR UPDATE TO cordon_app
  USING ((SELECT scope_permission()) = 'retention.write' AND organisation_id = ANY (ARRAY(SELECT scope_organisations())))
  WITH CHECK ((SELECT scope_permission()) = 'retention.write' AND organisation_id = ANY (ARRAY(SELECT scope_organisations())));

ALTER TABLE rule_version ENABLE ROW LEVEL SECURITY;
CREATE POLICY rule_version_read ON rule_version FOR SELECT TO cordon_app, cordon_pipeline, cordon_keeper USING (true);
CREATE POLICY rule_version_app ON rule_version FOR UPDATE TO cordon_app
  USING ((SELECT scope_permission()) = 'rules.write') WITH CHECK ((SELECT scope_permission()) = 'rules.write');
CREATE POLICY rule_version_keeper ON rule_version FOR UPDATE TO cordon_keeper USING (true) WITH CHECK (true);

DROP POLICY activity_app_add ON activity;
CREATE POLICY activity_app_add ON activity FOR INSERT TO cordon_app
  WITH CHECK ((SELECT scope_permission()) IN ('alerts.triage', 'alerts.hand-off')
    AND organisation_id = ANY (ARRAY(SELECT scope_organisations())) AND user_id = (SELECT scope_user()));

-- Signing in adds the first node and the first grant; it changes none.
REVOKE UPDATE ON node, node_relation, organisation, role_grant FROM cordon_auth;
REVOKE INSERT ON node_relation, organisation FROM cordon_auth;

REVOKE EXECUTE ON FUNCTION scope_may_place(uuid), scope_power_over(uuid), scope_is_session() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scope_may_place(uuid), scope_power_over(uuid), scope_is_session() TO cordon_app;
