package dev.millrace.projection;

import dev.millrace.model.ItemHistory;
import dev.millrace.valuestream.Definition;
import dev.millrace.valuestream.ValueStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What reports are about that can use the same; that of a later day can.
 *
 * @param definition as of the report
 * @param stream the stream they are about, as of the report
 * @param accepts which items flow through it
 * @param acceptedBy whose code that is
 * @param earliest the begin of the earliest window
 */
public record ReportSubject(
        Definition definition,
        ValueStream stream,
        Predicate<ItemHistory> accepts,
        Class<?> acceptedBy,
        Instant earliest) {

    String name() {
        return nameOf(stream);
    }

    Optional<String> fingerprint() {
        return CodeVersion.of(List.of(ReportSubject.class, acceptedBy))
                .map(code -> String.join(
                        "\n",
                        code,
                        definition.version(),
                        stream.version(),
                        definition.streams().stream()
                                .flatMap(one -> one.rules().stream())
                                .map(rules -> rules.from().toString())
                                .collect(Collectors.joining(" ")),
                        definition.text()));
    }

    /** What is kept of reports on that stream, by its name among all projections. */
    public static String nameOf(ValueStream stream) {
        return "report/" + stream.id();
    }
}
