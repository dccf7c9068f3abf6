package dev.millrace.config;

import dev.millrace.jira.IssueWrites;
import dev.millrace.words.Quoted;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads the {@code publish} part of {@code millrace.yml}. */
final class PublishReader {

    private static final int MOST_DAYS = 3_660;

    private PublishReader() {}

    /**
     * The valid settings. An invalid one is reported as an error and left out.
     *
     * @param folder the folder that relative paths start from
     * @param serve the settings of the hub, which links point to
     * @param streams the ids of the defined value streams; empty if the definition has errors
     */
    static PublishSettings read(YamlNode node, Path folder, ServeSettings serve, List<String> streams) {
        return node.mapping("jira", "report", "stream", "days")
                .map(publish -> {
                    Optional<IssueWrites> jira =
                            publish.get("jira").flatMap(value -> Values.choice(value, IssueWrites.values()));
                    publish.get("jira")
                            .filter(value -> jira.map(IssueWrites::link).orElse(false)
                                    && serve.url().isEmpty())
                            .ifPresent(value -> value.error(
                                    "a link needs a target: write serve: {url: ...}, where people reach the hub"));
                    Optional<String> stream = publish.get("stream").flatMap(value -> stream(value, streams));
                    publish.get("report")
                            .filter(value ->
                                    streams.size() > 1 && publish.get("stream").isEmpty())
                            .ifPresent(value ->
                                    value.error("the definition has several value streams: add stream: with one"
                                            + " of " + String.join(", ", streams)));
                    return new PublishSettings(
                            jira.orElse(IssueWrites.NONE),
                            publish.get("report").flatMap(value -> ServeReader.path(value, folder)),
                            stream,
                            publish.get("days")
                                    .flatMap(value -> value.integer(1, MOST_DAYS))
                                    .orElse(PublishSettings.DEFAULT_DAYS));
                })
                .orElseGet(PublishSettings::nothing);
    }

    private static Optional<String> stream(YamlNode node, List<String> streams) {
        return node.text().flatMap(id -> {
            if (streams.isEmpty() || streams.contains(id)) {
                return Optional.of(id);
            }
            node.error("the definition has no value stream " + Quoted.of(id) + Suggestion.didYouMean(id, streams)
                    + "; it has " + String.join(", ", streams));
            return Optional.empty();
        });
    }
}
