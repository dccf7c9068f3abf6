package dev.millrace.config;

import dev.millrace.jira.IssueWrites;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the {@code publish} part of {@code millrace.yml}. */
final class PublishReader {

    private static final int MOST_DAYS = 3_660;

    private PublishReader() {}

    /**
     * The settings that have no mistake; what is wrong with the others has been reported.
     *
     * @param folder what relative paths are relative to
     * @param serve what the hub is, for links lead there
     */
    static PublishSettings read(YamlNode node, Path folder, ServeSettings serve) {
        return node.mapping("jira", "report", "days")
                .map(publish -> {
                    Optional<IssueWrites> jira =
                            publish.get("jira").flatMap(value -> Values.choice(value, IssueWrites.values()));
                    publish.get("jira")
                            .filter(value -> jira.map(IssueWrites::link).orElse(false)
                                    && serve.url().isEmpty())
                            .ifPresent(value -> value.error(
                                    "a link needs a target: write serve: {url: ...}, where people reach the hub"));
                    return new PublishSettings(
                            jira.orElse(IssueWrites.NONE),
                            publish.get("report").flatMap(value -> ServeReader.path(value, folder)),
                            publish.get("days")
                                    .flatMap(value -> value.integer(1, MOST_DAYS))
                                    .orElse(PublishSettings.DEFAULT_DAYS));
                })
                .orElseGet(PublishSettings::nothing);
    }
}
