-- Retention runs once a UTC day, however many servers ask for it.

CREATE TABLE retention_run (
  day date PRIMARY KEY,
  job_id uuid NOT NULL,
  created timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE retention_run IS 'The day''s retention job. No foreign key: jobs are tidied away, the fact stays.';

ALTER TABLE retention_run ENABLE ROW LEVEL SECURITY;
ALTER TABLE retention_run FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, DELETE ON retention_run TO cordon_keeper;
CREATE POLICY retention_run_keeper ON retention_run TO cordon_keeper USING (true) WITH CHECK (true);

-- Setting how long events are kept is for those who hold retention.write at the organisation, and for them alone:
-- a statement entered with another permission cannot reach the column.
CREATE FUNCTION retention_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF current_user = 'cordon_app' AND NOT scope_permits('retention.write', NEW.id) THEN
    RAISE EXCEPTION 'retention may be set only with retention.write' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER organisation_retention_guard BEFORE UPDATE OF retention_days ON organisation
  FOR EACH ROW WHEN (OLD.retention_days IS DISTINCT FROM NEW.retention_days) EXECUTE FUNCTION retention_guard();
