package dev.cairn.trainers.split;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Seeds of independent random streams, each a function of where it is used: no stream is ever carried over, saved or shared. */
public final class Seeds {
    private Seeds() {}

    /** The seed for this purpose, under another seed; {@code places} tell streams of one purpose apart, such as fold and epoch. */
    public static long of(long seed, String purpose, long... places) {
        long mixed = mix(seed);
        for (byte letter : purpose.getBytes(StandardCharsets.UTF_8)) {
            mixed = mix(mixed ^ letter);
        }
        for (long place : places) {
            mixed = mix(mixed ^ place);
        }
        return mixed;
    }

    public static SplittableRandom random(long seed, String purpose, long... places) {
        return new SplittableRandom(of(seed, purpose, places));
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014, §4), over a step of the golden ratio. */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
