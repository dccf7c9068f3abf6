package dev.millrace.view.item;

import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.Paragraph;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Block.Table;
import dev.millrace.document.Cell;
import dev.millrace.document.Document;
import dev.millrace.document.Document.Fact;
import dev.millrace.document.Document.Section;
import dev.millrace.document.Formats;
import dev.millrace.flow.Connection;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.Knowledge;
import dev.millrace.model.Link;
import dev.millrace.model.LinkDecision;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an artifact is linked to, by which rule, and how sure that is.
 *
 * @param artifact whose links they are
 * @param key what people call it
 * @param links its links, those of the strongest rule first
 * @param knowledge the two instants they are bound to
 * @param zone whose dates and times people read
 */
public record LinksView(
        ArtifactId artifact, String key, List<Connection.Shown> links, Knowledge knowledge, ZoneId zone) {

    /** Copies the list. */
    public LinksView {
        Objects.requireNonNull(artifact, "artifact");
        Objects.requireNonNull(key, "key");
        links = List.copyOf(links);
        Objects.requireNonNull(knowledge, "knowledge");
        Objects.requireNonNull(zone, "zone");
    }

    /** The same in words. */
    public Document document() {
        return new Document(
                Formats.shorten(key, Formats.NAME),
                "Links of the artifact",
                List.of(
                        Fact.of("Known at", Formats.second(knowledge.knownAt(), zone)),
                        Fact.of("Time zone", Formats.zone(zone))),
                List.of(),
                List.of(new Section(
                        "links",
                        "Links",
                        "The decision of a person overrides every rule. A link that does not join is shown, "
                                + "but no figure uses it.",
                        List.of(links.isEmpty() ? new Paragraph("It has no links.") : table()))));
    }

    private Table table() {
        List<Row> rows = new ArrayList<>();
        for (Connection.Shown shown : links) {
            Connection link = shown.connection();
            boolean outgoing = link.from().equals(artifact);
            rows.add(Row.of(
                    Cell.text((outgoing ? link.to() : link.from()).kind().text().replace('-', ' ')),
                    Cell.text(Formats.shorten(outgoing ? shown.toKey() : shown.fromKey(), Formats.NAME)),
                    Cell.text(rules(link)),
                    Cell.text(word(link.confidence())),
                    Cell.text(link.joins() ? "yes" : "no"),
                    Cell.text(Formats.shorten(String.join("; ", shown.conflicts()), Formats.TITLE)),
                    Cell.text(decided(link.decision()))));
        }
        return new Table(
                Formats.count(rows.size(), "link", "links"),
                List.of(
                        Column.words("Kind"),
                        Column.words("Name"),
                        Column.words("Found by"),
                        Column.words("Confidence"),
                        Column.words("Joins"),
                        Column.words("Conflict"),
                        Column.words("Decided")),
                rows);
    }

    private static String rules(Connection link) {
        return link.found().stream()
                .map(found -> found.rule() == Link.Rule.EXPLICIT
                        ? Formats.shorten(found.relation(), Formats.NAME)
                        : word(found.rule()))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private String decided(@Nullable LinkDecision decision) {
        return decision == null
                ? ""
                : (decision.confirmed() ? "confirmed " : "rejected ") + Formats.second(decision.at(), zone);
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
