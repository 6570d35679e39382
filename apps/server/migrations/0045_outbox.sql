-- Hand-offs and the one outbox through which anything leaves: e-mail and signed webhooks.

CREATE TABLE contact (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  name text NOT NULL,
  email text NOT NULL,
  created timestamptz NOT NULL DEFAULT now(),
  removed timestamptz
);
COMMENT ON TABLE contact IS 'Who receives hand-offs for an organisation; needs no account.';
CREATE UNIQUE INDEX contact_once ON contact (organisation_id, lower(email)) WHERE removed IS NULL;

CREATE TABLE webhook (
  id uuid PRIMARY KEY,
  node_id uuid NOT NULL REFERENCES node,
  url text NOT NULL,
  secret bytea NOT NULL,
  created timestamptz NOT NULL DEFAULT now(),
  removed timestamptz
);
COMMENT ON TABLE webhook IS 'An address that is told of hand-offs to a node or anything below it. The secret signs; only the sender reads it.';
CREATE INDEX webhook_by_node ON webhook (node_id) WHERE removed IS NULL;

CREATE TABLE hand_off (
  id uuid PRIMARY KEY,
  head_id uuid NOT NULL REFERENCES alert_head,
  part_id uuid NOT NULL REFERENCES alert_part,
  organisation_id uuid NOT NULL REFERENCES organisation,
  title text NOT NULL,
  advice text NOT NULL,
  sent timestamptz NOT NULL,
  user_id uuid NOT NULL REFERENCES app_user,
  user_name text NOT NULL,
  token_hash bytea NOT NULL UNIQUE,
  acknowledged timestamptz,
  acknowledged_by text
);
COMMENT ON TABLE hand_off IS 'An alert handed to an organisation with advice. Unacknowledged is a state with an age.';
CREATE INDEX hand_off_of_alert ON hand_off (head_id, sent);
CREATE INDEX hand_off_of_part ON hand_off (part_id);
CREATE INDEX hand_off_waiting ON hand_off (organisation_id, sent) WHERE acknowledged IS NULL;

CREATE TABLE outbox_message (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  hand_off_id uuid REFERENCES hand_off,
  channel text NOT NULL CHECK (channel IN ('smtp', 'webhook')),
  recipient text NOT NULL,
  webhook_id uuid REFERENCES webhook,
  payload jsonb,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'failed', 'given-up')),
  attempts integer NOT NULL DEFAULT 0,
  next_attempt timestamptz NOT NULL,
  give_up timestamptz NOT NULL,
  lease_token uuid,
  lease_until timestamptz,
  last_error text,
  last_attempt timestamptz,
  delivered timestamptz,
  created timestamptz NOT NULL,
  CHECK ((channel = 'webhook') = (webhook_id IS NOT NULL)),
  CHECK (state <> 'waiting' OR payload IS NOT NULL)
);
COMMENT ON TABLE outbox_message IS 'What is to be sent, and what came of it. The payload (which holds a one-time link) is wiped once it is settled.';
CREATE INDEX outbox_message_due ON outbox_message (next_attempt) WHERE state = 'waiting';
CREATE INDEX outbox_message_of_hand_off ON outbox_message (hand_off_id);
CREATE INDEX outbox_message_of_webhook ON outbox_message (webhook_id, created DESC) WHERE webhook_id IS NOT NULL;

-- Called by anybody who holds the link: nothing but the token's hash finds the row.
CREATE FUNCTION hand_off_find(wanted bytea)
RETURNS TABLE (id uuid, organisation text, title text, advice text, sent timestamptz, acknowledged timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT h.id, n.name, h.title, h.advice, h.sent, h.acknowledged
  FROM hand_off h JOIN node n ON n.id = h.organisation_id WHERE h.token_hash = wanted
$$;

-- Which webhooks a hand-off to an organisation goes to: its own and those of nodes above it.
CREATE FUNCTION webhooks_for(organisation uuid) RETURNS TABLE (id uuid, url text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT w.id, w.url FROM webhook w
  JOIN node_closure c ON c.ancestor_id = w.node_id AND c.descendant_id = organisation AND (c.until IS NULL OR c.until > now()) AND c.since <= now()
  WHERE w.removed IS NULL AND organisation IN (SELECT scope_organisations())
$$;

-- contact, webhook and hand_off are not FORCEd: the functions above read them as their owner.
ALTER TABLE contact ENABLE ROW LEVEL SECURITY;
ALTER TABLE webhook ENABLE ROW LEVEL SECURITY;
ALTER TABLE hand_off ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox_message ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox_message FORCE ROW LEVEL SECURITY;

GRANT SELECT, INSERT, UPDATE (removed) ON contact TO cordon_app;
GRANT SELECT (id, node_id, url, created, removed), INSERT, UPDATE (removed) ON webhook TO cordon_app;
GRANT SELECT (id, head_id, part_id, organisation_id, title, advice, sent, user_id, user_name, acknowledged, acknowledged_by), INSERT ON hand_off TO cordon_app;
GRANT SELECT (id, organisation_id, hand_off_id, channel, recipient, webhook_id, state, attempts, next_attempt, last_error, last_attempt, delivered, created), INSERT ON outbox_message TO cordon_app;
GRANT SELECT, UPDATE ON outbox_message TO cordon_keeper;
GRANT SELECT ON webhook TO cordon_keeper;
GRANT SELECT, UPDATE (acknowledged, acknowledged_by) ON hand_off TO cordon_keeper;

CREATE POLICY contact_app ON contact FOR SELECT TO cordon_app USING (organisation_id = ANY (ARRAY(SELECT scope_organisations())));
CREATE POLICY contact_app_add ON contact FOR INSERT TO cordon_app
  WITH CHECK ((SELECT scope_permission()) = 'users.write' AND organisation_id = ANY (ARRAY(SELECT scope_organisations())));
CREATE POLICY contact_app_remove ON contact FOR UPDATE TO cordon_app
  USING ((SELECT scope_permission()) = 'users.write' AND organisation_id = ANY (ARRAY(SELECT scope_organisations())))
  WITH CHECK ((SELECT scope_permission()) = 'users.write' AND organisation_id = ANY (ARRAY(SELECT scope_organisations())));
-- Whom a hand-off reaches by webhook is asked through webhooks_for; the list is for those who may change it.
CREATE POLICY webhook_app ON webhook TO cordon_app
  USING ((SELECT scope_permission()) = 'webhooks.write' AND node_id = ANY (ARRAY(SELECT scope_nodes())))
  WITH CHECK ((SELECT scope_permission()) = 'webhooks.write' AND node_id = ANY (ARRAY(SELECT scope_nodes())));
CREATE POLICY hand_off_app ON hand_off FOR SELECT TO cordon_app USING (organisation_id = ANY (ARRAY(SELECT scope_organisations())));
CREATE POLICY hand_off_app_add ON hand_off FOR INSERT TO cordon_app
  WITH CHECK ((SELECT scope_permission()) = 'alerts.hand-off' AND organisation_id = ANY (ARRAY(SELECT scope_organisations())) AND user_id = (SELECT scope_user()));
CREATE POLICY outbox_message_app ON outbox_message FOR SELECT TO cordon_app USING (organisation_id = ANY (ARRAY(SELECT scope_organisations())));
CREATE POLICY outbox_message_app_add ON outbox_message FOR INSERT TO cordon_app
  WITH CHECK ((SELECT scope_permission()) = 'alerts.hand-off' AND organisation_id = ANY (ARRAY(SELECT scope_organisations())));
CREATE POLICY outbox_message_keeper ON outbox_message TO cordon_keeper USING (true) WITH CHECK (true);
CREATE POLICY webhook_keeper ON webhook FOR SELECT TO cordon_keeper USING (true);
CREATE POLICY hand_off_keeper ON hand_off TO cordon_keeper USING (true) WITH CHECK (true);

REVOKE EXECUTE ON FUNCTION hand_off_find(bytea), webhooks_for(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hand_off_find(bytea) TO cordon_keeper;
GRANT EXECUTE ON FUNCTION webhooks_for(uuid) TO cordon_app;
