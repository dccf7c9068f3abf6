package io.jenkins.plugins.millrace.job;

import dev.millrace.buildcard.CardLabels;
import dev.millrace.document.Block;
import dev.millrace.document.Cell;
import dev.millrace.document.Document;
import dev.millrace.document.Formats;
import dev.millrace.document.StreamMap;
import dev.millrace.metrics.Percentiles;
import dev.millrace.model.SegmentKind;
import io.jenkins.plugins.millrace.agents.LoadNow;
import io.jenkins.plugins.millrace.job.FolderStream.Passed;
import io.jenkins.plugins.millrace.job.FolderStream.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The value stream map of the builds of a folder, with the load of now. */
final class FolderStreamSection {

    private final JobTexts texts;
    private final FolderStream stream;
    private final @Nullable LoadNow load;
    private final Duration waiting;
    private final Duration active;

    FolderStreamSection(JobTexts texts, FolderStream stream, @Nullable LoadNow load) {
        this.texts = texts;
        this.stream = stream;
        this.load = load;
        this.waiting = stream.total(SegmentKind.WAITING);
        this.active = stream.total(SegmentKind.ACTIVE);
    }

    List<Document.Section> sections() {
        if (stream.steps().isEmpty()) {
            return List.of();
        }
        List<Block> blocks = new ArrayList<>();
        if (load != null) {
            blocks.add(new Block.Paragraph(texts.of(
                    "map.load",
                    Formats.count(load.running()),
                    Formats.count(load.inQueue()),
                    Formats.count(load.waitingForAgents()))));
        }
        blocks.add(map());
        blocks.add(new Block.Paragraph(texts.of("map.what", Formats.count(stream.size()))));
        return List.of(new Document.Section("map", texts.of("map"), "", blocks));
    }

    /** What holds builds up, in a sentence; null if nothing stands out. */
    @Nullable String headline() {
        Passed constraint = stream.constraint().orElse(null);
        if (constraint == null) {
            return null;
        }
        String share = Formats.percent(share(constraint.total(), waiting));
        String total = CardLabels.about(constraint.total());
        String builds = Formats.count(stream.size());
        return switch (constraint.step()) {
            case QUEUE -> texts.of("map.headline.queue", share, total, builds);
            case AGENT -> texts.of("map.headline.agent", share, total, builds);
            case INPUT -> texts.of("map.headline.input", share, total, builds);
            case BUILDING, DEPLOYING -> null; // no waits
        };
    }

    private StreamMap map() {
        Step constraint = stream.constraint().map(Passed::step).orElse(null);
        List<StreamMap.Box> boxes = new ArrayList<>();
        List<StreamMap.Rung> rungs = new ArrayList<>();
        Duration all = waiting.plus(active);
        for (Passed passed : stream.steps()) {
            boxes.add(new StreamMap.Box(
                    name(passed.step()),
                    passed.step().kind(),
                    passed.time()
                            .measured()
                            .map(Percentiles::p50)
                            .map(CardLabels::about)
                            .orElseGet(() -> texts.of("unknown")),
                    lines(passed),
                    "",
                    passed.step() == constraint ? texts.of("map.constraint") : ""));
            if (!all.isZero()) {
                rungs.add(new StreamMap.Rung(
                        name(passed.step()),
                        passed.step().kind(),
                        share(passed.total(), all),
                        CardLabels.about(passed.total())));
            }
        }
        List<String> totals = all.isZero()
                ? List.of()
                : List.of(
                        texts.of("map.waiting", CardLabels.about(waiting)),
                        texts.of("map.active", CardLabels.about(active)),
                        texts.of("map.efficiency", Formats.percent(share(active, all))));
        return new StreamMap(
                texts.of("map"),
                texts.of("map.summary", CardLabels.about(waiting), CardLabels.about(active)),
                boxes,
                rungs,
                totals,
                List.of(table()),
                "");
    }

    private List<String> lines(Passed passed) {
        List<String> lines = new ArrayList<>();
        passed.time().measured().ifPresent(found -> lines.add(texts.of("map.p85", CardLabels.about(found.p85()))));
        lines.add(texts.of("map.builds", Formats.count(passed.passes())));
        if (passed.unknown() > 0) {
            lines.add(texts.of("map.unknown", Formats.count(passed.unknown())));
        }
        if (load != null && passed.step() == Step.QUEUE) {
            lines.add(texts.of("map.now", Formats.count(load.inQueue())));
        }
        if (load != null && passed.step() == Step.AGENT) {
            lines.add(texts.of("map.now", Formats.count(load.waitingForAgents())));
        }
        return lines;
    }

    private Block.Table table() {
        return new Block.Table(
                texts.of("map.caption", Formats.count(stream.size())),
                List.of(
                        Block.Column.words(texts.of("map.step")),
                        Block.Column.figures(texts.of("stages.p50")),
                        Block.Column.figures(texts.of("stages.p85")),
                        Block.Column.figures(texts.of("stages.n")),
                        Block.Column.figures(texts.of("map.total")),
                        Block.Column.figures(texts.of("unknown"))),
                stream.steps().stream()
                        .map(passed -> Block.Row.of(
                                Cell.text(name(passed.step())),
                                Cell.text(passed.time()
                                        .measured()
                                        .map(found -> CardLabels.about(found.p50()))
                                        .orElseGet(() -> texts.of("unknown"))),
                                Cell.text(passed.time()
                                        .measured()
                                        .map(found -> CardLabels.about(found.p85()))
                                        .orElseGet(() -> texts.of("unknown"))),
                                Cell.text(Formats.count(passed.passes())),
                                Cell.text(CardLabels.about(passed.total())),
                                Cell.text(Formats.count(passed.unknown()))))
                        .toList());
    }

    private String name(Step step) {
        return switch (step) {
            case QUEUE -> texts.of("map.step.queue");
            case AGENT -> texts.of("map.step.agent");
            case BUILDING -> texts.of("map.step.building");
            case INPUT -> texts.of("map.step.input");
            case DEPLOYING -> texts.of("map.step.deploying");
        };
    }

    private static double share(Duration part, Duration whole) {
        return whole.isZero() ? 0 : (double) part.toMillis() / whole.toMillis();
    }
}
