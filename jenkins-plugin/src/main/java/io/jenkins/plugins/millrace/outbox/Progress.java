package io.jenkins.plugins.millrace.outbox;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far an outbox has come, kept in one small file that is replaced as a whole.
 *
 * @param next the number of the first message that is not done with
 * @param delivered messages delivered so far
 * @param dropped messages that gave way to newer ones
 * @param refused messages that the hub would not take
 * @param damaged messages that could not be read
 * @param removed messages that were set aside, and gave way there to newer ones
 */
record Progress(long next, long delivered, long dropped, long refused, long damaged, long removed) {

    private static final String NAME = "progress";
    private static final int FIELDS = 6;

    /** Until November 2026 nothing was removed, and not counted. */
    private static final int OLD_FIELDS = 5;

    static Progress startingAt(long next) {
        return new Progress(next, 0, 0, 0, 0, 0);
    }

    /** What the folder says; a file that is no progress counts as none, so that messages are sent again, not lost. */
    static Optional<Progress> read(Path folder) throws IOException {
        try {
            long[] fields = Stream.of(
                            Files.readString(folder.resolve(NAME)).strip().split(" ", -1))
                    .mapToLong(Long::parseLong)
                    .toArray();
            if (fields.length != FIELDS && fields.length != OLD_FIELDS) {
                return Optional.empty();
            }
            long removed = fields.length == FIELDS ? fields[OLD_FIELDS] : 0;
            return Optional.of(new Progress(fields[0], fields[1], fields[2], fields[3], fields[4], removed));
        } catch (NoSuchFileException | CharacterCodingException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    void write(Path folder) throws IOException {
        String text = next + " " + delivered + " " + dropped + " " + refused + " " + damaged + " " + removed + "\n";
        WholeFile.write(folder.resolve(NAME), text.getBytes(StandardCharsets.US_ASCII));
    }

    Progress withDelivered() {
        return new Progress(next + 1, delivered + 1, dropped, refused, damaged, removed);
    }

    Progress withDropped() {
        return new Progress(next + 1, delivered, dropped + 1, refused, damaged, removed);
    }

    Progress withRefused() {
        return new Progress(next + 1, delivered, dropped, refused + 1, damaged, removed);
    }

    Progress withDamaged() {
        return new Progress(next + 1, delivered, dropped, refused, damaged + 1, removed);
    }

    Progress withRemoved(int more) {
        return new Progress(next, delivered, dropped, refused, damaged, removed + more);
    }
}
