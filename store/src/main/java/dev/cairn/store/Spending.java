package dev.cairn.store;

import java.time.Duration;

/**
 * What the attempts of a study have used, those that run now included.
 *
 * @param deviceTime slot time, summed over slots
 * @param money price of that time
 * @param running attempts that run now
 */
public record Spending(Duration deviceTime, double money, int running) {
    public static final Spending NONE = new Spending(Duration.ZERO, 0, 0);

    /** Less than this for each place of a study is no time for a trial. */
    private static final Duration LEAST = Duration.ofMillis(250);

    /**
     * Whether a bound of the allowance is reached, or so near that no trial can use what is left.
     *
     * @param parallel places of the study
     * @param price money for one hour of a slot
     */
    public boolean exhausts(Allowance allowance, int parallel, double price) {
        Duration reserve = LEAST.multipliedBy(parallel);
        double cost = price * reserve.toMillis() / Duration.ofHours(1).toMillis();
        return allowance
                        .deviceTime()
                        .filter(most -> deviceTime.plus(reserve).compareTo(most) >= 0)
                        .isPresent()
                || (allowance.money().isPresent()
                        && money + cost >= allowance.money().getAsDouble());
    }
}
