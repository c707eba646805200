package dev.cairn.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BlockListTest {
    @Test
    void it_holds_what_a_plain_list_holds_after_the_same_changes() {
        SplittableRandom random = new SplittableRandom(3);
        List<Integer> plain = new ArrayList<>();
        BlockList<Integer> list = BlockList.empty();
        for (int round = 0; round < 200; round++) {
            BlockList.Editor<Integer> editor = list.edit();
            for (int change = random.nextInt(20); change >= 0; change--) {
                int index = random.nextInt(plain.size() + 1);
                int at = random.nextBoolean() ? plain.size() : index;
                editor.put(at, round);
                if (at == plain.size()) {
                    plain.add(round);
                } else {
                    plain.set(at, round);
                }
            }
            list = editor.done();
            assertThat(list).isEqualTo(plain);
        }
        assertThat(list.size()).isGreaterThan(1_000);
    }

    @Test
    void a_copy_leaves_what_it_was_made_of_as_it_was() {
        BlockList<String> one = put(BlockList.empty(), 0, "a");
        BlockList<String> left = put(one, 0, "b");
        BlockList<String> right = put(one, 1, "c");
        assertThat(one).containsExactly("a");
        assertThat(left).containsExactly("b");
        assertThat(right).containsExactly("a", "c");
    }

    @Test
    void there_are_no_gaps_and_nothing_beyond_the_end() {
        BlockList<String> one = put(BlockList.empty(), 0, "a");
        assertThatThrownBy(() -> put(one, 2, "c")).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> one.get(1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static BlockList<String> put(BlockList<String> list, int index, String element) {
        BlockList.Editor<String> editor = list.edit();
        editor.put(index, element);
        return editor.done();
    }
}
