-- A list has a hundred thousand rows: which lists are meant is asked once a statement, not once a row.

DROP POLICY indicator_app ON indicator;
CREATE POLICY indicator_app ON indicator FOR SELECT TO cordon_app
  USING (list_id = ANY (ARRAY(SELECT l.id FROM indicator_list l)));

-- Still only with its list, in one transaction: what is in force is never added to.
DROP POLICY indicator_app_add ON indicator;
CREATE POLICY indicator_app_add ON indicator FOR INSERT TO cordon_app
  WITH CHECK ((SELECT scope_permission()) = 'indicators.write' AND list_id = ANY (ARRAY(
    SELECT l.id FROM indicator_list l
    WHERE l.node_id = ANY (ARRAY(SELECT scope_nodes()))
      AND l.version = (SELECT v.version FROM indicator_version v) AND l.xmin = pg_current_xact_id()::xid)));
