package dev.millrace.cli.option;

import picocli.CommandLine.Option;

/** How the answer about one thing is written; text for a terminal if nothing is chosen. */
public class AnswerFormat {

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--markdown", description = "Print Markdown.")
    private boolean markdown;

    public final boolean json() {
        return json;
    }

    public final boolean markdown() {
        return markdown;
    }
}
