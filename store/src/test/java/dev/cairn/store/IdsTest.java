package dev.cairn.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdsTest {
    @Test
    void ids_tell_their_time_and_are_ordered_within_a_millisecond() {
        Instant now = Instant.parse("2026-11-21T09:00:00.123Z");
        List<String> ids = IntStream.range(0, 3000)
                .mapToObj(i -> Ids.next(() -> now).toString())
                .toList();
        assertThat(ids).isSorted().doesNotHaveDuplicates();
        UUID first = UUID.fromString(ids.get(0));
        assertThat(Ids.madeAt(first)).isEqualTo(now);
        assertThat(first.version()).isEqualTo(7);
        assertThat(first.variant()).isEqualTo(2);
    }
}
