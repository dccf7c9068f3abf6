package dev.millrace.hub.pages;

import dev.millrace.app.report.ReportQuestion;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the page of a report is. Everything that the report depends on is in it, so that the address can be shared.
 *
 * @param question what is reported
 * @param asOf the as-of as a reader wrote it; empty for now
 * @param knownAt the same for known-at
 */
public record ReportAddress(ReportQuestion question, Optional<String> asOf, Optional<String> knownAt) {

    /** The page of a subject over the usual window. */
    public static ReportAddress of(Subject subject) {
        ReportQuestion question = subject.question();
        return new ReportAddress(
                subject.kind() == Subject.Kind.STREAM ? in(question, subject.id()) : question,
                Optional.empty(),
                Optional.empty());
    }

    private static ReportQuestion in(ReportQuestion question, String stream) {
        return new ReportQuestion(
                question.since(),
                question.until(),
                question.days(),
                question.projects(),
                question.types(),
                question.origins(),
                Optional.of(stream),
                question.team(),
                question.service(),
                question.by(),
                question.compare());
    }

    /** The page of the same subject over the last days. */
    ReportAddress days(int days) {
        return window(Optional.empty(), Optional.empty(), Optional.of(String.valueOf(days)));
    }

    /** The page of the same subject and window, which shows the same figures for ever. */
    ReportAddress pinned(Pin pin) {
        ReportAddress window = window(Optional.of(pin.since()), Optional.of(pin.until()), Optional.empty());
        return new ReportAddress(window.question, Optional.of(pin.asOf()), Optional.of(pin.knownAt()));
    }

    /**
     * Instants that a report is bound to.
     *
     * @param since the first instant of the window
     * @param until the first after it
     * @param asOf as of which it is
     * @param knownAt what was recorded by then
     */
    record Pin(String since, String until, String asOf, String knownAt) {}

    private ReportAddress window(Optional<String> since, Optional<String> until, Optional<String> days) {
        return new ReportAddress(
                new ReportQuestion(
                        since,
                        until,
                        days,
                        question.projects(),
                        question.types(),
                        question.origins(),
                        question.stream(),
                        question.team(),
                        question.service(),
                        question.by(),
                        question.compare()),
                Optional.empty(),
                Optional.empty());
    }

    /** What the hub shows of a report. */
    public enum View {
        /** The page of the report. */
        REPORT,
        /** The page of its deployments. */
        DEPLOYMENTS,
        /** What the page of the report loads. */
        ITEMS
    }

    /** The path without a query. */
    String path(View view) {
        return switch (view) {
            case DEPLOYMENTS -> "/deployments";
            case ITEMS -> "/v1/reports/items";
            case REPORT ->
                question.team()
                        .map(team -> "/teams/" + segments(team))
                        .or(() -> question.service().map(service -> "/services/" + segments(service)))
                        .or(() -> question.stream().map(stream -> "/streams/" + segments(stream)))
                        .orElse("/");
        };
    }

    /** What stands in the query besides the window: pairs of name and value. */
    List<String[]> fixed(View view) {
        boolean report = view == View.REPORT;
        boolean team = question.team().isPresent();
        boolean service = question.service().isPresent();
        return Stream.of(
                        parameters("project", question.projects()),
                        parameters("type", question.types()),
                        parameters("origin", question.origins()),
                        report && !team && !service ? List.<String[]>of() : parameters("stream", question.stream()),
                        report ? List.<String[]>of() : parameters("team", question.team()),
                        report && !team ? List.<String[]>of() : parameters("service", question.service()),
                        parameters("by", question.by()))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String[]> parameters(String name, List<String> values) {
        return values.stream().map(value -> new String[] {name, value}).toList();
    }

    private static List<String[]> parameters(String name, Optional<String> value) {
        return parameters(name, value.stream().toList());
    }

    /** Path and query of the page of the report. */
    @Override
    public String toString() {
        return at(View.REPORT);
    }

    /** Path and query. */
    public String at(View view) {
        String query = Stream.of(
                        parameters("since", question.since()),
                        parameters("until", question.until()),
                        parameters("days", question.days()),
                        parameters("compare", question.compare()),
                        fixed(view),
                        parameters("asOf", asOf),
                        parameters("knownAt", knownAt))
                .flatMap(List::stream)
                .map(pair -> encoded(pair[0]) + '=' + encoded(pair[1]))
                .collect(Collectors.joining("&"));
        return path(view) + (query.isEmpty() ? "" : '?' + query);
    }

    private static String segments(String id) {
        return Arrays.stream(id.split("/", -1)).map(ReportAddress::encoded).collect(Collectors.joining("/"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
