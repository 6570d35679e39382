-- A legal hold suspends retention for an organisation until it is lifted.

CREATE TABLE legal_hold (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  reason text NOT NULL CHECK (length(reason) > 0),
  since timestamptz NOT NULL DEFAULT now(),
  set_by uuid NOT NULL REFERENCES app_user,
  set_by_name text NOT NULL,
  lifted timestamptz,
  lifted_by uuid REFERENCES app_user,
  CHECK ((lifted IS NULL) = (lifted_by IS NULL))
);
COMMENT ON TABLE legal_hold IS 'Why an organisation''s events must be kept whatever its retention says. Lifted, never deleted.';
-- The list in the console, and retention: open holds by organisation.
CREATE INDEX legal_hold_by_organisation ON legal_hold (organisation_id, since DESC);

ALTER TABLE legal_hold ENABLE ROW LEVEL SECURITY;
ALTER TABLE legal_hold FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (lifted, lifted_by) ON legal_hold TO cordon_app;
GRANT SELECT ON legal_hold TO cordon_keeper;
CREATE POLICY legal_hold_app ON legal_hold TO cordon_app
  USING (organisation_id = ANY (ARRAY(SELECT scope_organisations())))
  WITH CHECK (organisation_id = ANY (ARRAY(SELECT scope_organisations())));
CREATE POLICY legal_hold_keeper ON legal_hold FOR SELECT TO cordon_keeper USING (true);
