package dev.millrace.chain;

import dev.millrace.facts.ExistenceFact;
import dev.millrace.facts.FactBatch;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Level;
import dev.millrace.model.Link;
import dev.millrace.model.NativeState;
import dev.millrace.model.ToolInstance;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;

/**
 * Issues, commits, pull requests and builds that name each other by keys and hashes. They appear in any order, say something else later,
 * get other keys and vanish; all from small pools, so that they meet.
 */
public final class RandomSources {

    private static final ToolInstance JIRA = ToolInstance.jira("acme");
    private static final ToolInstance GITHUB = new ToolInstance("github", "acme");
    private static final ToolInstance MIRROR = new ToolInstance("github", "mirror");
    private static final ToolInstance JENKINS = new ToolInstance("jenkins", "ci");
    private static final NativeState OPEN = new NativeState("open", "open");
    private static final int POOL = 9;

    private final Random random;
    private Instant now = Instant.parse("2026-01-05T08:00:00Z");

    /** Those of that seed. */
    public RandomSources(long seed) {
        this.random = new Random(seed);
    }

    /** What happens next, in so many places. */
    public FactBatch next(int changes) {
        FactBatch all = FactBatch.empty();
        for (int i = 0; i < changes; i++) {
            now = now.plus(Duration.ofMinutes(1 + random.nextInt(50)));
            all = all.plus(one());
        }
        return all;
    }

    private FactBatch one() {
        ArtifactId artifact = any();
        if (random.nextInt(7) == 0) {
            return FactBatch.ofExistence(List.of(new ExistenceFact.Gone(artifact)));
        }
        TreeMap<String, List<String>> attributes = new TreeMap<>();
        List<Link> shown = new ArrayList<>();
        if (artifact.kind() == ArtifactKind.ISSUE) {
            for (int i = random.nextInt(3); i > 0; i--) {
                shown.add(new Link(artifact, shown(), "shows", Link.Rule.EXPLICIT));
            }
        }
        String key = switch (artifact.kind()) {
            case ISSUE -> key();
            case COMMIT -> {
                some(attributes, "keys.commit");
                takenBack(attributes);
                if (random.nextInt(6) == 0) {
                    attributes.put("defaultBranch", List.of("false"));
                }
                yield artifact.nativeId().substring(0, 10);
            }
            case PULL_REQUEST -> {
                for (String name : List.of("keys.branch", "keys.title", "keys.commit", "keys.body")) {
                    some(attributes, name);
                }
                takenBack(attributes);
                if (random.nextBoolean()) {
                    attributes.put("mergeCommit", List.of(sha()));
                }
                yield "acme/shop#" + artifact.nativeId();
            }
            default -> {
                some(attributes, "issueKeys");
                attributes.put("commit", List.of(sha(), sha()));
                yield artifact.nativeId();
            }
        };
        return new FactBatch(
                        List.of(new ArtifactSnapshot(
                                artifact,
                                key,
                                "A title",
                                "SHOP",
                                null,
                                Level.STANDARD,
                                null,
                                OPEN,
                                null,
                                URI.create("https://github.com/"
                                        + artifact.nativeId().replace('#', '-')),
                                now,
                                now,
                                attributes)),
                        List.of(),
                        shown,
                        List.of(),
                        List.of(),
                        List.of())
                .plus(FactBatch.ofExistence(List.of(new ExistenceFact.Whole(artifact))));
    }

    /** The address of a pull request or commit. */
    private ArtifactId shown() {
        return random.nextBoolean()
                ? new ArtifactId(
                        ToolInstance.WEB,
                        ArtifactKind.PULL_REQUEST,
                        "https://github.com/acme/shop/pull/" + (1 + random.nextInt(POOL)))
                : new ArtifactId(ToolInstance.WEB, ArtifactKind.COMMIT, "https://github.com/acme/shop/commit/" + sha());
    }

    private ArtifactId any() {
        String number = Integer.toString(1 + random.nextInt(POOL));
        return switch (random.nextInt(4)) {
            case 0 -> ArtifactId.issue(JIRA, number);
            case 1 -> new ArtifactId(random.nextInt(5) == 0 ? MIRROR : GITHUB, ArtifactKind.COMMIT, sha());
            case 2 -> new ArtifactId(GITHUB, ArtifactKind.PULL_REQUEST, number);
            default -> new ArtifactId(JENKINS, ArtifactKind.BUILD, "job#" + number);
        };
    }

    /** Now and then two issues have the same one after another, and nobody has some. */
    private String key() {
        return "SHOP-" + (1 + random.nextInt(POOL + 3));
    }

    /** Two of three begin alike. */
    private String sha() {
        int number = random.nextInt(POOL);
        return (number % 3 == 0 ? "abcdef1" : "abcdef0") + Integer.toHexString(number) + "0".repeat(32);
    }

    private void some(TreeMap<String, List<String>> attributes, String name) {
        List<String> keys = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            keys.add(random.nextInt(4) == 0 ? key().toLowerCase(Locale.ROOT) : key());
        }
        if (!keys.isEmpty()) {
            attributes.put(name, keys);
        }
    }

    private void takenBack(TreeMap<String, List<String>> attributes) {
        int how = random.nextInt(8);
        if (how == 0) {
            attributes.put("reverts", List.of(sha().substring(0, 7 + random.nextInt(3))));
        } else if (how == 1) {
            attributes.put("reverts", List.of(sha()));
        } else if (how == 2) {
            attributes.put("revertsPullRequest", List.of("acme/shop#" + (1 + random.nextInt(POOL))));
        }
    }
}
