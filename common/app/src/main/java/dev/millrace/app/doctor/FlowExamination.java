package dev.millrace.app.doctor;

import dev.millrace.app.stream.StreamGuesses;
import dev.millrace.app.stream.StreamService;
import dev.millrace.chain.ProductionRuns;
import dev.millrace.chain.UnreadDeployments;
import dev.millrace.collect.DoctorFinding;
import dev.millrace.collect.DoctorFinding.StateRule;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Attribute;
import dev.millrace.model.Knowledge;
import dev.millrace.store.KnownFacts;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.Guess;
import dev.millrace.valuestream.MappedStage;
import dev.millrace.valuestream.ProductionRule;
import dev.millrace.valuestream.ValueStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Looks at what the definition has to guess about what was collected. */
final class FlowExamination {

    private static final Knowledge EVERYTHING = new Knowledge(Instant.MAX, Instant.MAX);
    private static final int MOST_CANDIDATES = 5;
    private static final Pattern BEFORE = Pattern.compile("(?i)\\b(pre|non|not)[ _-]?(prod|production|live)");
    private static final Pattern LIKELY = Pattern.compile("(?i)(^|[^a-z])(prod|production|live|prd|main)([^a-z]|$)");

    private final Definition definition;
    private final KnownFacts store;
    private final Examination examination;

    FlowExamination(Definition definition, KnownFacts store, Examination examination) {
        this.definition = definition;
        this.store = store;
        this.examination = examination;
    }

    void run() {
        definition.streams().forEach(this::guesses);
        StreamService.guesses(definition, store).streams().forEach(this::resolutions);
        production();
        unread();
    }

    private void unread() {
        UnreadDeployments.counts(store, EVERYTHING, definition).forEach((repository, count) -> {
            if (count.unread() == 0) {
                examination.sound(repository + ": the commits of all deployments to production are captured");
            } else {
                examination.add(DoctorFinding.warning(
                        "unread-deployments",
                        repository,
                        "the commits of " + count.unread() + " of " + count.all()
                                + " deployments to production are not captured",
                        "What these deployments contain is unknown. If one of them may contain a change, it "
                                + "is unknown when that change reached production.",
                        "Run millrace sync: it reads the history of what was deployed from other branches. "
                                + "If the finding stays, GitHub no longer has these commits; see docs/github.md."));
            }
        });
    }

    private void guesses(ValueStream stream) {
        List<Guess> guesses = Guess.guesses(stream, store.states(EVERYTHING));
        if (guesses.isEmpty()) {
            examination.sound("stream " + stream.id() + ": no state is guessed");
        }
        for (Guess guess : guesses) {
            String state = "\"" + guess.state().name() + "\""
                    + (guess.state().id() == null ? "" : " (id " + guess.state().id() + ")") + " of " + guess.tool();
            String where = "stream " + stream.id() + ", projects " + String.join(", ", guess.projects());
            MappedStage mapped = guess.mapped();
            if (mapped == null) {
                examination.add(DoctorFinding.warning(
                        "unmapped-state",
                        where,
                        "no stage is defined for " + state,
                        "Time in it is unmapped: the flow efficiency of its items is unknown.",
                        "Map it in valueStream, see docs/value-stream.md."));
            } else {
                DoctorFinding finding = DoctorFinding.note(
                        "guessed-state",
                        where,
                        state + " is mapped to " + mapped.stage().name() + " ("
                                + mapped.stage().kind().name().toLowerCase(Locale.ROOT)
                                + "), guessed from its name",
                        "If the guess is wrong, waiting time counts as active time, or the other way round.",
                        "Write the correct stage into valueStream; then nothing is guessed.");
                examination.add(finding.helpedBy(List.of(new StateRule(
                        stream.id(), guess.state().name(), mapped.stage().id()))));
            }
        }
    }

    /** Resolutions of which no rule says what they mean. */
    private void resolutions(StreamGuesses.OfStream stream) {
        if (stream.resolutions().isEmpty()) {
            examination.sound("stream " + stream.stream() + ": no resolution is guessed");
        }
        for (StreamGuesses.Resolution resolution : stream.resolutions()) {
            examination.add(DoctorFinding.note(
                    "guessed-resolution",
                    "stream " + stream.stream(),
                    "the resolution \"" + resolution.name() + "\""
                            + (resolution.id() == null ? "" : " (id " + resolution.id() + ")") + " of "
                            + resolution.tool() + " counts as "
                            + (resolution.delivered() ? "delivered" : "not delivered") + ", because no rule names it: "
                            + resolution.items() + (resolution.items() == 1 ? " issue" : " issues"),
                    "If the guess is wrong, cancelled work counts as delivered, or the other way round.",
                    "Name it under delivered or notDelivered of the stream; see docs/value-stream.md."));
        }
    }

    /** An environment that was deployed to. */
    private static final class Environment {
        private final String name;
        private long deployments;
        private Instant last = Instant.MIN;

        Environment(String name) {
            this.name = name;
        }

        boolean likely() {
            return LIKELY.matcher(name).find() && !BEFORE.matcher(name).find();
        }

        long deployments() {
            return deployments;
        }

        Instant last() {
            return last;
        }
    }

    private void production() {
        Map<String, Environment> environments = new TreeMap<>();
        ProductionRuns places = ProductionRuns.of(definition, store, EVERYTHING);
        Map<ProductionRule, SortedMap<String, Long>> known = new TreeMap<>();
        for (ArtifactKind kind : List.of(ArtifactKind.DEPLOYMENT, ArtifactKind.BUILD)) {
            store.forEachArtifact(kind, EVERYTHING, history -> {
                note(history.snapshot(), environments);
                places.rule(history)
                        .ifPresent(rule -> known.computeIfAbsent(rule, unseen -> new TreeMap<>())
                                .merge(environment(history.snapshot()), 1L, Long::sum));
            });
        }
        if (!known.isEmpty()) {
            known.forEach((rule, names) -> examination.sound("production by " + rule.label() + ": "
                    + names.entrySet().stream()
                            .limit(MOST_CANDIDATES)
                            .map(name -> "\"" + name.getKey() + "\" (" + name.getValue() + ")")
                            .collect(Collectors.joining(", "))));
        } else if (environments.isEmpty()) {
            examination.add(DoctorFinding.note(
                    "no-deployments",
                    "deployments",
                    "no deployment was collected",
                    "The DORA metrics are unknown, and items are done by their status alone.",
                    "Deployments come from GitHub (permission Deployments: read), or from Jenkins stages "
                            + "that name what they deploy and where; see docs/jenkins.md. Releases of GitHub stand for "
                            + "deployments by themselves if a repository has none; tags and workflow runs do if "
                            + "you say so: github, deployments: [{tag: v*}] or [{workflow: deploy.yml}]."));
        } else {
            String candidates = environments.values().stream()
                    .sorted(Comparator.comparing((Environment one) -> !one.likely())
                            .thenComparing(Comparator.comparing(Environment::deployments)
                                    .reversed())
                            .thenComparing(
                                    Comparator.comparing(Environment::last).reversed()))
                    .limit(MOST_CANDIDATES)
                    .map(one -> "\"" + one.name + "\" (" + one.deployments
                            + (one.deployments == 1 ? " deployment" : " deployments") + ", last "
                            + one.last.toString().substring(0, 10) + (one.likely() ? ", probably by its name" : "")
                            + ")")
                    .collect(Collectors.joining(", "));
            examination.add(DoctorFinding.warning(
                    "no-production",
                    "deployments",
                    "no environment is known to be production",
                    "Lead time for changes and the other DORA metrics are unknown (no production "
                            + "environment), and items are done by their status alone.",
                    "Define it in valueStream, services, environments: {name: ..., production: true}. "
                            + "Candidates: "
                            + candidates + "."));
        }
    }

    private static void note(ArtifactSnapshot snapshot, Map<String, Environment> environments) {
        for (String name : snapshot.attributes().getOrDefault(Attribute.ENVIRONMENT, List.of())) {
            Environment environment = environments.computeIfAbsent(name, Environment::new);
            environment.deployments++;
            environment.last = environment.last.isAfter(snapshot.createdAt()) ? environment.last : snapshot.createdAt();
        }
    }

    /** Where something is deployed to; by its job if it does not say so. */
    private static String environment(ArtifactSnapshot snapshot) {
        List<String> names = snapshot.attributes().getOrDefault(Attribute.ENVIRONMENT, List.of());
        return names.isEmpty() ? snapshot.project() : names.get(0);
    }
}
