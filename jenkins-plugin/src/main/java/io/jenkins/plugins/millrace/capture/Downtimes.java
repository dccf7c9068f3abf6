package io.jenkins.plugins.millrace.capture;

import dev.millrace.buildcard.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When this controller was down. A file has the last time at which it was known to be up; the next start finds the gap. A gap begins
 * up to one heartbeat late, so that a wait is too long rather than too short by that.
 */
final class Downtimes {

    /** How often the controller says that it is up. */
    static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private static final String ALIVE = "alive";
    private static final String DOWN = "downtimes";
    private static final Pattern GAP = Pattern.compile("(\\d{1,15}) (\\d{1,15})");
    private static final int MOST = 1_000;

    private final Path folder;
    private @Nullable List<Wait> known;

    Downtimes(Path folder) {
        this.folder = folder;
    }

    /**
     * The controller is up again: from the last heartbeat to now it was down. Nothing at the first start.
     *
     * @throws IOException if that cannot be kept
     */
    synchronized void started(Instant now) throws IOException {
        Instant last = lastAlive();
        List<Wait> gaps = new ArrayList<>(gaps());
        if (last != null && last.isBefore(now)) {
            gaps.add(new Wait(Wait.Kind.DOWNTIME, last, now));
            List<Wait> newest = gaps.subList(Math.max(0, gaps.size() - MOST), gaps.size());
            List<String> lines = newest.stream()
                    .map(gap -> millis(gap.start()) + " " + millis(gap.end()))
                    .toList();
            write(DOWN, String.join("\n", lines) + "\n");
            known = List.copyOf(newest);
        }
        alive(now);
    }

    /**
     * The controller is up.
     *
     * @throws IOException if that cannot be kept
     */
    synchronized void alive(Instant now) throws IOException {
        write(ALIVE, Long.toString(now.toEpochMilli()));
    }

    /**
     * When it was down while a build ran; without an end, until now. In order. A gap in which the build started is none: the plugin was
     * away then, and the controller was not.
     */
    synchronized List<Wait> between(@Nullable Instant start, @Nullable Instant end) throws IOException {
        List<Wait> found = new ArrayList<>();
        for (Wait gap : gaps()) {
            Instant from = gap.start();
            Instant to = gap.end();
            if (start != null
                    && from != null
                    && to != null
                    && !from.isBefore(start)
                    && (end == null || from.isBefore(end))) {
                found.add(new Wait(Wait.Kind.DOWNTIME, from, end != null && end.isBefore(to) ? end : to));
            }
        }
        return found;
    }

    private List<Wait> gaps() throws IOException {
        List<Wait> gaps = known;
        if (gaps == null) {
            gaps = new ArrayList<>();
            for (String line : lines(DOWN)) {
                Matcher matcher = GAP.matcher(line);
                if (matcher.matches()) {
                    gaps.add(new Wait(Wait.Kind.DOWNTIME, instant(matcher.group(1)), instant(matcher.group(2))));
                }
            }
            known = List.copyOf(gaps);
        }
        return gaps;
    }

    private @Nullable Instant lastAlive() throws IOException {
        for (String line : lines(ALIVE)) {
            if (line.matches("\\d{1,15}")) {
                return instant(line);
            }
        }
        return null;
    }

    private List<String> lines(String name) throws IOException {
        try {
            return Files.readAllLines(folder.resolve(name));
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private void write(String name, String content) throws IOException {
        Files.createDirectories(folder);
        Path unfinished = folder.resolve(name + ".tmp");
        Files.writeString(unfinished, content);
        Files.move(
                unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Instant instant(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }

    private static long millis(@Nullable Instant instant) {
        return instant == null ? 0 : instant.toEpochMilli();
    }
}
