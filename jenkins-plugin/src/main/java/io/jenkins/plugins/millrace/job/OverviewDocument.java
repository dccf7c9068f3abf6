package io.jenkins.plugins.millrace.job;

import dev.millrace.buildcard.CardLabels;
import dev.millrace.document.Block;
import dev.millrace.document.Cell;
import dev.millrace.document.Document;
import dev.millrace.document.Formats;
import dev.millrace.metrics.Percentiles;
import dev.millrace.model.Figure;
import io.jenkins.plugins.millrace.settings.NamedStream;
import io.jenkins.plugins.millrace.summary.JobGlances.Glance;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The jobs of a folder, or of the controller, side by side. Texts are plain: the renderer escapes them. */
final class OverviewDocument {

    private final JobTexts texts;
    private final OverviewJobs jobs;
    private final List<OverviewJobs.Row> known;

    OverviewDocument(JobTexts texts, OverviewJobs jobs) {
        this.texts = texts;
        this.jobs = jobs;
        this.known = jobs.known();
    }

    Document document() {
        List<Block> blocks = new ArrayList<>();
        note(blocks, "overview.unread", jobs.unread());
        note(blocks, "overview.without", jobs.withoutBuilds());
        note(blocks, "overview.further", jobs.furtherJobs());
        if (!known.isEmpty()) {
            blocks.add(new Block.Table(
                    texts.of("overview.caption"),
                    columns(),
                    known.stream().map(this::row).toList()));
            blocks.add(new Block.Paragraph(texts.of("overview.what")));
        }
        FolderStreamSection stream = new FolderStreamSection(
                texts,
                new FolderStream(known.stream()
                        .flatMap(row -> row.glance().parts().stream())
                        .toList()),
                jobs.load());
        String constraint = stream.headline();
        if (constraint != null) {
            blocks.add(0, new Block.Paragraph(headline()));
        }
        List<Document.Section> sections = new ArrayList<>();
        sections.addAll(stream.sections());
        sections.addAll(new AgentSection(texts, jobs).sections());
        sections.add(new Document.Section("jobs", texts.of("overview.jobs"), "", blocks));
        NamedStream named = jobs.stream();
        List<Document.Fact> facts = named == null
                ? List.of()
                : List.of(new Document.Fact(texts.of("stream"), Cell.link(named.id(), named.page())));
        return new Document(constraint == null ? headline() : constraint, "", facts, List.of(), sections);
    }

    private void note(List<Block> blocks, String key, int count) {
        if (count > 0) {
            blocks.add(new Block.Paragraph(texts.of(key, Formats.count(count))));
        }
    }

    private String headline() {
        Duration all = known.stream()
                .map(row -> row.glance().perWeek().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
        if (known.isEmpty()) {
            return texts.of(jobs.unread() > 0 ? "overview.reading" : "overview.none");
        }
        if (all.isZero()) {
            return texts.of("overview.short", Formats.count(known.size()));
        }
        OverviewJobs.Row first = known.get(0);
        return texts.of(
                "overview.headline",
                Formats.shorten(first.name(), Formats.NAME),
                Formats.percent(
                        (double) first.glance().perWeek().orElse(Duration.ZERO).toMillis() / all.toMillis()),
                CardLabels.about(all),
                Formats.count(known.size()));
    }

    private List<Block.Column> columns() {
        return List.of(
                Block.Column.words(texts.of("overview.job")),
                Block.Column.figures(texts.of("overview.week")),
                Block.Column.figures(texts.of("stages.p50")),
                Block.Column.figures(texts.of("stages.p85")),
                Block.Column.words(texts.of("trend")),
                Block.Column.figures(texts.of("overview.queue")),
                Block.Column.figures(texts.of("passed")),
                Block.Column.figures(texts.of("overview.builds")),
                Block.Column.words(texts.of("overview.constraint")));
    }

    private Block.Row row(OverviewJobs.Row row) {
        Glance glance = row.glance();
        long rated = glance.passed() + glance.failed();
        return Block.Row.of(
                Cell.link(Formats.shorten(row.name(), Formats.TITLE), URI.create(address(row.name()))),
                Cell.text(glance.perWeek().map(CardLabels::about).orElseGet(() -> texts.of("unknown"))),
                Cell.text(text(glance.time(), Percentiles::p50)),
                Cell.text(text(glance.time(), Percentiles::p85)),
                Cell.text(
                        switch (glance.trend()) {
                            case FASTER -> "▼ " + texts.of("change.faster");
                            case SLOWER -> "▲ " + texts.of("change.slower");
                            case NO_CHANGE_SHOWN -> texts.of("change.none");
                            case UNKNOWN -> texts.of("change.too.few");
                        }),
                Cell.text(text(glance.queue(), Percentiles::p85)),
                Cell.text(rated == 0 ? texts.of("unknown") : Formats.percent((double) glance.passed() / rated)),
                Cell.text(Formats.count(glance.builds())),
                Cell.text(Formats.shorten(Names.of(glance.constraint()), Formats.NAME)));
    }

    private String text(Figure<Percentiles<Duration>> figure, Function<Percentiles<Duration>, Duration> value) {
        return figure.measured().map(value).map(CardLabels::about).orElseGet(() -> texts.of("unknown"));
    }

    /** Where a job is, relative to the page below its folder. The job of a branch has %2F in its own name. */
    static String address(String name) {
        return Arrays.stream(name.split("/", -1))
                .map(part ->
                        "job/" + URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20") + "/")
                .collect(Collectors.joining("", "../", "millrace/"));
    }
}
