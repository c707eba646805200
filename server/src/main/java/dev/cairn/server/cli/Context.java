package dev.cairn.server.cli;

import dev.cairn.server.config.CairnConfig;
import dev.cairn.server.config.ConfigReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What every command starts from.
 *
 * @param environment variables of the process
 * @param terminal where to print
 */
record Context(Map<String, String> environment, Terminal terminal) {

    Path home() {
        return ConfigReader.home(environment);
    }

    CairnConfig config() {
        return ConfigReader.read(environment);
    }

    /** A client of the server that {@code CAIRN_URL} names, or of the one that runs on this machine. */
    Client client() {
        return new Client(
                named().or(() -> Instance.find(home()).map(Instance::url)).orElse("http://127.0.0.1:8080"));
    }

    /** A client of a server that answers, if there is one. */
    Optional<Client> runningServer() {
        return named().or(() -> Instance.find(home()).map(Instance::url))
                .map(Client::new)
                .filter(Client::ready);
    }

    private Optional<String> named() {
        return Optional.ofNullable(environment.get("CAIRN_URL")).filter(url -> !url.isBlank());
    }
}
