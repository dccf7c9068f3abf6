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
import dev.millrace.metrics.Percentiles;
import dev.millrace.metrics.load.InProgress.Place;
import dev.millrace.metrics.time.TimeLeft;
import dev.millrace.reach.ChangeReach;
import dev.millrace.reach.ItemReach;
import dev.millrace.reach.ItemReach.There;
import dev.millrace.reach.Stop;
import dev.millrace.view.Labels;
import dev.millrace.view.PlaceText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where an item is, in words: the answer first. */
public final class WhereDocument {

    private static final int MOST_NEXT = 3;

    private final WhereView view;
    private final ItemReach reach;
    /** Of how many changes it is not known which deployments contain them. */
    private final long unknown;

    private WhereDocument(WhereView view) {
        this.view = view;
        this.reach = view.reach();
        this.unknown = reach.standing().stream().filter(ChangeReach::unknown).count();
    }

    /** The document of a view. */
    public static Document of(WhereView view) {
        return new WhereDocument(view).document();
    }

    private Document document() {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("environments", "Environments", "", List.of(environments())));
        if (!reach.changes().isEmpty()) {
            sections.add(new Section("changes", "Changes", "", List.of(changes())));
        }
        TimeLeft left = view.left();
        if (left != null) {
            sections.add(new Section("next", "What comes next", "", next(left)));
        }
        return new Document(
                key(),
                Formats.shorten(view.flow().item().title(), Formats.TITLE),
                new Headline(sentence(), List.of(), List.of()),
                facts(),
                List.of(),
                sections);
    }

    private String key() {
        return Formats.shorten(view.flow().item().key(), Formats.NAME);
    }

    private List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.of("Status", Labels.of(view.flow().status())));
        if (!view.issues().isEmpty()) {
            facts.add(Fact.of(
                    "Belongs to",
                    view.issues().stream()
                            .map(issue -> Formats.shorten(issue, Formats.NAME))
                            .collect(Collectors.joining(", "))));
        }
        facts.add(Fact.of("As of", Formats.second(view.knowledge().asOf(), view.zone())));
        facts.add(Fact.of("Known at", Formats.second(view.knowledge().knownAt(), view.zone())));
        facts.add(Fact.of("Time zone", Formats.zone(view.zone())));
        return facts;
    }

    /** What is deployed, then what it waits for, then how long that usually takes. */
    private String sentence() {
        List<String> sentences = new ArrayList<>();
        sentences.add(deployed());
        if (unknown > 0) {
            sentences.add("Of " + Formats.count(unknown, "change", "changes")
                    + " it is not known which deployments contain " + (unknown == 1 ? "it." : "them."));
        }
        Place place = view.place();
        if (place != null) {
            sentences.add(now(place));
            Optional.ofNullable(view.left()).flatMap(this::usually).ifPresent(sentences::add);
        }
        return String.join(" ", sentences);
    }

    private String deployed() {
        List<There> there = reach.environments();
        Optional<There> production = reach.production();
        if (reach.standing().isEmpty()) {
            return "No change of " + key() + " is captured, so nothing is known of where it is deployed.";
        } else if (production.isPresent()) {
            There in = production.get();
            return in.whole()
                    ? key() + " has been in " + name(in) + " since " + at(in.since()) + '.'
                    : key() + " is in " + name(in) + " in part: " + of(in) + ", the last since " + at(in.since()) + '.';
        } else if (there.isEmpty()) {
            return unknown == 0
                    ? key() + " has reached no environment."
                    : "It is not known whether " + key() + " has reached an environment.";
        }
        There last = there.get(there.size() - 1);
        return key() + " has reached " + name(last) + " (" + at(last.since()) + ", " + of(last)
                + (unknown == 0 ? "), and is not in production." : "); it is not known whether it is in production.");
    }

    private String now(Place place) {
        return (place.waits() ? "It waits in " : "It is in ")
                + Labels.place(place.stage(), place.rule().cause()) + " since " + at(place.since()) + " ("
                + Formats.duration(place.stay()) + "), for: " + PlaceText.forWhat(place) + '.';
    }

    private Optional<String> usually(TimeLeft left) {
        return left.left()
                .measured()
                .map(times -> "Items that come to this stage are usually done "
                        + Formats.duration(times.p50()) + " later (half of them), or " + Formats.duration(times.p85())
                        + " (85%).");
    }

    private Block environments() {
        List<There> there = reach.environments();
        if (there.isEmpty()) {
            return new Paragraph("No deployment that contains a change of it has ended well.");
        }
        List<Row> rows = new ArrayList<>();
        there.forEach(one -> rows.add(Row.of(
                Cell.text(name(one)),
                Cell.text(of(one) + (one.unknown() > 0 ? ", " + one.unknown() + " unknown" : "")),
                Cell.text(at(one.since())),
                Cell.text(Formats.shorten(one.by().key(), Formats.NAME)))));
        return new Table(
                "Since when the last of its changes is there",
                List.of(
                        Column.words("Environment"),
                        Column.words("There"),
                        Column.words("Since"),
                        Column.words("Deployed by")),
                rows);
    }

    private Table changes() {
        List<Row> rows = new ArrayList<>();
        reach.changes()
                .forEach(change -> rows.add(Row.of(
                        Cell.text(Formats.shorten(change.key(), Formats.NAME)),
                        Cell.text(Formats.shorten(change.state(), Formats.NAME)),
                        Cell.text(at(change.mergedAt())),
                        Cell.text(Formats.shorten(change.service(), Formats.NAME)),
                        Cell.text(stops(change)))));
        return new Table(
                Formats.count(rows.size(), "change", "changes"),
                List.of(
                        Column.words("Change"),
                        Column.words("State"),
                        Column.words("Merged"),
                        Column.words("Service"),
                        Column.words("Environments")),
                rows);
    }

    private String stops(ChangeReach change) {
        String stops = change.stops().stream().map(this::stop).collect(Collectors.joining("; "));
        return stops.isEmpty() ? (change.unknown() ? "not known" : "none") : stops;
    }

    private String stop(Stop stop) {
        String environment = Formats.shorten(stop.environment(), Formats.NAME);
        return switch (stop.state()) {
            case ARRIVED -> environment + " since " + at(stop.at());
            case UNDERWAY -> environment + " requested " + at(stop.at());
            case FAILED -> environment + " failed " + (stop.at() == null ? "" : at(stop.at()));
        };
    }

    private List<Block> next(TimeLeft left) {
        if (left.visits() == 0) {
            return List.of(new Paragraph("Nothing is known: no item that was done in the last " + view.days()
                    + " days was in " + Formats.shorten(left.stage().name(), Formats.NAME) + '.'));
        }
        List<Row> rows = new ArrayList<>();
        left.next().stream()
                .limit(MOST_NEXT)
                .forEach(next -> rows.add(Row.of(
                        Cell.text(
                                next.stage() == null
                                        ? "done"
                                        : Formats.shorten(next.stage().name(), Formats.NAME)),
                        Cell.text(Formats.count(next.visits())),
                        Cell.bar(
                                Formats.percent((double) next.visits() / left.visits()),
                                (double) next.visits() / left.visits()))));
        String total = left.left()
                .measured()
                .map(Percentiles::p50)
                .map(Formats::duration)
                .map(half -> "From there until done: " + half + " (median), "
                        + Formats.figure(left.left(), times -> Formats.duration(times.p85())) + " (85th percentile).")
                .orElse("");
        return List.of(
                new Paragraph(total),
                new Table(
                        "What came directly after " + Formats.count(left.visits(), "visit", "visits") + " to "
                                + Formats.shorten(left.stage().name(), Formats.NAME)
                                + ", of items done in the last " + view.days() + " days",
                        List.of(Column.words("Next"), Column.figures("Visits"), Column.words("Share")),
                        rows));
    }

    private static String name(There there) {
        return Formats.shorten(there.environment(), Formats.NAME);
    }

    private static String of(There there) {
        return Formats.count(there.arrived()) + " of " + Formats.count(there.of(), "change", "changes");
    }

    private String at(@Nullable Instant instant) {
        return instant == null ? "" : Formats.minute(instant, view.zone());
    }
}
