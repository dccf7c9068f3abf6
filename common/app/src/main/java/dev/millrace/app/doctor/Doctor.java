package dev.millrace.app.doctor;

import dev.millrace.collect.DoctorFinding;
import dev.millrace.config.ConfigException;
import dev.millrace.config.ConfigProblem;
import dev.millrace.config.ConfigReader;
import dev.millrace.config.MillraceConfig;
import dev.millrace.config.StorePlace;
import dev.millrace.git.GitCheckup;
import dev.millrace.git.GitRepository;
import dev.millrace.github.GitHubCheckup;
import dev.millrace.github.GitHubSettings;
import dev.millrace.github.GitHubSite;
import dev.millrace.github.api.GitHubLimits;
import dev.millrace.http.ClockMeter;
import dev.millrace.http.ClockMeter.Skew;
import dev.millrace.http.HttpException;
import dev.millrace.http.HttpStatusException;
import dev.millrace.http.HttpTransport;
import dev.millrace.jira.JiraCheckup;
import dev.millrace.jira.JiraSettings;
import dev.millrace.jira.JiraSite;
import dev.millrace.store.FlowStore;
import dev.millrace.store.KnownFacts;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.OriginRules;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Examines everything that a {@code sync} and a {@code report} depend on. */
public final class Doctor {

    /** The version of Java that Millrace is made for; earlier ones cannot even start it. */
    private static final int JAVA = 17;

    /** Below, nothing is measurably wrong; hand-overs between tools take longer. */
    private static final Duration NOTABLE = Duration.ofSeconds(5);

    private static final Duration BAD = Duration.ofMinutes(1);

    private final Examination examination = new Examination();
    private final ConfigReader reader;
    private final InstantSource clock;
    private final @Nullable HttpTransport wire;
    private final Function<StorePlace, FlowStore> open;

    /**
     * For one examination.
     *
     * @param environment the environment variables
     * @param clock ours
     * @param wire calls the tools, or null to use no network
     * @param open opens a store of the newest schema for reading
     */
    public Doctor(
            Map<String, String> environment,
            InstantSource clock,
            @Nullable HttpTransport wire,
            Function<StorePlace, FlowStore> open) {
        this.reader = new ConfigReader(environment);
        this.clock = Objects.requireNonNull(clock, "clock");
        this.wire = wire;
        this.open = Objects.requireNonNull(open, "open");
    }

    /**
     * Examines what a configuration names.
     *
     * @param file the configuration, or null if there is none
     * @param store the store that was named on the command line, or null
     */
    public Examination examine(@Nullable Path file, @Nullable StorePlace store) {
        java();
        Optional<MillraceConfig> config = file == null ? Optional.empty() : config(file);
        if (file == null) {
            examination.skipped("configuration and tools: there is no millrace.yml");
        }
        StorePlace place =
                store != null ? store : config.map(MillraceConfig::store).orElse(null);
        if (place == null) {
            examination.skipped("store: its location cannot be read");
        } else {
            store(place, config.orElseGet(() -> MillraceConfig.ofStore(place)));
        }
        return examination;
    }

    /** Examines only what a store holds: what the definition has to guess, and whether production is known. */
    public static Examination ofStore(Definition definition, KnownFacts store) {
        Examination examination = new Examination();
        new FlowExamination(definition, store, examination).run();
        return examination;
    }

    private void java() {
        int version = Runtime.version().feature();
        String what = "Java " + version + " (" + System.getProperty("java.vendor", "unknown vendor") + ")";
        if (version < JAVA) {
            examination.add(DoctorFinding.error(
                    "java-too-old", what, what, "Millrace needs Java " + JAVA + ".", "Install a newer one."));
        } else {
            examination.sound(what);
        }
    }

    /** The tokens are looked up where there is a network to use them on; whether they are there is said in any case. */
    private Optional<MillraceConfig> config(Path file) {
        try {
            MillraceConfig config = reader.read(file);
            config.warnings().forEach(this::add);
            examination.sound("the configuration " + file);
            clones(config);
            tools(config);
            return Optional.of(config);
        } catch (ConfigException e) {
            e.problems().forEach(this::add);
            examination.skipped("the tools: the configuration has mistakes");
            return withoutTokens(file);
        }
    }

    private Optional<MillraceConfig> withoutTokens(Path file) {
        try {
            return Optional.of(reader.readWithoutTokens(file));
        } catch (ConfigException e) {
            return Optional.empty();
        }
    }

    private void add(ConfigProblem problem) {
        boolean error = problem.severity() == ConfigProblem.Severity.ERROR;
        String what = (problem.path().isEmpty() ? "" : problem.path() + ": ") + problem.message();
        examination.add(
                error
                        ? DoctorFinding.error(
                                "configuration",
                                problem.place().toString(),
                                what,
                                "Nothing is collected until all mistakes are corrected.",
                                "See docs/configuration.md.")
                        : DoctorFinding.warning(
                                "configuration", problem.place().toString(), what, "It works nevertheless.", ""));
    }

    private void clones(MillraceConfig config) {
        for (GitRepository clone : config.git()) {
            List<DoctorFinding> found = GitCheckup.of(clone, clock);
            examination.addAll(found);
            if (found.isEmpty()) {
                examination.sound(clone.path() + ": can be read as configured");
            }
        }
    }

    private void tools(MillraceConfig config) {
        if (wire == null) {
            examination.skipped("the tools: --offline");
            return;
        }
        ClockMeter meter = new ClockMeter(wire, clock);
        for (JiraSite site : config.jira()) {
            site(
                    site.tool().toString(),
                    site.url(),
                    () -> JiraCheckup.of(JiraSettings.of(site), config.publish().permissions(), meter));
        }
        for (GitHubSite site : config.github()) {
            site(
                    site.tool() + " (" + String.join(", ", site.repositories()) + ")",
                    site.apiUrl(),
                    () -> GitHubCheckup.of(
                            GitHubSettings.of(site, OriginRules.STANDARD), new GitHubLimits(meter), clock));
        }
        meter.skews().forEach(this::clock);
    }

    private void site(String name, URI address, Supplier<List<DoctorFinding>> checkup) {
        try {
            List<DoctorFinding> found = checkup.get();
            examination.addAll(found);
            if (found.stream().allMatch(finding -> finding.severity() == DoctorFinding.Severity.NOTE)) {
                examination.sound(name + ": can be read as configured");
            }
        } catch (HttpStatusException e) {
            boolean limited = e.status() == 429;
            examination.add(DoctorFinding.error(
                    limited ? "limited" : "server-error",
                    Reachability.host(address),
                    String.valueOf(e.getMessage()),
                    "It is unknown what this token may see.",
                    limited
                            ? "Try again later."
                            : "Try again later. If it stays, ask the administrator of the server."));
        } catch (HttpException e) {
            examination.add(Reachability.of(address, e));
        }
    }

    private void clock(Skew skew) {
        Duration certain = skew.certain();
        if (certain.compareTo(NOTABLE) < 0) {
            examination.sound("the clock of " + skew.host() + " agrees with ours (" + bounds(skew) + ")");
            return;
        }
        String what = "the clock of " + skew.host() + " is "
                + (skew.atLeast().isNegative() ? "behind" : "ahead of") + " ours by " + certain.toSeconds()
                + " s at least (" + bounds(skew) + ")";
        String why = "Each tool uses its own clock. Waiting time between two tools is wrong by this "
                + "difference, and hand-offs with a negative time are contradictory.";
        String action =
                "Synchronise both machines with a time server (NTP). What is already stored stays as " + "it is.";
        examination.add(
                certain.compareTo(BAD) < 0
                        ? DoctorFinding.warning("clock-skew", skew.host(), what, why, action)
                        : DoctorFinding.error("clock-skew", skew.host(), what, why, action));
    }

    private static String bounds(Skew skew) {
        return "between " + seconds(skew.atLeast()) + " and " + seconds(skew.atMost()) + " s ahead";
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%+.1f", duration.toMillis() / 1000.0);
    }

    private void store(StorePlace place, MillraceConfig config) {
        if (!StoreExamination.into(examination, place)) {
            examination.skipped("guesses and production environments: there is no store that can be read");
            return;
        }
        Definition definition = config.definition();
        try (FlowStore store = open.apply(place)) {
            new FlowExamination(definition, store, examination).run();
            new LostFigures(definition, store, config.zone(), clock, examination).run();
        }
    }
}
