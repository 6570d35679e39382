-- The one activity timeline: what people and the platform did to a thing.

CREATE TABLE activity (
  id uuid PRIMARY KEY,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  action_id uuid NOT NULL,
  at timestamptz NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  organisation_id uuid NOT NULL REFERENCES organisation,
  user_id uuid REFERENCES app_user,
  user_name text NOT NULL,
  kind text NOT NULL,
  body text,
  detail jsonb NOT NULL DEFAULT '{}'
);
COMMENT ON TABLE activity IS 'Comments and changes, one row an organisation concerned; rows of one action share action_id. Append-only.';
COMMENT ON COLUMN activity.seq IS 'Order of recording, for what happens within one millisecond.';
CREATE INDEX activity_of_subject ON activity (subject_kind, subject_id, seq);

ALTER TABLE activity ENABLE ROW LEVEL SECURITY;
ALTER TABLE activity FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON activity TO cordon_app, cordon_pipeline, cordon_keeper;
CREATE POLICY activity_app ON activity FOR SELECT TO cordon_app USING (organisation_id = ANY (ARRAY(SELECT scope_organisations())));
CREATE POLICY activity_app_add ON activity FOR INSERT TO cordon_app
  WITH CHECK (organisation_id = ANY (ARRAY(SELECT scope_organisations())) AND user_id = (SELECT scope_user()));
CREATE POLICY activity_pipeline ON activity TO cordon_pipeline USING (true) WITH CHECK (user_id IS NULL);
CREATE POLICY activity_keeper ON activity TO cordon_keeper USING (true) WITH CHECK (user_id IS NULL);
