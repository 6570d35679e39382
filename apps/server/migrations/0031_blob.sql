-- Who still needs a blob. The bytes lie in files named by their SHA-256; one without a reference is swept away.

CREATE TABLE blob_reference (
  digest bytea NOT NULL CHECK (length(digest) = 32),
  kind text NOT NULL,
  owner_id uuid NOT NULL,
  organisation_id uuid REFERENCES organisation,
  bytes bigint NOT NULL CHECK (bytes >= 0),
  created timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (digest, kind, owner_id)
);
COMMENT ON TABLE blob_reference IS 'A thing (upload job, dump) that needs a blob. No organisation: a shared source''s upload, seen by services only.';
-- Releasing all blobs of an owner.
CREATE INDEX blob_reference_by_owner ON blob_reference (kind, owner_id);
CREATE INDEX blob_reference_by_organisation ON blob_reference (organisation_id);

ALTER TABLE blob_reference ENABLE ROW LEVEL SECURITY;
ALTER TABLE blob_reference FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON blob_reference TO cordon_app;
GRANT SELECT, INSERT, DELETE ON blob_reference TO cordon_pipeline, cordon_keeper;
CREATE POLICY blob_reference_app ON blob_reference TO cordon_app
  USING (organisation_id = ANY (ARRAY(SELECT scope_organisations())))
  WITH CHECK (organisation_id = ANY (ARRAY(SELECT scope_organisations())));
CREATE POLICY blob_reference_pipeline ON blob_reference TO cordon_pipeline USING (true) WITH CHECK (true);
CREATE POLICY blob_reference_keeper ON blob_reference TO cordon_keeper USING (true) WITH CHECK (true);
