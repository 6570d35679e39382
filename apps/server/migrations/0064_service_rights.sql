-- Rights to write that no work of the server uses.

REVOKE UPDATE ON dead_letter, quarantined_event FROM cordon_pipeline;
REVOKE DELETE ON source_state FROM cordon_pipeline;
REVOKE DELETE ON job, session, retention_run FROM cordon_keeper;
