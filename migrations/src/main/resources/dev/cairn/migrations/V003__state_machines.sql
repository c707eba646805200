-- The state machines, held whatever the programs do.

CREATE FUNCTION trial_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND NOT (CASE OLD.state
        WHEN 'QUEUED' THEN NEW.state IN ('RUNNING', 'CANCELLED')
        WHEN 'RUNNING' THEN true
        WHEN 'PAUSED' THEN NEW.state IN ('QUEUED', 'PRUNED', 'CANCELLED')
        ELSE false
    END) THEN
        RAISE EXCEPTION 'trial %/%: % cannot become %', OLD.study_id, OLD.number, OLD.state, NEW.state
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.attempt <> OLD.attempt
        AND NOT (OLD.state = 'QUEUED' AND NEW.state = 'RUNNING' AND NEW.attempt = OLD.attempt + 1) THEN
        RAISE EXCEPTION 'trial %/%: only a claim raises the attempt, by one', OLD.study_id, OLD.number
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.state = 'RUNNING' AND OLD.state <> 'RUNNING' AND NEW.attempt = OLD.attempt THEN
        RAISE EXCEPTION 'trial %/%: a claim raises the attempt', OLD.study_id, OLD.number
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER trial_guard BEFORE UPDATE OF state, attempt ON trial
    FOR EACH ROW EXECUTE FUNCTION trial_guard();

CREATE FUNCTION attempt_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'RUNNING' AND NEW.state <> OLD.state THEN
        RAISE EXCEPTION 'attempt %/%/%: % is an end', OLD.study_id, OLD.trial, OLD.number, OLD.state
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER attempt_guard BEFORE UPDATE OF state ON attempt
    FOR EACH ROW EXECUTE FUNCTION attempt_guard();

CREATE FUNCTION study_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND NOT (CASE OLD.state
        WHEN 'RUNNING' THEN true
        WHEN 'PAUSED' THEN NEW.state IN ('RUNNING', 'FAILED', 'CANCELLED')
        WHEN 'FINISHING' THEN NEW.state IN ('COMPLETED', 'FAILED', 'CANCELLED')
        WHEN 'COMPLETED' THEN NEW.state = 'RUNNING'
        ELSE false
    END) THEN
        RAISE EXCEPTION 'study %: % cannot become %', OLD.id, OLD.state, NEW.state
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER study_guard BEFORE UPDATE OF state ON study
    FOR EACH ROW EXECUTE FUNCTION study_guard();
