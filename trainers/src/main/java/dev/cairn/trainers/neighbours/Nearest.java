package dev.cairn.trainers.neighbours;

import java.util.Arrays;

/** The k smallest distances offered; among equals the rows offered first. A binary heap with the largest on top. */
final class Nearest {
    private final long[] heap;
    private int size;

    Nearest(int k) {
        this.heap = new long[k];
    }

    void clear() {
        size = 0;
    }

    /** The bits of a float that is not negative are in its order. */
    void offer(int row, float distance) {
        long key = ((long) Float.floatToIntBits(distance) << 32) | row;
        if (size < heap.length) {
            heap[size++] = key;
            if (size == heap.length) {
                Arrays.sort(heap);
                reverse();
            }
        } else if (key < heap[0]) {
            heap[0] = key;
            sink();
        }
    }

    private void reverse() {
        for (int i = 0; i < size / 2; i++) {
            long swapped = heap[i];
            heap[i] = heap[size - 1 - i];
            heap[size - 1 - i] = swapped;
        }
    }

    private void sink() {
        int at = 0;
        long key = heap[0];
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && heap[child + 1] > heap[child]) {
                child++;
            }
            if (heap[child] <= key) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = key;
    }

    /** From the nearest to the farthest. */
    void sort() {
        Arrays.sort(heap, 0, size);
    }

    int row(int place) {
        return (int) heap[place];
    }

    double distance(int place) {
        return Float.intBitsToFloat((int) (heap[place] >>> 32));
    }
}
