package io.jenkins.plugins.millrace.capture;

import dev.millrace.buildcard.Wait;
import hudson.model.InvisibleAction;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Kept in {@code build.xml}: when the build's item entered the queue and what it waited for there, which Jenkins itself forgets. */
public final class QueueTimeAction extends InvisibleAction {

    private static final Pattern WAIT =
            Pattern.compile("(QUIET|BLOCKED|EXECUTOR) (\\d{1,15}) (\\d{1,15})(?: ([^,]{1,600}))?");

    /** A longer label is left out. */
    private static final int LABEL = 200;

    private final long enteredMillis;

    /** Each as its kind, start and end; null in a build from before this was kept. */
    private final @Nullable String waits;

    QueueTimeAction(QueueTime time) {
        this.enteredMillis = time.entered().toEpochMilli();
        this.waits = time.waits().stream()
                .filter(wait -> wait.start() != null && wait.end() != null)
                .map(wait -> wait.kind() + " " + millis(wait.start()) + " " + millis(wait.end()) + label(wait))
                .collect(Collectors.joining(","));
    }

    Instant entered() {
        return Instant.ofEpochMilli(enteredMillis);
    }

    /** What the item waited for, in order. */
    List<Wait> waits() {
        List<Wait> found = new ArrayList<>();
        if (waits != null) {
            Matcher matcher = WAIT.matcher(waits);
            while (matcher.find()) {
                found.add(new Wait(
                        Wait.Kind.valueOf(matcher.group(1)),
                        Instant.ofEpochMilli(Long.parseLong(matcher.group(2))),
                        Instant.ofEpochMilli(Long.parseLong(matcher.group(3))),
                        matcher.group(4) == null ? null : URLDecoder.decode(matcher.group(4), StandardCharsets.UTF_8)));
            }
        }
        return found;
    }

    /** Without blanks and commas, which end it. */
    private static String label(Wait wait) {
        return wait.asked() == null || wait.asked().length() > LABEL
                ? ""
                : ' ' + URLEncoder.encode(wait.asked(), StandardCharsets.UTF_8);
    }

    private static long millis(@Nullable Instant instant) {
        return instant == null ? 0 : instant.toEpochMilli();
    }
}
