package dev.millrace.view.item;

import dev.millrace.document.Block.Column;
import dev.millrace.document.Block.Row;
import dev.millrace.document.Block.Table;
import dev.millrace.document.Cell;
import dev.millrace.document.Document;
import dev.millrace.document.Document.Fact;
import dev.millrace.document.Document.Section;
import dev.millrace.document.Formats;
import dev.millrace.document.Headline;
import dev.millrace.metrics.outlook.Forecast;
import dev.millrace.view.ForecastText;
import dev.millrace.view.Labels;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When items will be done, in words: the answer first. */
public final class ItemsForecastDocument {

    /** More are counted, not listed. */
    private static final int MOST = 100;

    private final ItemsForecastView view;
    private final ZoneId zone;
    private final ForecastText text;

    private ItemsForecastDocument(ItemsForecastView view) {
        this.view = view;
        this.zone = view.request().zone();
        this.text = new ForecastText(zone);
    }

    /** The document of a view. */
    public static Document of(ItemsForecastView view) {
        return new ItemsForecastDocument(view).document();
    }

    private Document document() {
        List<Section> sections = new ArrayList<>();
        if (view.open() > 0 && view.forecast().refused() == null) {
            sections.add(new Section("forecast", "Latest finish", "", List.of(finish())));
        }
        sections.add(new Section("items", "Items", "", List.of(items())));
        String name = view.version() != null
                ? "Version " + Formats.shorten(view.version(), Formats.NAME)
                : view.keys().size() == 1
                        ? Formats.shorten(view.keys().get(0), Formats.NAME)
                        : Formats.items(view.items().size());
        return new Document(
                name,
                "When it will be done",
                new Headline(sentence(), List.of(), List.of()),
                facts(),
                List.of(),
                sections);
    }

    private String sentence() {
        if (view.open() == 0) {
            return "Nothing is open: " + Formats.items(view.items().size()) + " ended.";
        } else if (view.forecast().refused() != null) {
            return "No forecast: " + view.forecast().refused().detail() + '.';
        }
        return Formats.items(view.open())
                + (view.open() == 1 ? " is open. " : " are open. ")
                + view.alone()
                        .map(row -> "With 85% confidence done by " + text.end(view.forecast(), row.in85())
                                + (view.others() == 0 ? "." : " if nothing else is finished first")
                                + (view.others() == 0
                                        ? ""
                                        : view.behindOthers()
                                                .map(last -> ", by " + text.end(view.forecast(), last.in85())
                                                        + " if the " + Formats.items(view.others())
                                                        + " in progress are finished before.")
                                                .orElse("."))
                                + ' ' + ForecastText.record(row.backTest()) + '.')
                        .orElseGet(() -> "No forecast: "
                                + view.forecast().refusals().get(0).why().detail() + '.');
    }

    private List<Fact> facts() {
        long done = view.items().size() - view.open();
        return List.of(
                Fact.of(
                        "Ended",
                        Formats.count(done) + " of "
                                + Formats.count(view.items().size())),
                Fact.of(
                        "Drawn from",
                        Formats.shorten(view.stream(), Formats.NAME) + ", the last "
                                + Formats.count(view.forecast().history().size(), "full week", "full weeks")),
                Fact.of("As of", Formats.second(view.request().knowledge().asOf(), zone)),
                Fact.of("Time zone", Formats.zone(zone)));
    }

    private Table finish() {
        List<Row> rows = new ArrayList<>();
        row("if nothing else is finished first", view.open(), view.alone()).ifPresent(rows::add);
        if (view.others() > 0) {
            row("if all in progress is finished before", view.open() + view.others(), view.behindOthers())
                    .ifPresent(rows::add);
        }
        for (Forecast.Refusal refusal : view.forecast().refusals()) {
            if (refusal.items() != null) {
                rows.add(Row.of(
                        Cell.text(Formats.items(refusal.items())),
                        Cell.text("no forecast: " + refusal.why().detail()),
                        Cell.text("-"),
                        Cell.text("-"),
                        Cell.text(ForecastText.held(refusal.backTest()))));
            }
        }
        return new Table(
                "Latest finish, with 50%, 85% and 95% confidence",
                List.of(
                        Column.words("If"),
                        Column.figures("50%"),
                        Column.figures("85%"),
                        Column.figures("95%"),
                        Column.figures("Held before")),
                rows);
    }

    private Optional<Row> row(String when, long items, Optional<Forecast.HowLong> found) {
        return found.map(row -> Row.of(
                Cell.text(when + " (" + Formats.items(items) + ')'),
                Cell.text(text.weeks(view.forecast(), row.in50())),
                Cell.text(text.weeks(view.forecast(), row.in85())),
                Cell.text(text.weeks(view.forecast(), row.in95())),
                Cell.text(ForecastText.held(row.backTest()))));
    }

    private Table items() {
        List<Row> rows = view.items().stream()
                .limit(MOST)
                .map(item -> Row.of(
                        Cell.text(Formats.shorten(item.key(), Formats.NAME)),
                        Cell.text(Labels.of(item.status())),
                        Cell.text(Formats.shorten(item.title(), Formats.TITLE))))
                .toList();
        return new Table(
                view.items().size() > MOST
                        ? "The first " + MOST + " of "
                                + Formats.items(view.items().size())
                        : Formats.items(view.items().size()),
                List.of(Column.words("Item"), Column.words("Status"), Column.words("Title")),
                rows);
    }
}
