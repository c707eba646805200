package dev.cairn.server.drill;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What can happen to a process. */
enum Fault {
    WORKER_KILLED,
    SERVER_KILLED,
    POSTMASTER_KILLED,
    BACKEND_KILLED,
    /** Stopped for longer than a lease, then let go on: a zombie. */
    WORKER_STOPPED;

    /** How often each happens, in a random order. */
    static List<Fault> shuffled(int workers, int servers, int postmasters, int backends, int stops, long seed) {
        List<Fault> faults = new ArrayList<>();
        faults.addAll(Collections.nCopies(workers, WORKER_KILLED));
        faults.addAll(Collections.nCopies(servers, SERVER_KILLED));
        faults.addAll(Collections.nCopies(postmasters, POSTMASTER_KILLED));
        faults.addAll(Collections.nCopies(backends, BACKEND_KILLED));
        faults.addAll(Collections.nCopies(stops, WORKER_STOPPED));
        Collections.shuffle(faults, new Random(seed));
        return faults;
    }
}
