package dev.millrace.chain;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactSnapshot;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which change takes back which: git and GitHub both title a revert {@code Revert "<title>"}, and a squash adds its number. */
final class Reverts {

    private static final Pattern REVERT = Pattern.compile("Revert \"(.+)\"(?: \\(#\\d+\\))?");
    private static final Pattern NUMBER = Pattern.compile(" \\(#\\d+\\)$");

    private record Title(String repository, String text) {}

    private final Map<Title, TreeMap<Instant, ArtifactId>> landed = new HashMap<>();

    /** Adds a change that went to the trunk then. */
    void add(ArtifactSnapshot change, Instant at) {
        landed.computeIfAbsent(title(change, change.title()), unseen -> new TreeMap<>())
                .merge(at, change.artifact(), (one, other) -> one.compareTo(other) <= 0 ? one : other);
    }

    /** The latest change before it with the title it takes back; null if there is none. */
    @Nullable ArtifactId of(ArtifactSnapshot change, Instant at) {
        Matcher revert = REVERT.matcher(change.title().strip());
        if (!revert.matches()) {
            return null;
        }
        TreeMap<Instant, ArtifactId> of = landed.get(title(change, revert.group(1)));
        Entry<Instant, ArtifactId> before = of == null ? null : of.lowerEntry(at);
        return before == null ? null : before.getValue();
    }

    private static Title title(ArtifactSnapshot change, String text) {
        return new Title(change.project(), NUMBER.matcher(text.strip()).replaceFirst(""));
    }
}
