package io.jenkins.plugins.millrace.job;

import dev.millrace.metrics.pipeline.TimedBuild;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From when on builds are compared with those before: a day in UTC, a build, or the first build with a commit. */
final class Since {

    private static final Pattern BUILD = Pattern.compile("#?[0-9]{1,9}");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,40}");

    private Since() {}

    /**
     * The instant that somebody means.
     *
     * @param asked such as {@code 2026-11-30}, {@code #125} or the beginning of a commit's hash; null or blank if nothing was asked for
     * @param builds the builds of the job that are known
     * @return empty if it is none of these, or no such build is known
     */
    static Optional<Instant> of(@Nullable String asked, List<TimedBuild> builds) {
        String text = asked == null ? "" : asked.strip().toLowerCase(Locale.ROOT);
        Optional<Instant> found =
                BUILD.matcher(text).matches() ? build(text.replace("#", ""), builds) : Optional.empty();
        if (found.isEmpty() && COMMIT.matcher(text).matches()) {
            found = commit(text, builds);
        }
        return found.isPresent() ? found : day(text);
    }

    private static Optional<Instant> build(String number, List<TimedBuild> builds) {
        return builds.stream()
                .filter(build -> build.number() == Integer.parseInt(number))
                .map(TimedBuild::scheduledAt)
                .findFirst();
    }

    /** A build keeps the beginning of a hash, and somebody may ask by more or less of it. */
    private static Optional<Instant> commit(String hash, List<TimedBuild> builds) {
        return builds.stream()
                .filter(build -> build.revisions().stream()
                        .anyMatch(known -> !known.isEmpty() && (known.startsWith(hash) || hash.startsWith(known))))
                .min(Comparator.comparing(TimedBuild::number))
                .map(TimedBuild::scheduledAt);
    }

    private static Optional<Instant> day(String text) {
        try {
            return Optional.of(
                    LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
