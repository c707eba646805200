-- What a worker may do in the database, and nothing more: run trials and plan the next ones. It can neither read the keys by which rows are sealed,
-- nor make, change or delete data sets, splits and specifications, nor what they may cost. Run it as the owner of the tables, once and after each upgrade:
--   CREATE ROLE cairn_worker LOGIN PASSWORD '…';
--   cairn worker --grants cairn_worker | psql …
-- Then give workers CAIRN_DB_USER=cairn_worker; `cairn doctor` says what a role may do.

REVOKE ALL ON ALL TABLES IN SCHEMA public FROM cairn_worker;

GRANT USAGE ON SCHEMA public TO cairn_worker;

GRANT SELECT ON dataset_version, data_split, study, study_event, study_revision, study_origin, trial, attempt, result, checkpoint,
    measurement, worker, project, queue_price, project_queue, attempt_log, flyway_schema_history TO cairn_worker;
-- Without the key by which rows are sealed.
GRANT SELECT (id, name, created_at) ON dataset TO cairn_worker;

GRANT INSERT ON study_event, trial, attempt, result, checkpoint, measurement, worker, attempt_log, project_queue, vault_read, vault_refusal TO cairn_worker;
GRANT UPDATE ON trial, attempt, result, checkpoint, worker, attempt_log, project_queue TO cairn_worker;
GRANT DELETE ON worker TO cairn_worker;
-- The newest refusals are kept one by one, the others as a number.
GRANT SELECT (split_id, id), DELETE ON vault_refusal TO cairn_worker;

-- Where a study stands, never what it asks for.
GRANT UPDATE (state, event_seq, started_at, finished_at, failure, virtual_ms, device_ms, money, served_at) ON study TO cairn_worker;
-- To lock a project's row while its quota is looked at.
GRANT UPDATE (locked) ON project TO cairn_worker;
-- Each look at sealed rows is counted, and each that was refused.
GRANT UPDATE (vault_reads, vault_refusals) ON data_split TO cairn_worker;

GRANT SELECT, INSERT, UPDATE, DELETE ON qrtz_job_details, qrtz_triggers, qrtz_simple_triggers, qrtz_cron_triggers, qrtz_simprop_triggers,
    qrtz_blob_triggers, qrtz_calendars, qrtz_paused_trigger_grps, qrtz_fired_triggers, qrtz_scheduler_state, qrtz_locks TO cairn_worker;
