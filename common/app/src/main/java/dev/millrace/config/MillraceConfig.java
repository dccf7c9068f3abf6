package dev.millrace.config;

import dev.millrace.git.GitRepository;
import dev.millrace.github.GitHubSite;
import dev.millrace.http.NetworkSettings;
import dev.millrace.jira.JiraSite;
import dev.millrace.valuestream.Definition;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

/**
 * What {@code millrace.yml} says.
 *
 * @param store where everything is kept
 * @param zone the zone in which dates are read and days and weeks begin
 * @param zoneGiven false if the file names no zone, so that {@code zone} is the default; reports say so
 * @param jira the Jira sites to collect from
 * @param github the GitHub repositories to collect from
 * @param git the clones to collect commits from
 * @param definition how work flows; the default where the file says nothing of it
 * @param serve how the hub runs
 * @param publish what is shown in other tools
 * @param network how hosts are reached
 * @param warnings what is doubtful in the file
 */
public record MillraceConfig(
        StorePlace store,
        ZoneId zone,
        boolean zoneGiven,
        List<JiraSite> jira,
        List<GitHubSite> github,
        List<GitRepository> git,
        Definition definition,
        ServeSettings serve,
        PublishSettings publish,
        NetworkSettings network,
        List<ConfigProblem> warnings) {

    /** Copies the lists. */
    public MillraceConfig {
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(zone, "zone");
        jira = List.copyOf(jira);
        Objects.requireNonNull(definition, "definition");
        Objects.requireNonNull(serve, "serve");
        Objects.requireNonNull(publish, "publish");
        Objects.requireNonNull(network, "network");
        github = List.copyOf(github);
        git = List.copyOf(git);
        warnings = List.copyOf(warnings);
    }

    /** Whether there is anything to collect from. A hub that builds report to, or a store that is only read, needs none. */
    public boolean collects() {
        return !jira.isEmpty() || !github.isEmpty() || !git.isEmpty();
    }

    /** What holds where there is a store and no file. */
    public static MillraceConfig ofStore(StorePlace store) {
        return new MillraceConfig(
                store,
                ZoneOffset.UTC,
                false,
                List.of(),
                List.of(),
                List.of(),
                Definition.standard(),
                ServeSettings.none(),
                PublishSettings.nothing(),
                NetworkSettings.none(),
                List.of());
    }

    /** What holds where a program brings its store and its definition. */
    public static MillraceConfig of(Definition definition, ZoneId zone) {
        MillraceConfig none = ofStore(new StorePlace.File(Path.of("")));
        return new MillraceConfig(
                none.store,
                zone,
                true,
                none.jira,
                none.github,
                none.git,
                definition,
                none.serve,
                none.publish,
                none.network,
                none.warnings);
    }

    /** The same with another store. */
    public MillraceConfig withStore(StorePlace other) {
        return new MillraceConfig(
                other, zone, zoneGiven, jira, github, git, definition, serve, publish, network, warnings);
    }
}
