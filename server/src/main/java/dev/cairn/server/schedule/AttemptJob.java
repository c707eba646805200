package dev.cairn.server.schedule;

import org.quartz.Job;
import org.quartz.JobExecutionContext;

/**
 * The Quartz job behind every hint. Quartz spreads it over the workers of a queue; it names no trial, so a lost, doubled or late execution of it
 * can neither lose nor double a trial.
 */
public final class AttemptJob implements Job {
    private final Work work;

    AttemptJob(Work work) {
        this.work = work;
    }

    @Override
    public void execute(JobExecutionContext context) {
        work.run();
    }
}
