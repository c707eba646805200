package dev.cairn.server;

import dev.cairn.server.CairnServer.Role;
import dev.cairn.server.config.CairnConfig;
import dev.cairn.server.config.ConfigReader;
import dev.cairn.server.drill.SideLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * A server, a worker or both, as the command line starts them, with a side log around the store of trials. Arguments: the role, the side log, and
 * {@code fenced} or {@code unfenced}. When it is up it says so in {@code up} in its home: process id, then URL.
 */
public final class DrillMain {
    private DrillMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        CairnConfig config = ConfigReader.read(System.getenv());
        System.setProperty("cairn.logs", config.home().resolve("logs").toString());
        System.setProperty("logback.configurationFile", "logback-server.xml");
        SideLog log = new SideLog(
                Path.of(arguments[1]),
                arguments[2].equals("fenced") ? Optional.empty() : Optional.of(unfenced(config)));
        CairnServer running = CairnServer.start(config, roles(arguments[0]), log::around);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            running.close();
                            ended.countDown();
                        },
                        "shutdown"));
        Path said = Files.writeString(
                config.home().resolve("up.new"), ProcessHandle.current().pid() + " " + running.url());
        Files.move(said, config.home().resolve("up"), StandardCopyOption.ATOMIC_MOVE);
        ended.await();
    }

    private static SideLog.Unfenced unfenced(CairnConfig config) {
        CairnConfig.ExternalDatabase at = config.database().orElseThrow();
        String sql = "UPDATE result SET attempt = ?, objective = ? WHERE study_id = ? AND trial = ?";
        return (attempt, objective) -> {
            try (Connection connection = DriverManager.getConnection(
                            "jdbc:postgresql://" + at.host() + ":" + at.port() + "/" + at.name(),
                            at.user(),
                            Files.readString(at.passwordFile().orElseThrow()).strip());
                    PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setInt(1, attempt.attempt());
                statement.setDouble(2, objective);
                statement.setObject(3, attempt.study());
                statement.setInt(4, attempt.trial());
                statement.executeUpdate();
            } catch (SQLException | IOException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private static Set<Role> roles(String name) {
        return switch (name) {
            case "server" -> EnumSet.of(Role.SERVER);
            case "worker" -> EnumSet.of(Role.WORKER);
            case "up" -> EnumSet.allOf(Role.class);
            default -> throw new IllegalArgumentException(name);
        };
    }
}
