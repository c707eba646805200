package dev.cairn.server.trial;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The child JVM's main program: takes trials from its parent, one after the other, until the parent goes away. The
 * arguments are none; see {@link ChildCommand} for how it is started.
 */
public final class TrialMain {
    private TrialMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        InputStream frames = new FileInputStream(FileDescriptor.in);
        // Nobody else may read what the parent says.
        System.setIn(InputStream.nullInputStream());
        FrameChannel channel = new FrameChannel(frames, new FileOutputStream(ChildCommand.FRAME_DESCRIPTOR));
        ParentLink link = new ParentLink(channel);
        link.start();
        TrialWork work = new TrialWork(link);
        while (true) {
            work.run(link.next());
        }
    }
}
