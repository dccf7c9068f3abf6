package dev.millrace.hub.access;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The browsers that are signed in. A session stands for the token that it was begun with and lasts no longer than that. Kept in
 * memory only, and only as a hash of its id; how many there are is bounded, and the least recently used one ends first. Safe for
 * many threads.
 */
public final class Sessions {

    /** How long a session lasts at most. */
    public static final Duration LIFE = Duration.ofDays(7);

    /** After how long without a request a session ends. */
    public static final Duration IDLE = Duration.ofHours(12);

    /** How many sessions a token may have at once. */
    public static final int MAX_OF_TOKEN = 20;

    private static final int MAX = 10_000;
    private static final int SECRET_BYTES = 32;

    private record Session(String tokenId, String tokenHash, Instant begunAt, Instant usedAt) {
        boolean ended(Instant now) {
            return !now.isBefore(begunAt.plus(LIFE)) || !now.isBefore(usedAt.plus(IDLE));
        }
    }

    private final Authenticator authenticator;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> sessions = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * No sessions yet.
     *
     * @param authenticator knows the tokens that hold now
     */
    public Sessions(Authenticator authenticator, InstantSource clock) {
        this.authenticator = Objects.requireNonNull(authenticator, "authenticator");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** A random text that nobody can guess, of letters, digits, - and _. */
    public String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * What a form of a browser with that secret contains. Another site can neither read nor compute it, so it cannot send the form in
     * the name of the browser.
     */
    public static String proof(String secret) {
        return NewToken.hash("form:" + secret);
    }

    /**
     * Begins a session.
     *
     * @return its id, for the browser only
     */
    public String begin(Token token) {
        String id = secret();
        Instant now = clock.instant();
        synchronized (this) {
            sessions.values().removeIf(session -> session.ended(now));
            long others = sessions.values().stream()
                    .filter(session -> session.tokenId().equals(token.id()))
                    .count();
            if (others >= MAX_OF_TOKEN) {
                endFirst(token.id());
            }
            if (sessions.size() >= MAX) {
                sessions.remove(sessions.keySet().iterator().next());
            }
            sessions.put(NewToken.hash(id), new Session(token.id(), token.hash(), now, now));
        }
        return id;
    }

    private void endFirst(String tokenId) {
        for (Iterator<Session> all = sessions.values().iterator(); all.hasNext(); ) {
            if (all.next().tokenId().equals(tokenId)) {
                all.remove();
                return;
            }
        }
    }

    /** The token of a session; empty if there is no such session, or if its token was revoked or has expired, which ends it. */
    public synchronized Optional<Token> token(String id) {
        String hash = NewToken.hash(id);
        Session session = sessions.get(hash);
        if (session == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Optional<Token> token =
                session.ended(now) ? Optional.empty() : authenticator.live(session.tokenId(), session.tokenHash());
        if (token.isEmpty()) {
            sessions.remove(hash);
        } else {
            sessions.put(hash, new Session(session.tokenId(), session.tokenHash(), session.begunAt(), now));
        }
        return token;
    }

    /** Ends a session; does nothing if there is none with that id. */
    public synchronized void end(String id) {
        sessions.remove(NewToken.hash(id));
    }
}
