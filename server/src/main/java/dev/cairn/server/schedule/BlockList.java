package dev.cairn.server.schedule;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * An immutable list in blocks: a changed copy shares all blocks but those that changed, so that one event in a study of 100,000 trials does not
 * copy them all.
 */
final class BlockList<E> extends AbstractList<E> implements RandomAccess {
    private static final int BLOCK = 256;

    private final List<Object[]> blocks;
    private final int size;

    private BlockList(List<Object[]> blocks, int size) {
        this.blocks = blocks;
        this.size = size;
    }

    /** A list of nothing. */
    static <E> BlockList<E> empty() {
        return new BlockList<>(List.of(), 0);
    }

    @Override
    @SuppressWarnings("unchecked") // only an editor of the same type writes to blocks
    public E get(int index) {
        if (index >= size) {
            throw new IndexOutOfBoundsException("no element %d of %d".formatted(index, size));
        }
        return (E) blocks.get(index / BLOCK)[index % BLOCK];
    }

    @Override
    public int size() {
        return size;
    }

    /** Collects the changes of a copy. */
    Editor<E> edit() {
        return new Editor<>(blocks, size);
    }

    /** A copy that is being changed; not to be used after {@link #done}. */
    static final class Editor<E> {
        private final List<Object[]> blocks;
        private final boolean[] own;
        private final List<Object[]> added = new ArrayList<>();
        private int size;

        private Editor(List<Object[]> blocks, int size) {
            this.blocks = new ArrayList<>(blocks);
            this.size = size;
            own = new boolean[blocks.size()];
        }

        int size() {
            return size;
        }

        /** Replaces an element, or adds one at the end. */
        void put(int index, E element) {
            if (index > size) {
                throw new IndexOutOfBoundsException("element %d after %d would leave a gap".formatted(index, size));
            }
            block(index / BLOCK)[index % BLOCK] = element;
            size = Math.max(size, index + 1);
        }

        private Object[] block(int number) {
            if (number >= own.length) {
                int at = number - own.length;
                if (at == added.size()) {
                    added.add(new Object[BLOCK]);
                }
                return added.get(at);
            }
            if (!own[number]) {
                own[number] = true;
                blocks.set(number, Arrays.copyOf(blocks.get(number), BLOCK));
            }
            return blocks.get(number);
        }

        BlockList<E> done() {
            blocks.addAll(added);
            return new BlockList<>(blocks, size);
        }
    }
}
