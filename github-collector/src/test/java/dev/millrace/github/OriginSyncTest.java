package dev.millrace.github;

import static dev.millrace.fake.github.FakeRepository.account;
import static dev.millrace.fake.github.FakeRepository.list;
import static dev.millrace.fake.github.FakeRepository.merged;
import static dev.millrace.fake.github.FakeRepository.ownCommit;
import static dev.millrace.fake.github.FakeRepository.review;
import static dev.millrace.fake.github.FakeRepository.sha;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.valuestream.Glob;
import dev.millrace.valuestream.Origin;
import dev.millrace.valuestream.OriginRule;
import dev.millrace.valuestream.OriginRules;
import dev.millrace.valuestream.OriginSignal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A repository whose pull requests have known origins, read from a GitHub that answers over HTTP. */
class OriginSyncTest extends SyncedPullRequests {

    private static final String CLAUDE = "Co-Authored-By: Claude <noreply@anthropic.com>";

    private final OriginRules rules = new OriginRules(List.of(
            new OriginRule(Origin.AUTOMATION, OriginSignal.ACCOUNT, new Glob("acme-release-bot")),
            new OriginRule(Origin.HUMAN, OriginSignal.LABEL, new Glob("hand-written")),
            new OriginRule(Origin.UNKNOWN, OriginSignal.LABEL, new Glob("codex"))));
    private int number;

    private Map<String, Object> opened(Map<String, Object> author) {
        Map<String, Object> pullRequest = repository.pullRequest(++number, day(1));
        pullRequest.put("author", author);
        return pullRequest;
    }

    private static Map<String, Object> person() {
        return account("User", "alice", 1);
    }

    private void commit(Map<String, Object> pullRequest, String message, String name, String email) {
        int own = list(pullRequest, "commits").size();
        String oid = repository.commit(sha(1000 + 10 * number + own), message, day(1), day(1));
        Map<String, Object> author = new HashMap<>();
        author.put("name", name);
        author.put("email", email);
        repository.commits.get(oid).put("author", author);
        list(pullRequest, "commits").add(ownCommit(repository.commits.get(oid)));
    }

    /** As squash merges it: the commit on the trunk has no trailer, and its author is the person who merged. */
    private void squashed(Map<String, Object> pullRequest) {
        String oid = repository.commit(sha(5000 + number), "All of it (#" + number + ')', day(2), day(2));
        repository.head = oid;
        merged(pullRequest, day(2), oid);
    }

    private static void label(Map<String, Object> pullRequest, String name) {
        list(pullRequest, "labels").add(Map.of("id", "L", "name", name));
    }

    @Test
    void table_of_origins_is_exact_and_nothing_is_human_by_default() {
        Map<String, String> expected = new LinkedHashMap<>();
        Map<String, Object> one = opened(account("Bot", "copilot-swe-agent", 198982749));
        commit(one, "Do it", "copilot-swe-agent[bot]", "198982749+Copilot@users.noreply.github.com");
        expected.put("an agent's app", "agent by account copilot-swe-agent, high");

        one = opened(account("Bot", "copilot-swe-agent", 198982749));
        commit(one, "Do it", "copilot-swe-agent[bot]", "198982749+Copilot@users.noreply.github.com");
        commit(one, "Mend what it did", "Alice", "alice@acme.test");
        expected.put("a person pushes to an agent's branch", "agent by account copilot-swe-agent, high");

        one = opened(person());
        commit(one, "Do it\n\n" + CLAUDE, "Alice", "alice@acme.test");
        squashed(one);
        expected.put(
                "a trailer that the squash lost",
                "assisted by trailer co-authored-by: * <noreply@anthropic.com>, medium");

        one = opened(person());
        commit(one, "Do it\n\nCo-authored-by: Claude Monet <claude@acme.test>", "Alice", "alice@acme.test");
        expected.put("a colleague with the name of a product", "unknown by none , none");

        one = opened(account("User", "renovate", 77));
        commit(one, "Do it", "dependabot[bot]", "me@acme.test");
        expected.put("a person with the name of a bot, in the account and in git", "unknown by none , none");

        one = opened(person());
        commit(one, "Do it", "Cursor Agent", "cursoragent@cursor.com");
        expected.put(
                "a person opens what an agent committed",
                "assisted by commitAuthor * <cursoragent@cursor.com>, medium");

        one = opened(account("Bot", "dependabot", 49699333));
        commit(one, "Bump it", "dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com");
        expected.put("a bot that is only automation", "automation by account dependabot, high");

        one = opened(account("User", "acme-release-bot", 99));
        commit(one, "Release", "release", "release@acme.test");
        expected.put("an account that the definition names", "automation by account acme-release-bot, high");

        one = opened(account("Bot", "acme-internal", 123));
        commit(one, "Do it", "bot", "bot@acme.test");
        expected.put("a bot that nobody names", "automation by unnamedBot , low");

        one = opened(account("Bot", "github-actions", 41898282));
        commit(
                one,
                "Do it\n\n" + CLAUDE,
                "github-actions[bot]",
                "41898282+github-actions[bot]@users.noreply.github.com");
        expected.put(
                "a workflow that runs an agent", "agent by trailer co-authored-by: * <noreply@anthropic.com>, medium");

        one = opened(person());
        commit(one, "Do it", "Alice", "alice@acme.test");
        label(one, "ai-generated");
        expected.put("a label", "assisted by label ai-generated, medium");

        one = opened(person());
        label(one, "hand-written");
        expected.put("a label of the definition", "human by label hand-written, medium");

        one = opened(person());
        label(one, "codex");
        expected.put("a standard label that the definition takes back", "unknown by label codex, medium");

        opened(person());
        expected.put("nothing", "unknown by none , none");

        sync(rules);

        List<String> names = List.copyOf(expected.keySet());
        Map<String, String> found = new LinkedHashMap<>();
        for (int i = 1; i <= number; i++) {
            ArtifactSnapshot snapshot = store.byKey("acme/shop#" + i);
            var evidence = rules.of(snapshot, OriginRules.byBot(snapshot));
            found.put(
                    names.get(i - 1),
                    evidence.origin().text() + " by " + evidence.signal().text() + ' ' + evidence.rule() + ", "
                            + evidence.signal().confidence().text());
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void names_of_people_are_not_kept() {
        Map<String, Object> one = opened(person());
        commit(
                one,
                "Do it\n\nSigned-off-by: Alice Doe <alice@acme.test>\nCo-authored-by: Bob <bob@acme.test>",
                "Alice Doe",
                "alice@acme.test");
        list(one, "reviews").add(review(1, "APPROVED", day(2), account("User", "carol", 3)));
        list(one, "reviews").add(review(2, "COMMENTED", day(2), account("Bot", "coderabbitai", 4)));

        sync(rules);

        assertThat(store.export())
                .doesNotContain("alice")
                .doesNotContain("Doe")
                .doesNotContain("bob@")
                .doesNotContain("carol");
        assertThat(store.byKey("acme/shop#1").attributes())
                .containsEntry("reviewsOfApps", List.of(day(2) + " coderabbitai"));
    }

    private void sync(OriginRules origins) {
        try (Sync sync = new Sync(gitHub.apiUrl(), GitHubSite.DEFAULT_PAGE_SIZE).with(origins)) {
            sync.run(store, REPO, KIND);
        }
    }
}
