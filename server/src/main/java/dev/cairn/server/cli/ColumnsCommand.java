package dev.cairn.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code cairn data columns NAME zip=categorical grade=ordinal:low,mid,high}: what columns are, for all studies to come. */
@Command(
        name = "columns",
        description = "Say once what columns of a dataset are; studies to come read them so unless they say otherwise.")
final class ColumnsCommand extends ContextCommand {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Parameters(index = "0", paramLabel = "NAME", description = "The dataset's name.")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Parameters(
            index = "1..*",
            paramLabel = "COLUMN=KIND",
            description =
                    "numeric, categorical, boolean, text, identifier, ignore, ordinal:LOW,…,HIGH, datetime:PATTERN;"
                            + " auto takes back what was said. None shows what is said.")
    private List<String> said = List.of();

    ColumnsCommand(Context context) {
        super(context);
    }

    @Override
    public Integer call() {
        String path = "/datasets/" + Client.segment(name);
        JsonNode now = context().client().get(path).path("said");
        if (!said.isEmpty()) {
            ObjectNode columns = now.isObject() ? now.deepCopy() : JSON.createObjectNode();
            said.forEach(each -> say(columns, each));
            ObjectNode body = JSON.createObjectNode();
            body.set("columns", columns);
            now = context().client().patchJson(path, body).path("said");
        }
        now.properties()
                .forEach(setting -> terminal()
                        .print(setting.getKey() + " = "
                                + (setting.getValue().isTextual()
                                        ? setting.getValue().asText()
                                        : setting.getValue().toString())));
        return ExitCode.OK;
    }

    private static void say(ObjectNode columns, String text) {
        int equals = text.lastIndexOf('=');
        if (equals < 1) {
            throw new CommandFailure(ExitCode.USAGE, "write COLUMN=KIND, got '" + text + "'");
        }
        String column = text.substring(0, equals);
        String[] kind = text.substring(equals + 1).split(":", 2);
        if (kind[0].equals("auto")) {
            columns.remove(column);
        } else if (kind.length == 1) {
            columns.put(column, kind[0]);
        } else if (kind[0].equals("ordinal")) {
            ObjectNode ordinal = columns.putObject(column).put("kind", "ordinal");
            List.of(kind[1].split(",", -1)).forEach(ordinal.putArray("order")::add);
        } else {
            columns.putObject(column).put("kind", kind[0]).put("format", kind[1]);
        }
    }
}
