package dev.millrace.cli;

import dev.millrace.pseudonym.KeyFile;
import dev.millrace.pseudonym.PseudonymKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One key for all stores of all processes of a test, so that two stores of the same work are told apart by nothing. */
final class SameKey {

    private static final PseudonymKey KEY = PseudonymKey.parse("5a".repeat(32));

    private SameKey() {}

    /** The file it is in, made anew for each process. */
    static KeyFile file() {
        return Holder.FILE;
    }

    private static final class Holder {

        private static final KeyFile FILE = make();

        private static KeyFile make() {
            try {
                Path folder = Files.createTempDirectory("millrace-key");
                KeyFile file = new KeyFile(folder.resolve("same.key"));
                file.write(KEY);
                folder.toFile().deleteOnExit();
                file.path().toFile().deleteOnExit();
                return file;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
