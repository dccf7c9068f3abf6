package io.jenkins.plugins.millrace.job;

import dev.millrace.document.Formats;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** Lengths in tables of builds: whole seconds from one second on. The JSON beside the page has milliseconds. */
final class Times {

    private Times() {}

    static String text(Duration duration) {
        return Formats.duration(
                duration.abs().compareTo(Duration.ofSeconds(1)) < 0
                        ? duration
                        : duration.truncatedTo(ChronoUnit.SECONDS));
    }
}
