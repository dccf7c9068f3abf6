package dev.millrace.hub.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.app.item.Visibility;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private Instant now = Instant.parse("2026-06-01T08:00:00Z");
    private final List<Token> tokens = new ArrayList<>();
    private final Sessions sessions = new Sessions(new Authenticator(() -> tokens, () -> now), () -> now);

    @Test
    void a_session_lasts_while_it_is_used_but_no_longer_than_a_week() {
        String id = sessions.begin(token(null));

        for (int hour = 11; hour < 7 * 24; hour += 11) {
            now = now.plus(Duration.ofHours(11));
            assertThat(sessions.token(id)).as("after %d h", hour).isPresent();
        }
        now = now.plus(Duration.ofHours(3));
        assertThat(sessions.token(id)).as("after a week").isEmpty();
    }

    @Test
    void a_session_that_nobody_uses_ends() {
        String id = sessions.begin(token(null));

        now = now.plus(Sessions.IDLE);

        assertThat(sessions.token(id)).isEmpty();
    }

    @Test
    void a_token_that_expires_ends_its_session() {
        String id = sessions.begin(token(now.plusSeconds(60)));
        assertThat(sessions.token(id)).isPresent();

        now = now.plusSeconds(60);

        assertThat(sessions.token(id)).isEmpty();
    }

    @Test
    void another_token_with_the_id_of_a_revoked_one_does_not_continue_its_session() {
        Token first = token(null);
        String id = sessions.begin(first);
        tokens.clear();
        tokens.add(new Token(
                first.id(),
                "b",
                first.scopes(),
                Set.of(),
                Producers.NONE,
                Visibility.EVERYTHING,
                "0".repeat(64),
                now,
                null));

        assertThat(sessions.token(id)).isEmpty();
    }

    @Test
    void beyond_the_limit_the_least_recently_used_session_of_the_token_ends() {
        String others = sessions.begin(token(null));
        Token token = token(null);
        String first = sessions.begin(token);
        String second = sessions.begin(token);
        for (int i = 2; i < Sessions.MAX_OF_TOKEN; i++) {
            sessions.begin(token);
        }
        assertThat(sessions.token(first)).isPresent();

        String last = sessions.begin(token);

        assertThat(sessions.token(second)).isEmpty();
        assertThat(sessions.token(first)).isPresent();
        assertThat(sessions.token(last)).isPresent();
        assertThat(sessions.token(others)).as("of another token").isPresent();
    }

    private Token token(Instant expiresAt) {
        Token made = NewToken.make(
                        "a",
                        Set.of(TokenScope.VIEWS_READ),
                        Producers.NONE,
                        Visibility.EVERYTHING,
                        now,
                        expiresAt,
                        new SecureRandom())
                .token();
        tokens.add(made);
        return made;
    }
}
