-- Signing in: links that work once, the second factor, and what slows guessing down.

CREATE TABLE one_time_link (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('setup', 'invitation', 'reset')),
  user_id uuid REFERENCES app_user,
  secret_hash bytea NOT NULL UNIQUE,
  created timestamptz NOT NULL DEFAULT now(),
  expires timestamptz NOT NULL,
  used timestamptz,
  CHECK ((kind = 'setup') = (user_id IS NULL))
);
COMMENT ON TABLE one_time_link IS 'Links to set up, to accept an invitation, to choose a new password. Only the SHA-256 of the secret is kept.';
CREATE INDEX one_time_link_by_user ON one_time_link (user_id);

CREATE TABLE sign_in_challenge (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES app_user,
  secret_hash bytea NOT NULL UNIQUE,
  failures integer NOT NULL DEFAULT 0,
  expires timestamptz NOT NULL
);
COMMENT ON TABLE sign_in_challenge IS 'A password was right and the second step is due.';

CREATE TABLE sign_in_attempt (
  key bytea PRIMARY KEY,
  failures integer NOT NULL,
  last timestamptz NOT NULL,
  locked_until timestamptz
);
COMMENT ON TABLE sign_in_attempt IS 'Failed sign-ins by SHA-256 of what was typed and from where, whether or not such an account exists.';
CREATE INDEX sign_in_attempt_by_last ON sign_in_attempt (last);

CREATE TABLE totp_enrolment (
  user_id uuid PRIMARY KEY REFERENCES app_user,
  secret bytea NOT NULL,
  created timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE totp_enrolment IS 'An authenticator that was shown and not yet confirmed by a code.';

CREATE TABLE recovery_code (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES app_user,
  code_hash bytea NOT NULL,
  used timestamptz,
  UNIQUE (user_id, code_hash)
);
COMMENT ON TABLE recovery_code IS 'Codes that stand in for a lost authenticator, each once. They are random, so a plain SHA-256 is enough.';

ALTER TABLE app_user ADD COLUMN totp_enabled boolean GENERATED ALWAYS AS (totp_secret IS NOT NULL) STORED;
COMMENT ON COLUMN app_user.totp_enabled IS 'Whether a second factor is asked for; readable where the secret is not.';
GRANT SELECT (totp_enabled) ON app_user TO cordon_app;

ALTER TABLE one_time_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE one_time_link FORCE ROW LEVEL SECURITY;
ALTER TABLE sign_in_challenge ENABLE ROW LEVEL SECURITY;
ALTER TABLE sign_in_challenge FORCE ROW LEVEL SECURITY;
ALTER TABLE sign_in_attempt ENABLE ROW LEVEL SECURITY;
ALTER TABLE sign_in_attempt FORCE ROW LEVEL SECURITY;
ALTER TABLE totp_enrolment ENABLE ROW LEVEL SECURITY;
ALTER TABLE totp_enrolment FORCE ROW LEVEL SECURITY;
ALTER TABLE recovery_code ENABLE ROW LEVEL SECURITY;
ALTER TABLE recovery_code FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON one_time_link, sign_in_challenge, sign_in_attempt, totp_enrolment, recovery_code TO cordon_auth;
CREATE POLICY one_time_link_auth ON one_time_link TO cordon_auth USING (true) WITH CHECK (true);
CREATE POLICY sign_in_challenge_auth ON sign_in_challenge TO cordon_auth USING (true) WITH CHECK (true);
CREATE POLICY sign_in_attempt_auth ON sign_in_attempt TO cordon_auth USING (true) WITH CHECK (true);
CREATE POLICY totp_enrolment_auth ON totp_enrolment TO cordon_auth USING (true) WITH CHECK (true);
CREATE POLICY recovery_code_auth ON recovery_code TO cordon_auth USING (true) WITH CHECK (true);

-- A look from above is the affair of those looked at: an entry about views that names the nodes above organisations
-- by which somebody looked is readable for the organisations below them.
CREATE POLICY audit_entry_view_from_above ON audit_entry FOR SELECT TO cordon_app
  USING (action LIKE 'view.%' AND organisation_id IS NULL AND detail -> 'nodes' ?| ARRAY(
    SELECT c.ancestor_id::text FROM node_closure c WHERE c.descendant_id = ANY (ARRAY(SELECT scope_organisations()))));
