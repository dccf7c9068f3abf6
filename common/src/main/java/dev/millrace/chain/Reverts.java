package dev.millrace.chain;

import dev.millrace.binary.TextReader;
import dev.millrace.binary.TextWriter;
import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactSnapshot;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which change takes back which: git and GitHub both title a revert {@code Revert "<title>"}, and a squash adds its number. First
 * every change is shown, then those that landed are added, then it can be asked; only titles that a revert names are kept.
 */
final class Reverts {

    private static final Pattern REVERT = Pattern.compile("Revert \"(.+)\"(?: \\(#\\d+\\))?");
    private static final Pattern NUMBER = Pattern.compile(" \\(#\\d+\\)$");

    /** A title within its repository, without the number that a squash adds. */
    record Title(String repository, String text) {
        /** What stands for it. */
        long hash() {
            return Hashes.of(repository + '\n' + text);
        }
    }

    private final Set<Title> named = new HashSet<>();
    private final Map<Title, TreeMap<Instant, ArtifactId>> landed = new HashMap<>();

    /** Notes a title that a change takes back; null if it takes none back. */
    void show(@Nullable Title taken) {
        if (taken != null) {
            named.add(taken);
        }
    }

    /** The titles that were noted. */
    Set<Title> named() {
        return Collections.unmodifiableSet(named);
    }

    /** The title if a revert names it, else null. */
    @Nullable Title ifNamed(Title title) {
        return named.contains(title) ? title : null;
    }

    /** The title of a change if a revert names it, else null. */
    @Nullable Title named(ArtifactSnapshot change) {
        if (named.isEmpty()) {
            return null;
        }
        Title title = title(change, change.title());
        return named.contains(title) ? title : null;
    }

    /** Adds a change that went to the trunk then. */
    void add(Title title, ArtifactId change, Instant at) {
        landed.computeIfAbsent(title, unseen -> new TreeMap<>())
                .merge(at, change, (one, other) -> one.compareTo(other) <= 0 ? one : other);
    }

    /** The title that a change takes back; null if it takes none back. */
    static @Nullable Title takenBy(ArtifactSnapshot change) {
        Matcher revert = REVERT.matcher(change.title().strip());
        return revert.matches() ? title(change, revert.group(1)) : null;
    }

    /** The latest change of that title before it; null if there is none. */
    @Nullable ArtifactId of(Title taken, Instant at) {
        TreeMap<Instant, ArtifactId> of = landed.get(taken);
        Entry<Instant, ArtifactId> before = of == null ? null : of.lowerEntry(at);
        return before == null ? null : before.getValue();
    }

    /** The title of a change. */
    static Title of(ArtifactSnapshot change) {
        return title(change, change.title());
    }

    static void write(@Nullable Title title, TextWriter texts) {
        texts.write(title == null ? null : title.repository());
        if (title != null) {
            texts.write(title.text());
        }
    }

    static @Nullable Title read(TextReader texts) {
        String repository = texts.readOrNull();
        return repository == null ? null : new Title(repository, texts.read());
    }

    private static Title title(ArtifactSnapshot change, String text) {
        return new Title(change.project(), NUMBER.matcher(text.strip()).replaceFirst(""));
    }
}
