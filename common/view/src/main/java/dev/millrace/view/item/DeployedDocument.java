package dev.millrace.view.item;

import dev.millrace.document.Block;
import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.Paragraph;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Block.Table;
import dev.millrace.document.Cell;
import dev.millrace.document.Document;
import dev.millrace.document.Document.Fact;
import dev.millrace.document.Document.Section;
import dev.millrace.document.Formats;
import dev.millrace.document.Headline;
import dev.millrace.reach.EnvironmentReach;
import dev.millrace.reach.EnvironmentReach.Change;
import dev.millrace.reach.EnvironmentReach.Deployed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What came to an environment, in words: the answer first. */
public final class DeployedDocument {

    private static final int MOST = 50;

    private final DeployedView view;
    private final EnvironmentReach reach;

    private DeployedDocument(DeployedView view) {
        this.view = view;
        this.reach = view.reach();
    }

    /** The document of a view. */
    public static Document of(DeployedView view) {
        return new DeployedDocument(view).document();
    }

    private Document document() {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("deployments", "Deployments", "", List.of(deployments())));
        sections.add(new Section("missing", "Merged and not there yet", "", List.of(changes(reach.missing()))));
        if (!reach.unknown().isEmpty()) {
            sections.add(new Section(
                    "unknown",
                    "Not known",
                    "It is not known which deployments contain them: their commits are not captured, or they were merged before the first"
                            + " deployment that is known to have brought a change.",
                    List.of(changes(reach.unknown()))));
        }
        return new Document(
                name(reach.environment()),
                "what came there, and what did not yet",
                new Headline(sentence(), List.of(), List.of()),
                List.of(
                        Fact.of("Since", Formats.second(view.since(), view.zone())),
                        Fact.of("As of", Formats.second(view.knowledge().asOf(), view.zone())),
                        Fact.of("Known at", Formats.second(view.knowledge().knownAt(), view.zone())),
                        Fact.of("Time zone", Formats.zone(view.zone()))),
                List.of(),
                sections);
    }

    private String sentence() {
        List<Deployed> shown = view.shown();
        long changes = shown.stream().mapToLong(one -> one.changes().size()).sum();
        int earlier = reach.deployments().size() - shown.size();
        String unknown = reach.unknown().isEmpty()
                ? ""
                : " Of " + Formats.count(reach.unknown().size(), "change", "changes")
                        + " it is not known whether they are there.";
        String elsewhere = reach.elsewhere() == 0
                ? ""
                : " Left out: " + Formats.count(reach.elsewhere(), "change", "changes")
                        + " of services that never deployed there.";
        return Formats.count(shown.size(), "deployment", "deployments") + " brought "
                + Formats.count(changes, "change", "changes") + " to " + name(reach.environment()) + " since "
                + at(view.since()) + " (" + Formats.count(earlier, "earlier one", "earlier ones") + "). "
                + Formats.count(reach.missing().size(), "change is", "changes are") + " merged and not there yet."
                + unknown + elsewhere;
    }

    private Block deployments() {
        if (view.shown().isEmpty()) {
            return new Paragraph("No deployment brought a change there since then.");
        }
        List<Row> rows = new ArrayList<>();
        view.shown().stream()
                .limit(MOST)
                .forEach(one -> rows.add(Row.of(
                        Cell.text(at(one.at())),
                        Cell.text(name(one.key())),
                        Cell.text(names(one.changes().stream()
                                .flatMap(change -> change.items().stream())
                                .distinct()
                                .toList())),
                        Cell.text(names(one.changes().stream()
                                .map(change -> change.reach().key())
                                .toList())))));
        return new Table(
                shownOf(rows.size(), view.shown().size(), "deployments", "the latest first"),
                List.of(
                        Column.words("Since"),
                        Column.words("Deployment"),
                        Column.words("Items"),
                        Column.words("Changes that are there for the first time")),
                rows);
    }

    private Block changes(List<Change> changes) {
        if (changes.isEmpty()) {
            return new Paragraph("None.");
        }
        List<Row> rows = new ArrayList<>();
        changes.stream()
                .limit(MOST)
                .forEach(change -> rows.add(Row.of(
                        Cell.text(at(change.reach().mergedAt())),
                        Cell.text(name(change.reach().key())),
                        Cell.text(names(change.items())),
                        Cell.text(name(change.reach().service())))));
        return new Table(
                shownOf(rows.size(), changes.size(), "changes", "the earliest merge first"),
                List.of(Column.words("Merged"), Column.words("Change"), Column.words("Items"), Column.words("Service")),
                rows);
    }

    private static String shownOf(int shown, int all, String what, String order) {
        return (shown < all ? Formats.count(shown) + " of " : "") + Formats.count(all) + ' ' + what + ", " + order;
    }

    private static String names(List<String> keys) {
        return keys.stream().map(DeployedDocument::name).collect(Collectors.joining(", "));
    }

    private static String name(String text) {
        return Formats.shorten(text, Formats.NAME);
    }

    private String at(@Nullable Instant instant) {
        return instant == null ? "" : Formats.minute(instant, view.zone());
    }
}
