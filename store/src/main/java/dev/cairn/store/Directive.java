package dev.cairn.store;

import java.time.Duration;
import java.util.Optional;

/**
 * What an attempt shall do, as the renewal of its lease tells.
 *
 * @param runFor it must be over after this time, because a budget is; counted from the answer. Empty = no budget is near
 */
public record Directive(Intent intent, Optional<Duration> runFor) {
    /** Go on, with no budget in sight. */
    public static final Directive RUN = new Directive(Intent.RUN, Optional.empty());
}
