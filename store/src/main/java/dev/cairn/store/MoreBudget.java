package dev.cairn.store;

import java.time.Duration;

/**
 * By how much a study's budget grows.
 *
 * @param time only of a study that has such a budget
 * @param deviceTime the same
 * @param money the same
 */
public record MoreBudget(int trials, Duration time, Duration deviceTime, double money) {
    public MoreBudget {
        Checks.that(trials >= 0, "trials", "does not shrink", trials);
        Checks.that(!time.isNegative(), "time", "does not shrink", time);
        Checks.that(!deviceTime.isNegative(), "deviceTime", "does not shrink", deviceTime);
        Checks.that(money >= 0 && Double.isFinite(money), "money", "does not shrink", money);
    }

    /** More trials and nothing else. */
    public static MoreBudget ofTrials(int trials) {
        return new MoreBudget(trials, Duration.ZERO, Duration.ZERO, 0);
    }

    /**
     * Requires that a study can have it.
     *
     * @throws StoreConflict when it is over for good, or has no budget of that kind
     */
    public void requireFits(StudyRecord study) {
        if (study.state() == StudyState.FAILED || study.state() == StudyState.CANCELLED) {
            throw new StoreConflict("a study that is " + study.state() + " cannot be extended");
        }
        requireBound(time.isZero() || study.maxTime().isPresent(), "time");
        requireBound(deviceTime.isZero() || study.allowance().deviceTime().isPresent(), "device hours");
        requireBound(money == 0 || study.allowance().money().isPresent(), "money");
    }

    /** What has no bound cannot be given more; a bound would be less. */
    private static void requireBound(boolean fits, String what) {
        if (!fits) {
            throw new StoreConflict("the study has no budget of " + what + ": nothing to extend");
        }
    }
}
