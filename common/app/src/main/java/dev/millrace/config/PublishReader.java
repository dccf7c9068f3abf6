package dev.millrace.config;

import dev.millrace.jira.IssueWrites;
import dev.millrace.jira.panel.IssueNumber;
import dev.millrace.words.Quoted;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the {@code publish} part of {@code millrace.yml}. */
final class PublishReader {

    private static final int MOST_DAYS = 3_660;
    private static final Pattern APP = Pattern.compile(
            "(?:ari:cloud:ecosystem::app/)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})", Pattern.CASE_INSENSITIVE);

    private PublishReader() {}

    /**
     * The valid settings. An invalid one is reported as an error and left out.
     *
     * @param folder the folder that relative paths start from
     * @param serve the settings of the hub, which links point to
     * @param streams the ids of the defined value streams; empty if the definition has errors
     */
    static PublishSettings read(YamlNode node, Path folder, ServeSettings serve, List<String> streams) {
        return node.mapping("jira", "report", "stream", "forgeApp", "projects", "fields", "days")
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
                            publish.get("forgeApp").flatMap(PublishReader::app),
                            publish.get("projects").flatMap(YamlNode::bool).orElse(false),
                            publish.get("fields").map(PublishReader::fields).orElse(Map.of()),
                            publish.get("days")
                                    .flatMap(value -> value.integer(1, MOST_DAYS))
                                    .orElse(PublishSettings.DEFAULT_DAYS));
                })
                .orElseGet(PublishSettings::nothing);
    }

    private static Map<IssueNumber, String> fields(YamlNode node) {
        Map<IssueNumber, String> fields = new EnumMap<>(IssueNumber.class);
        String[] known =
                Arrays.stream(IssueNumber.values()).map(IssueNumber::key).toArray(String[]::new);
        node.mapping(known).ifPresent(mapping -> {
            for (IssueNumber number : IssueNumber.values()) {
                mapping.get(number.key())
                        .ifPresent(value -> value.text().ifPresent(field -> {
                            if (fields.containsValue(field)) {
                                value.error("is the field of another figure already");
                            } else {
                                fields.put(number, field);
                            }
                        }));
            }
        });
        return fields;
    }

    private static Optional<String> app(YamlNode node) {
        return node.text().flatMap(text -> {
            Matcher id = APP.matcher(text);
            if (id.matches()) {
                return Optional.of(id.group(1));
            }
            node.error("must be the id of the Forge app, as forge register wrote it into its manifest.yml: "
                    + "ari:cloud:ecosystem::app/ and a UUID");
            return Optional.empty();
        });
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
