package dev.cairn.trainers.tribuo;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.tribuo.Model;

/** How a model of Tribuo's came to be. */
public final class Provenances {
    private Provenances() {}

    /** The trainer with all its settings, on one line: the XML that Tribuo's configurations are read from, which makes the same trainer again. */
    public static String of(Model<?> model) {
        ConfigurationManager manager = new ConfigurationManager();
        manager.addConfiguration(
                ProvenanceUtil.extractConfiguration(model.getProvenance().getTrainerProvenance()));
        try {
            ByteArrayOutputStream xml = new ByteArrayOutputStream();
            manager.save(xml, "xml", true);
            return xml.toString(StandardCharsets.UTF_8)
                    .replaceAll("\\s*\\R\\s*", " ")
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
