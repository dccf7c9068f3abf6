package dev.millrace.hub;

import dev.millrace.hub.access.TokenScope;
import java.nio.file.Path;
import java.util.Set;

/** Hubs for the tests of other packages. */
public final class Hubs {

    private Hubs() {}

    /** A hub that runs. */
    public interface Running extends AutoCloseable {
        String address();

        String newToken(Set<TokenScope> scopes);

        @Override
        void close();
    }

    public static Running start(Path folder) {
        HubUnderTest hub = new HubUnderTest(folder);
        return new Running() {
            @Override
            public String address() {
                return hub.address();
            }

            @Override
            public String newToken(Set<TokenScope> scopes) {
                return hub.newToken(scopes);
            }

            @Override
            public void close() {
                hub.close();
            }
        };
    }

    public static String issues(int from, int to) {
        return Posts.issues(from, to);
    }
}
