package dev.millrace.app.report;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The parameters of a report. Names and values are those of the options of {@code millrace report}.
 *
 * @param since the first day or instant of the window
 * @param until the last day, or the instant at which the window ends
 * @param days how long the window is, in days
 * @param projects only items of these; all if empty
 * @param types only items of these types; all if empty
 * @param origins only items of these origins; all if empty
 * @param stream the id of a value stream; may be empty only if there is one stream
 * @param team only items of this team, by its id; all if empty
 * @param service only items that change this service, by its id; all if empty
 * @param by also the key figures by team, service, type, project or origin
 * @param compare the days to compare with, as {@code FROM..TO}, or {@code none}; empty for the window of the same length before
 */
public record ReportQuestion(
        Optional<String> since,
        Optional<String> until,
        Optional<String> days,
        List<String> projects,
        List<String> types,
        List<String> origins,
        Optional<String> stream,
        Optional<String> team,
        Optional<String> service,
        Optional<String> by,
        Optional<String> compare) {

    /** Copies the lists. */
    public ReportQuestion {
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(until, "until");
        Objects.requireNonNull(days, "days");
        projects = List.copyOf(projects);
        types = List.copyOf(types);
        origins = List.copyOf(origins);
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(team, "team");
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(compare, "compare");
    }

    /** The report without any selection: the only stream over the last 90 days. */
    public static ReportQuestion usual() {
        return new ReportQuestion(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
