package dev.millrace.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.codec.PrintedJson;
import dev.millrace.collect.SyncSummary;
import dev.millrace.document.Document;
import dev.millrace.document.TerminalBrief;
import dev.millrace.document.TerminalRenderer;
import dev.millrace.document.TerminalStyle;
import dev.millrace.view.ReportJson;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** What a demo came to, for people and for programs. */
final class DemoOutput {

    private static final int NAME = 26;
    private static final String STORE = "demo.db";

    private final DemoRun.Outcome outcome;
    private final Path directory;
    private final TerminalStyle style;

    DemoOutput(DemoRun.Outcome outcome, Path directory, TerminalStyle style) {
        this.outcome = outcome;
        this.directory = directory;
        this.style = style;
    }

    /** The report in brief: as on one screen, with what to know first last. */
    String brief() {
        return new TerminalBrief(style).render(outcome.report().brief().document());
    }

    String text() {
        StringBuilder text = new StringBuilder("\n");
        text.append(figures());
        text.append("Written to ").append(directory).append("/\n");
        for (DemoArtifact picture : outcome.pictures()) {
            text.append("  ")
                    .append(padded(picture.file()))
                    .append(picture.what())
                    .append('\n');
        }
        text.append("  ").append(padded(STORE)).append("all captured facts (SQLite)\n");
        text.append("  ").append(padded(DemoConfig.FILE)).append("the company's teams, services and expectation\n\n");
        String config = " --config " + directory.resolve(DemoConfig.FILE);
        text.append("Next\n")
                .append("  open ")
                .append(directory.resolve(DemoArtifact.REPORT.file()))
                .append(" in a browser\n")
                .append("  millrace show ")
                .append(outcome.example())
                .append(config)
                .append("\n  millrace report --as-of ")
                .append(DemoRun.LAST_DAY)
                .append(config)
                .append("\n  millrace report --portfolio --as-of ")
                .append(DemoRun.LAST_DAY)
                .append(config)
                .append('\n');
        return text.toString();
    }

    String json() {
        JsonMapper mapper = JsonMapper.builder().build();
        ObjectNode root = mapper.createObjectNode();
        root.put("directory", directory.toString());
        root.put("store", directory.resolve(STORE).toString());
        root.put("example", outcome.example());
        ObjectNode files = root.putObject("files");
        outcome.pictures()
                .forEach(picture -> files.put(
                        picture.id(), directory.resolve(picture.file()).toString()));
        ArrayNode sources = root.putArray("sources");
        for (SyncSummary summary : outcome.collected()) {
            sources.addObject()
                    .put("source", summary.source())
                    .put("pages", summary.pages())
                    .put("items", summary.done())
                    .put("newEvents", summary.stored().newEvents())
                    .put("problemCount", summary.problemCount());
        }
        root.put("imported", outcome.imported());
        root.put("links", outcome.links());
        try {
            root.set("report", mapper.readTree(ReportJson.render(outcome.report())));
            return PrintedJson.pretty(root);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The headline, the key figures and the bottleneck with its evidence, as {@code millrace report} prints them. */
    private String figures() {
        Document report = outcome.report().document();
        return new TerminalRenderer(style)
                .render(new Document(
                        report.title(),
                        report.subtitle(),
                        report.headline(),
                        List.of(),
                        report.cards(),
                        report.sections().stream()
                                .filter(section -> section.id().equals("bottleneck"))
                                .toList()));
    }

    private static String padded(String text) {
        return text + " ".repeat(Math.max(2, NAME - text.length()));
    }
}
