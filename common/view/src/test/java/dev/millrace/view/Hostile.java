package dev.millrace.view;

import static dev.millrace.valuestream.DefaultStages.DONE;
import static dev.millrace.valuestream.DefaultStages.IN_PROGRESS;
import static dev.millrace.valuestream.DefaultStages.IN_REVIEW;
import static dev.millrace.valuestream.DefaultStages.TO_DO;

import dev.millrace.metrics.Flows;
import dev.millrace.metrics.report.Reports;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.view.item.ItemView;
import java.time.Instant;
import java.util.List;

/** Texts that somebody could put into a title or a state's name to break out of an output, and views full of them. */
final class Hostile {

    static final List<String> TEXTS = List.of(
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "' onmouseover='alert(1)",
            "</style></title><svg/onload=alert(1)>",
            "&lt;script&gt;&#x3c;",
            "javascript:alert(1)",
            "\u001B[2J\u001B]0;owned\u0007\u009B31m\u0000",
            "\u202Egnp.exe\u2066\u2069 abc",
            "a|b|c\n| --- | --- |\r\n|x|",
            "```\nrm -rf\n``` `code` **bold** _it_ ~~s~~",
            "# heading\n\n- list\n1. one\n=====\n",
            "[click](https://evil.example) ![img](https://evil.example/x.png) <https://evil.example>",
            "https://evil.example www.evil.example evil@evil.example @everyone #123 GH-1",
            "$\\frac{a}{b}$ :smile: &amp; \\",
            "section Flow : done, 0, 1 ; click x call y() %%{init: {}}%% end",
            "\"quote\" : 5\n    \"more\" : 7",
            "漢字の状態 한국어 🚀🚀 e\u0301\u0301",
            "\uD800 lone \uFFFE half",
            "=cmd|' /C calc'!A1",
            "x".repeat(5_000),
            "long words ".repeat(500));

    private Hostile() {}

    /** A report in which every name, title and project is that text. */
    static ReportView report(String text) {
        String name = named(text);
        List<Flows> items = List.of(
                Flows.item("TEST-1")
                        .title(text)
                        .project(name)
                        .url("https://jira.example.org/)%5D(x'onload=1")
                        .in(TO_DO, name, Instant.parse("2026-09-01T00:00:00Z"))
                        .in(IN_PROGRESS, name, Instant.parse("2026-09-02T00:00:00Z"))
                        .in(null, name, Instant.parse("2026-09-05T00:00:00Z")),
                Flows.item("TEST-2")
                        .title(text)
                        .project(name)
                        .url("https://jira.example.org/%22%3E%3Cscript%3E?a=1&b=%7C(x)")
                        .in(TO_DO, name, Instant.parse("2026-09-01T00:00:00Z"))
                        .in(DONE, name, Instant.parse("2026-09-02T00:00:00Z")),
                Flows.item("TEST-3")
                        .title(text)
                        .in(IN_REVIEW, name, Instant.parse("2026-09-01T00:00:00Z"))
                        .in(DONE, name, Instant.parse("2026-09-02T00:00:00Z")));
        return ReportView.of(Samples.report(items), Reports.NO_EXTRAS);
    }

    /** An item in which every name and title is that text. */
    static ItemView item(String text) {
        String name = named(text);
        Flows item = Flows.item("TEST-1")
                .title(text)
                .project(name)
                .url("https://jira.example.org/)%5D(x'onload=1")
                .incomplete(5, 3)
                .in(TO_DO, name, Instant.parse("2026-09-01T00:00:00Z"))
                .in(IN_PROGRESS, name, Instant.parse("2026-09-02T00:00:00Z"))
                .in(null, name, Instant.parse("2026-09-05T00:00:00Z"));
        return ItemView.of(
                List.of(item.asOf(Samples.AS_OF)),
                DefaultValueStream.create(),
                Samples.KNOWLEDGE,
                Samples.ZONE,
                Samples.CAPTURE);
    }

    /** Names may not be blank. */
    private static String named(String text) {
        return text.isBlank() ? "blank" : text;
    }
}
