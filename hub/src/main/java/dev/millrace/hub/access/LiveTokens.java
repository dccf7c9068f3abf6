package dev.millrace.hub.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens of a file that may change while the hub runs: checks the file at each request, so that a revoked token is
 * rejected at once. With an unreadable file, every token is rejected.
 */
public final class LiveTokens implements Supplier<List<Token>> {

    private static final Logger LOG = LoggerFactory.getLogger(LiveTokens.class);

    private record State(@Nullable Object fileKey, long size, long modified) {}

    private record Known(@Nullable State state, List<Token> tokens) {}

    private final TokenFile file;
    private volatile Known known = new Known(null, List.of());

    /** The tokens of that file. */
    public LiveTokens(TokenFile file) {
        this.file = file;
    }

    @Override
    public List<Token> get() {
        @Nullable State now = state(file.path());
        Known last = known;
        if (now == null) {
            return List.of();
        } else if (now.equals(last.state())) {
            return last.tokens();
        }
        List<Token> tokens;
        try {
            tokens = file.read();
        } catch (TokenFileException e) {
            LOG.error("no token is accepted: {}", e.getMessage());
            tokens = List.of();
        }
        known = new Known(now, tokens);
        return tokens;
    }

    private static @Nullable State state(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            // the key changes with every replacement, also within one tick of the file's clock
            return new State(
                    attributes.fileKey(),
                    attributes.size(),
                    attributes.lastModifiedTime().toMillis());
        } catch (IOException e) {
            return null;
        }
    }
}
