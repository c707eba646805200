package dev.cairn.server.trial;

import dev.cairn.server.trial.TrialLab.Ear;
import java.nio.file.Path;

/** A parent to be killed: starts a trial that never ends and says which process runs it. */
public final class ParentMain {
    static final String CHILD = "child ";

    private ParentMain() {}

    public static void main(String[] arguments) throws Exception {
        try (TrialLab lab = new TrialLab(Path.of(arguments[0]))) {
            Ear ear = new Ear();
            TrialProcess process = lab.lease();
            process.run(lab.probe("deaf"), ear);
            ear.firstMeasurement();
            System.out.println(CHILD + process.pid());
            ear.end();
        }
    }
}
