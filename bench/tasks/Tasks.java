package dev.cairn.bench;

import dev.cairn.search.space.Choice;
import dev.cairn.search.space.Expression;
import dev.cairn.search.space.Int;
import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.Real;
import dev.cairn.search.space.Scale;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** The tasks of a search-bench folder by name: {@code lcb-…}, {@code xgb-…}, {@code rpart-…}, {@code cash-…} and the synthetic five. */
public final class Tasks {
    /** A full training of an LCBench network. */
    private static final int EPOCHS = 50;

    private final Map<String, Task> byName = new LinkedHashMap<>();
    private final Map<String, Object> lists;

    private Tasks(Map<String, Object> lists) {
        this.lists = lists;
    }

    /** Reads all tasks; {@code folder} is that of search-bench. */
    public static Tasks of(Path folder) throws IOException {
        Tasks tasks = new Tasks(Json.map(Json.read(folder.resolve("tasks.json"))));
        Synthetic.all().forEach(tasks::add);
        Path data = folder.resolve("data");
        tasks.addNetworks(new Surrogate(data.resolve("yahpo_lcbench")));
        Surrogate boosting = new Surrogate(data.resolve("yahpo_rbv2_xgboost"));
        Surrogate trees = new Surrogate(data.resolve("yahpo_rbv2_rpart"));
        tasks.addLearner("xgb-", boosting);
        tasks.addLearner("rpart-", trees);
        for (String instance : boosting.instances()) {
            if (trees.instances().contains(instance)) {
                tasks.addChoiceOfLearner(instance, boosting, trees);
            }
        }
        return tasks;
    }

    public Task named(String name) {
        Task task = byName.get(name);
        if (task == null) {
            throw new IllegalArgumentException("no task '%s'; for example %s".formatted(name, lists));
        }
        return task;
    }

    public Collection<Task> all() {
        return byName.values();
    }

    /** {@code dev}, its halves {@code flat} and {@code conditional}, {@code synth}, or {@code both} of dev and synth. */
    public List<Task> group(String name) {
        return switch (name) {
            case "flat" -> group("dev").stream().filter(task -> !task.conditional()).toList();
            case "conditional" -> group("dev").stream().filter(Task::conditional).toList();
            case "both" -> java.util.stream.Stream.of("dev", "synth").flatMap(g -> group(g).stream()).toList();
            default -> Json.texts(Optional.ofNullable(lists.get(name)).orElseThrow(() ->
                    new IllegalArgumentException("no group '%s' in %s".formatted(name, lists.keySet()))))
                    .stream().map(this::named).toList();
        };
    }

    private void add(Task task) {
        byName.put(task.name(), task);
    }

    /** LCBench within what its surrogate was fitted on: 1 to 4 layers, weight decay from 5e-5. */
    private void addNetworks(Surrogate surrogate) {
        List<Parameter> axes = new ArrayList<>();
        for (Object one : surrogate.hyperparameters()) {
            Map<String, Object> h = new LinkedHashMap<>(Json.map(one));
            if (h.get("name").equals("num_layers")) {
                h.put("high", 4.0);
            } else if (h.get("name").equals("weight_decay")) {
                h.put("low", 5e-5);
            }
            if (!h.get("name").equals("epoch")) {
                axes.add(parameter("", h, Optional.empty()));
            }
        }
        SearchSpace space = new SearchSpace(axes, List.of());
        int accuracy = surrogate.output("val_accuracy");
        for (String instance : surrogate.instances()) {
            add(new Task("lcb-" + instance, space, EPOCHS, (values, epoch) -> {
                Map<String, Object> config = values.raw();
                config.put("epoch", epoch + 1);
                return 100 - surrogate.predict(config, instance)[accuracy];
            }));
        }
    }

    private void addLearner(String prefix, Surrogate surrogate) {
        SearchSpace space = new SearchSpace(axes("", surrogate, Optional.empty()), List.of());
        for (String instance : surrogate.instances()) {
            add(new Task(prefix + instance, space, 1, (values, epoch) -> error(surrogate, instance, values.raw())));
        }
    }

    /** Choose the learner, then its parameters (combined algorithm selection and hyperparameter optimisation). */
    private void addChoiceOfLearner(String instance, Surrogate boosting, Surrogate trees) {
        List<Parameter> axes = new ArrayList<>();
        axes.add(Choice.of("learner", "xgboost", "rpart"));
        axes.addAll(axes("xgboost.", boosting, Optional.of(Expression.parse("learner == 'xgboost'"))));
        axes.addAll(axes("rpart.", trees, Optional.of(Expression.parse("learner == 'rpart'"))));
        add(new Task("cash-" + instance, new SearchSpace(axes, List.of()), 1, (values, epoch) -> {
            String learner = values.text("learner");
            Map<String, Object> config = new LinkedHashMap<>();
            values.raw().forEach((name, value) -> {
                if (name.startsWith(learner + ".")) {
                    config.put(name.substring(learner.length() + 1), value);
                }
            });
            return error(learner.equals("xgboost") ? boosting : trees, instance, config);
        }));
    }

    private static double error(Surrogate surrogate, String instance, Map<String, Object> config) {
        config.put("trainsize", 1.0);
        config.put("repl", 10);
        return 1 - surrogate.predict(config, instance)[surrogate.output("acc")];
    }

    /** Without the fidelities, and without the dart booster, on which the surrogate extrapolates. */
    private static List<Parameter> axes(String prefix, Surrogate surrogate, Optional<Expression> chosen) {
        List<Parameter> axes = new ArrayList<>();
        for (Object one : surrogate.hyperparameters()) {
            Map<String, Object> h = Json.map(one);
            String name = (String) h.get("name");
            if (!Set.of("trainsize", "repl", "rate_drop", "skip_drop").contains(name)) {
                axes.add(parameter(prefix, h, when(prefix, name, surrogate.conditions(), chosen)));
            }
        }
        return axes;
    }

    private static Optional<Expression> when(
            String prefix, String child, List<Object> conditions, Optional<Expression> chosen) {
        Optional<Expression> all = chosen;
        for (Object one : conditions) {
            Map<String, Object> condition = Json.map(one);
            if (condition.get("child").equals(child)) {
                List<String> terms = Json.texts(condition.get("values")).stream()
                        .filter(value -> !value.equals("dart"))
                        .map(value -> "%s%s == '%s'".formatted(prefix, condition.get("parent"), value))
                        .toList();
                Expression any = Expression.parse(String.join(" or ", terms));
                all = Optional.of(all.map(before -> before.and(any)).orElse(any));
            }
        }
        return all;
    }

    private static Parameter parameter(String prefix, Map<String, Object> h, Optional<Expression> when) {
        String name = prefix + h.get("name");
        if (h.get("type").equals("categorical")) {
            List<Value> levels = Json.texts(h.get("choices")).stream()
                    .filter(level -> !level.equals("dart"))
                    .map(level -> (Value) new Value.Text(level))
                    .toList();
            return new Choice(name, levels, Optional.empty(), when);
        }
        Scale scale = h.get("log").equals(true) ? Scale.LOG : Scale.LINEAR;
        double low = Json.number(h.get("low"));
        double high = Json.number(h.get("high"));
        return h.get("type").equals("int")
                ? new Int(name, (long) low, (long) high, scale, 1, Optional.empty(), when)
                : new Real(name, low, high, scale, OptionalDouble.empty(), Optional.empty(), when);
    }
}
