package dev.cairn.server.spec;

import dev.cairn.search.space.Parameter;
import dev.cairn.search.space.SearchSpace;
import dev.cairn.search.space.Value;
import dev.cairn.search.space.Values;
import dev.cairn.search.transfer.Origin;
import dev.cairn.search.transfer.Outline;
import dev.cairn.search.transfer.Portfolio;
import dev.cairn.server.spec.form.Fault.Code;
import dev.cairn.server.spec.form.Misfit;
import dev.cairn.store.StudyRecord;
import dev.cairn.trainers.Trainer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Finds the earlier studies that a new one may learn from, and takes the best of their configurations. */
final class WarmStarts {
    /** Studies that are not named are looked for among so many of the newest. */
    private static final int LOOKED_AT = 300;

    /** So many of the nearest are taken, and none that is further away. */
    private static final int NEAREST = 3;

    private static final double FAR = 0.5;

    /** Another data set is never as near as the same, however alike they look. */
    private static final double OTHER_DATA = 0.05;

    /** The best trials of a study that are looked at for some that fit into the space. */
    private static final int BEST = 200;

    private final EarlierStudies earlier;

    WarmStarts(EarlierStudies earlier) {
        this.earlier = earlier;
    }

    static void refuseGrid(Optional<WarmStartSpec> warmStart, SearchSpec search) {
        if (warmStart.isPresent() && search.strategy().equals("grid")) {
            throw new Misfit(
                    "warmStart",
                    "A grid is walked from its beginning and learns nothing.",
                    "Leave warmStart out, or take another search.strategy.");
        }
    }

    /**
     * The wish of a study with what is taken for it; a study that has its configurations keeps them. An earlier study of the very same data
     * need not be agreed with first.
     */
    Optional<WarmStartSpec> taken(
            Optional<WarmStartSpec> wish,
            SearchSpace space,
            Function<StudyRecord, Optional<Source>> sources,
            Complaints complaints) {
        if (wish.isEmpty() || wish.get().taken().isPresent()) {
            return wish;
        }
        WarmStartSpec open = wish.get();
        List<Origin> origins = open.automatic() ? nearest(sources) : named(open.studies(), sources, complaints);
        List<Outline> outlines = origins.stream()
                .filter(origin -> origin.distance() > 0)
                .flatMap(origin -> Outline.of(space, origin).stream())
                .toList();
        return Optional.of(open.with(Portfolio.of(space, origins, open.trials()), outlines));
    }

    /**
     * An earlier study that can be learned from.
     *
     * @param fitting puts its configurations into the words of the new space; empty for one that has no place there
     */
    record Source(StudyRecord study, double distance, Supplier<Function<Values, Optional<Values>>> fitting) {}

    private List<Origin> nearest(Function<StudyRecord, Optional<Source>> sources) {
        List<Origin> origins = new ArrayList<>();
        List<Source> near = earlier.newest(LOOKED_AT).stream()
                .flatMap(study -> sources.apply(study).stream())
                .filter(source -> source.distance() <= FAR)
                .sorted(Comparator.comparingDouble(Source::distance))
                .toList();
        for (Source source : near) {
            Origin origin = origin(source);
            if (origins.size() < NEAREST && !origin.results().isEmpty()) {
                origins.add(origin);
            }
        }
        return origins;
    }

    private List<Origin> named(
            List<String> names, Function<StudyRecord, Optional<Source>> sources, Complaints complaints) {
        List<Origin> origins = new ArrayList<>();
        for (String name : names) {
            Optional<StudyRecord> study = earlier.find(name);
            Optional<Source> source = study.flatMap(sources);
            if (study.isEmpty()) {
                complaints.add(
                        List.of("warmStart"),
                        Code.UNKNOWN_NAME,
                        "There is no study '" + name + "'.",
                        "'cairn studies' lists them.");
            } else if (source.isEmpty()) {
                complaints.add(
                        List.of("warmStart"),
                        Code.CONFLICT,
                        "Study '" + name
                                + "' searched something else: another task, or none of these models or parameters.",
                        "Name one with the same kind of target and one of the same models, or write warmStart: true.");
            } else {
                origins.add(origin(source.get()));
            }
        }
        return origins;
    }

    private Origin origin(Source source) {
        List<Origin.Result> results = new ArrayList<>();
        Function<Values, Optional<Values>> fitting = source.fitting().get();
        for (Origin.Result result : earlier.best(source.study(), BEST)) {
            fitting.apply(result.values()).ifPresent(values -> results.add(new Origin.Result(result.trial(), values)));
        }
        return new Origin(source.study().name(), source.distance(), results);
    }

    /** A study that is trained here; what it searched is resolved only when it is among the nearest. */
    static Source trained(StudyRecord study, double distance, Supplier<ResolvedStudy> before, ResolvedStudy fresh) {
        Set<String> names = fresh.trainers().stream().map(Trainer::name).collect(Collectors.toSet());
        return new Source(study, distance, () -> {
            ResolvedStudy source = before.get();
            return values -> {
                ResolvedStudy.Configuration configuration = source.configuration(values);
                return names.contains(configuration.trainer().name())
                        ? Optional.of(renamed(configuration, fresh))
                        : Optional.empty();
            };
        });
    }

    /** How far the data of two studies are apart; another data set is never as near as the same. */
    static double distance(MetaFeatures before, MetaFeatures fresh, boolean sameData) {
        double distance = before.distance(fresh);
        return sameData ? distance : Math.max(OTHER_DATA, distance);
    }

    /** All that the earlier trial was trained with, under the names of the new space. */
    private static Values renamed(ResolvedStudy.Configuration configuration, ResolvedStudy fresh) {
        String prefix = fresh.prefix(configuration.trainer());
        Map<String, Value> values = new LinkedHashMap<>();
        if (!prefix.isEmpty()) {
            values.put(ResolvedStudy.MODEL, Value.of(configuration.trainer().name()));
        }
        configuration.values().byName().forEach((name, value) -> values.put(prefix + name, value));
        return new Values(values);
    }

    /** How two studies of clients compare: by their parameters, since their data are not known here. */
    static Optional<Source> external(StudyRecord study, ExternalStudy before, ExternalStudy fresh) {
        Set<String> own = names(fresh.space());
        Set<String> both = new HashSet<>(own);
        both.retainAll(names(before.space()));
        Set<String> all = new HashSet<>(own);
        all.addAll(names(before.space()));
        if (both.isEmpty() || !before.spec().objective().equals(fresh.spec().objective())) {
            return Optional.empty();
        }
        double distance = Math.max(OTHER_DATA, 1 - (double) both.size() / all.size());
        return Optional.of(new Source(study, distance, () -> Optional::of));
    }

    private static Set<String> names(SearchSpace space) {
        return space.parameters().stream().map(Parameter::name).collect(Collectors.toSet());
    }
}
