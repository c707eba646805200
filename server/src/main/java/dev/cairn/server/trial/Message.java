package dev.cairn.server.trial;

import dev.cairn.search.pruner.Verdict;
import dev.cairn.search.trial.Explanation;
import dev.cairn.trainers.Measurement;
import java.io.IOException;

/**
 * Everything that parent and child say to each other. {@code run} numbers the trials of one child, so that what was meant
 * for the trial before is recognised and ignored.
 */
sealed interface Message {
    int run();

    // From the parent.
    record Begin(int run, TrialTask task) implements Message {}

    record Judge(int run, int step, Verdict verdict) implements Message {}

    record Stop(int run) implements Message {}

    record Cancel(int run) implements Message {}

    // From the child.
    record Ready(int run, long pid) implements Message {}

    record Measured(int run, Measurement measurement) implements Message {}

    record Saved(int run, SavedCheckpoint checkpoint) implements Message {}

    record Said(int run, String line) implements Message {}

    /** It cannot go on for now; an empty reason says that it does. */
    record Waiting(int run, String reason) implements Message {}

    record Ended(int run, TrialEnd end) implements Message {}

    /** The frame of a message. */
    static Tree write(Message message) {
        Tree tree = Tree.empty().with("say", message.getClass().getSimpleName()).with("run", message.run());
        if (message instanceof Begin begin) {
            return tree.with("task", JobFrames.write(begin.task()));
        } else if (message instanceof Judge judge) {
            return tree.with("step", judge.step()).with("verdict", verdict(judge.verdict()));
        } else if (message instanceof Ready ready) {
            return tree.with("pid", ready.pid());
        } else if (message instanceof Measured measured) {
            return tree.with("measurement", measurement(measured.measurement()));
        } else if (message instanceof Saved saved) {
            return tree.with("checkpoint", checkpoint(saved.checkpoint()));
        } else if (message instanceof Said said) {
            return tree.with("line", said.line());
        } else if (message instanceof Waiting waiting) {
            return tree.with("reason", waiting.reason());
        } else if (message instanceof Ended ended) {
            return tree.with("end", EndFrames.write(ended.end()));
        }
        return tree;
    }

    static Message read(Tree tree) throws IOException {
        int run = tree.small("run");
        return switch (tree.text("say")) {
            case "Begin" -> new Begin(run, JobFrames.read(tree.tree("task")));
            case "Judge" -> new Judge(run, tree.small("step"), verdict(tree.tree("verdict")));
            case "Stop" -> new Stop(run);
            case "Cancel" -> new Cancel(run);
            case "Ready" -> new Ready(run, tree.whole("pid"));
            case "Measured" -> new Measured(run, measurement(tree.tree("measurement")));
            case "Saved" -> new Saved(run, checkpoint(tree.tree("checkpoint")));
            case "Said" -> new Said(run, tree.text("line"));
            case "Waiting" -> new Waiting(run, tree.text("reason"));
            case "Ended" -> new Ended(run, EndFrames.read(tree.tree("end")));
            default -> throw new MalformedFrame("unknown message '" + tree.text("say") + "'");
        };
    }

    private static Tree verdict(Verdict verdict) {
        if (verdict instanceof Verdict.Stop stop) {
            return explanation(stop.why()).with("kind", "stop");
        } else if (verdict instanceof Verdict.Pause pause) {
            return explanation(pause.why()).with("kind", "pause");
        }
        return Tree.empty().with("kind", "continue");
    }

    private static Verdict verdict(Tree tree) throws MalformedFrame {
        return switch (tree.text("kind")) {
            case "stop" -> new Verdict.Stop(explanation(tree));
            case "pause" -> new Verdict.Pause(explanation(tree));
            case "continue" -> new Verdict.Continue();
            default -> throw new MalformedFrame("unknown verdict '" + tree.text("kind") + "'");
        };
    }

    private static Tree explanation(Explanation why) {
        return Tree.empty().with("arm", why.arm()).with("reason", why.reason()).with("numbers", why.numbers());
    }

    private static Explanation explanation(Tree tree) throws MalformedFrame {
        return new Explanation(tree.text("arm"), tree.text("reason"), tree.reals("numbers"));
    }

    private static Tree measurement(Measurement measurement) {
        return Tree.empty()
                .with("step", measurement.step())
                .with("elapsed", measurement.elapsed().toNanos())
                .with("metrics", measurement.metrics())
                .with("perFold", measurement.perFold());
    }

    private static Measurement measurement(Tree tree) throws MalformedFrame {
        return new Measurement(
                tree.small("step"), tree.nanos("elapsed"), tree.reals("metrics"), tree.realLists("perFold"));
    }

    private static Tree checkpoint(SavedCheckpoint checkpoint) {
        return Tree.empty()
                .with("step", checkpoint.step())
                .with("path", checkpoint.path().toString())
                .with("sha256", checkpoint.sha256())
                .with("bytes", checkpoint.bytes());
    }

    private static SavedCheckpoint checkpoint(Tree tree) throws MalformedFrame {
        return new SavedCheckpoint(tree.small("step"), tree.path("path"), tree.text("sha256"), tree.whole("bytes"));
    }
}
