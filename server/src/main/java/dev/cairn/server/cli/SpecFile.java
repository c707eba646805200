package dev.cairn.server.cli;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * A specification as a file on this machine. The server judges it; here only the few scalars are read that decide what
 * to upload beside it.
 */
record SpecFile(Path path, String text) {

    static SpecFile read(Path path) {
        try {
            return new SpecFile(path, Files.readString(path, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw new CommandFailure(ExitCode.USAGE, "there is no file " + path, e);
        } catch (MalformedInputException e) {
            throw new CommandFailure(ExitCode.USAGE, path + " is not UTF-8 text", e);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "cannot read " + path + ": " + e.getMessage(), e);
        }
    }

    /** The text of a top-level scalar such as {@code name}, when the file has one. */
    Optional<String> scalar(String key) {
        return node(key).map(ScalarNode::getValue);
    }

    /** The same file with another value for a top-level scalar; lines and columns after it stay where they were on other lines. */
    SpecFile with(String key, String value) {
        ScalarNode node = node(key).orElseThrow(() -> new IllegalArgumentException("no '" + key + "' in " + path));
        int start = offset(node.getStartMark().orElseThrow());
        int end = offset(node.getEndMark().orElseThrow());
        return new SpecFile(path, text.substring(0, start) + value + text.substring(end));
    }

    private int offset(Mark mark) {
        // A mark counts code points; the text is indexed by UTF-16 units.
        return text.offsetByCodePoints(0, Math.min(mark.getIndex(), text.codePointCount(0, text.length())));
    }

    private Optional<ScalarNode> node(String key) {
        Optional<Node> root;
        try {
            root = new Compose(LoadSettings.builder().setUseMarks(true).build()).composeString(text);
        } catch (YamlEngineException e) {
            // Not readable as YAML: the server says where and why.
            return Optional.empty();
        }
        if (root.isEmpty() || !(root.get() instanceof MappingNode mapping)) {
            return Optional.empty();
        }
        return mapping.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key))
                .map(NodeTuple::getValueNode)
                .filter(ScalarNode.class::isInstance)
                .map(ScalarNode.class::cast)
                .findFirst();
    }
}
