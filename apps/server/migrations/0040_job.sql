-- One table for all work that outlives a request: uploads, compaction, retention, exports.

-- What a transaction may write follows from the permission it was entered with, not from what its code intends.
CREATE FUNCTION scope_permission() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ SELECT permission FROM scope_private.read() $$;
COMMENT ON FUNCTION scope_permission IS 'The permission that this transaction was entered with.';
REVOKE EXECUTE ON FUNCTION scope_permission() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scope_permission() TO cordon_app;

CREATE TABLE job (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  title text NOT NULL,
  organisation_id uuid REFERENCES organisation,
  user_id uuid REFERENCES app_user,
  user_name text,
  payload jsonb NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
  lease_token uuid,
  lease_until timestamptz,
  not_before timestamptz NOT NULL DEFAULT now(),
  attempts integer NOT NULL DEFAULT 0,
  max_attempts integer NOT NULL DEFAULT 5 CHECK (max_attempts > 0),
  done bigint NOT NULL DEFAULT 0,
  total bigint,
  unit text NOT NULL DEFAULT 'items',
  cancel_requested boolean NOT NULL DEFAULT false,
  result jsonb NOT NULL DEFAULT '{}',
  error text,
  created timestamptz NOT NULL DEFAULT now(),
  started timestamptz,
  finished timestamptz,
  CHECK ((state = 'running') = (lease_token IS NOT NULL)),
  CHECK ((state IN ('done', 'failed', 'cancelled')) = (finished IS NOT NULL))
);
COMMENT ON TABLE job IS 'Work that outlives a request. Claimed by a lease; done at least once, so handlers are idempotent.';
CREATE INDEX job_claimable ON job (kind, created) WHERE state IN ('waiting', 'running');
CREATE INDEX job_by_organisation ON job (organisation_id, created DESC);
CREATE INDEX job_newest ON job (created DESC, id DESC);

ALTER TABLE job ENABLE ROW LEVEL SECURITY;
ALTER TABLE job FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (cancel_requested) ON job TO cordon_app;
GRANT SELECT, INSERT ON job TO cordon_pipeline;
GRANT SELECT, INSERT, UPDATE, DELETE ON job TO cordon_keeper;
-- Work of the whole federation (no organisation) is seen by its starter and by those whose scope holds the centre.
CREATE POLICY job_app_read ON job FOR SELECT TO cordon_app
  USING (user_id = (SELECT scope_user())
    OR organisation_id = ANY (ARRAY(SELECT scope_organisations()))
    OR (organisation_id IS NULL AND EXISTS (SELECT 1 FROM node n WHERE n.kind = 'centre')));
CREATE POLICY job_app_start ON job FOR INSERT TO cordon_app
  WITH CHECK (user_id = (SELECT scope_user())
    AND (organisation_id IS NULL OR organisation_id = ANY (ARRAY(SELECT scope_organisations()))));
-- Cancelling is for the starter; others need the permission that uploads need.
CREATE POLICY job_app_cancel ON job FOR UPDATE TO cordon_app
  USING (user_id = (SELECT scope_user()) OR (organisation_id IS NOT NULL AND scope_permits('uploads.write', organisation_id)))
  WITH CHECK (user_id = (SELECT scope_user()) OR (organisation_id IS NOT NULL AND scope_permits('uploads.write', organisation_id)));
CREATE POLICY job_pipeline ON job TO cordon_pipeline USING (true) WITH CHECK (true);
CREATE POLICY job_keeper ON job TO cordon_keeper USING (true) WITH CHECK (true);
