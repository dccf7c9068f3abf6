package dev.millrace.cli.option;

import dev.millrace.app.report.StreamChoice;
import dev.millrace.valuestream.Definition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that select a value stream, a team and a service. */
public final class StreamOptions {

    @Option(
            names = "--stream",
            paramLabel = "ID",
            description = "The value stream. Required if the definition has several.")
    private @Nullable String stream;

    @Option(names = "--team", paramLabel = "ID", description = "Only items of this team.")
    private @Nullable String team;

    @Option(
            names = "--service",
            paramLabel = "ID",
            description = "Only items that change this service; without services in the definition, this repository.")
    private @Nullable String service;

    /** Whether anything is selected. */
    public boolean chosen() {
        return stream != null || team != null || service != null;
    }

    /** The selected parts of a definition. */
    public StreamChoice of(Definition definition) {
        return StreamChoice.ofOptions(
                definition, Optional.ofNullable(stream), Optional.ofNullable(team), Optional.ofNullable(service));
    }
}
