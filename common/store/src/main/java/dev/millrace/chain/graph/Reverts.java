package dev.millrace.chain.graph;

import dev.millrace.model.ArtifactId;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Attribute;
import dev.millrace.model.Hash64;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which change takes back which: by the hash that git writes into the message of a revert, by the number that GitHub writes into its
 * description, or by the title that both give it. First every change is shown, then those that landed are added, then it can be asked;
 * only names by which a revert names something are kept.
 */
public final class Reverts {

    private static final Pattern REVERT = Pattern.compile("Revert \"(.+)\"");
    private static final Pattern REAPPLY = Pattern.compile("Reapply \"(.+)\"");
    /** The number that a squash adds, also to the title that is quoted. */
    private static final Pattern NUMBER = Pattern.compile(" \\(#\\d+\\)(?=\"*$)");

    private static final int LEAST_HASH = 7;
    private static final int WHOLE_HASH = 40;

    /** By what a change can be named; in the order in which they decide. */
    public enum Kind {
        /** A hash, or the begin of one. */
        HASH,
        /** The key of a pull request. */
        NUMBER,
        /** The title within a repository, without the number that a squash adds. */
        TITLE
    }

    /**
     * By what a revert names a change.
     *
     * @param kind what it is
     * @param place where it holds: the repository of a title; empty for what holds everywhere
     * @param text the hash in small letters, the key in small letters, the title
     */
    public record Name(Kind kind, String place, String text) {

        static Name hash(String sha) {
            return new Name(Kind.HASH, "", sha.toLowerCase(Locale.ROOT));
        }

        public static Name number(String key) {
            return new Name(Kind.NUMBER, "", key.toLowerCase(Locale.ROOT));
        }

        /** What stands for it. */
        public long number() {
            return Hash64.of(place + '\n' + text);
        }

        /** Whether it is the begin of a hash. */
        public boolean isShort() {
            return kind == Kind.HASH && text.length() < WHOLE_HASH;
        }
    }

    /** A change that landed. */
    private record Landed(int line, ArtifactId change) {}

    private static final Comparator<Name> DECISIVE = Comparator.comparing(Name::kind);

    private final Set<Name> named;
    private final Set<String> shortHashes;
    private final Map<Name, TreeMap<Instant, Landed>> landed = new HashMap<>();
    private final TreeSet<String> landedHashes = new TreeSet<>();

    public Reverts() {
        this(new HashSet<>(), new HashSet<>());
    }

    private Reverts(Set<Name> named, Set<String> shortHashes) {
        this.named = named;
        this.shortHashes = shortHashes;
    }

    /** With the same names, and nothing landed: lines have their numbers among those of one reading. */
    public Reverts ofOtherLines() {
        return new Reverts(named, shortHashes);
    }

    /** Notes by what a change takes back others. */
    public void show(List<Name> taken) {
        for (Name name : taken) {
            named.add(name);
            if (name.isShort()) {
                shortHashes.add(name.text());
            }
        }
    }

    /** The names that were noted. */
    Set<Name> named() {
        return Collections.unmodifiableSet(named);
    }

    /**
     * The names of a change by which a revert names something.
     *
     * @param hashes those of its commits, whole
     */
    public List<Name> answers(ArtifactSnapshot change, Collection<String> hashes) {
        List<Name> answers = new ArrayList<>();
        for (String hash : named.isEmpty() ? List.<String>of() : hashes) {
            Name whole = Name.hash(hash);
            if (named.contains(whole) || beginsAsNamed(whole.text())) {
                answers.add(whole);
            }
        }
        for (Name name : List.of(Name.number(change.key()), title(change))) {
            if (named.contains(name)) {
                answers.add(name);
            }
        }
        return answers;
    }

    private boolean beginsAsNamed(String hash) {
        for (int length = LEAST_HASH;
                length < Math.min(WHOLE_HASH, hash.length()) && !shortHashes.isEmpty();
                length++) {
            if (shortHashes.contains(hash.substring(0, length))) {
                return true;
            }
        }
        return false;
    }

    /** Adds a change that went to the trunk then, by a name of its own. */
    public void add(Name name, int line, ArtifactId change, Instant at) {
        landed.computeIfAbsent(name, unseen -> new TreeMap<>())
                .merge(
                        at,
                        new Landed(line, change),
                        (one, other) -> one.change().compareTo(other.change()) <= 0 ? one : other);
        if (name.kind() == Kind.HASH) {
            landedHashes.add(name.text());
        }
    }

    /** By what a change says that it takes others back, what decides first; empty if it takes nothing back. */
    public static List<Name> takenBy(ArtifactSnapshot change) {
        List<Name> taken = new ArrayList<>();
        Attributes.all(change, Attribute.REVERTS).forEach(hash -> taken.add(Name.hash(hash)));
        Attributes.all(change, Attribute.REVERTS_PULL_REQUEST).forEach(key -> taken.add(Name.number(key)));
        String title = title(change).text();
        Matcher revert = REVERT.matcher(title);
        Matcher again = REAPPLY.matcher(title);
        if (revert.matches()) {
            taken.add(new Name(Kind.TITLE, change.project(), withoutNumber(revert.group(1))));
        } else if (again.matches()) {
            taken.add(new Name(Kind.TITLE, change.project(), "Revert \"" + again.group(1) + '"'));
        }
        return taken;
    }

    /** All of it once, in the order in which it decides. */
    public static List<Name> ordered(Collection<Name> names) {
        return names.stream().distinct().sorted(DECISIVE).toList();
    }

    /**
     * The lines of the changes that one takes back.
     *
     * @param taken by what, in the order in which it decides
     * @param line its own line, which is none of them
     * @param at when it landed
     */
    public SortedSet<Integer> of(List<Name> taken, int line, Instant at) {
        SortedSet<Integer> found = new TreeSet<>();
        for (Kind kind : Kind.values()) {
            for (Name name : taken) {
                Landed change = name.kind() == kind ? landed(name, at) : null;
                if (change != null && change.line() != line) {
                    found.add(change.line());
                }
            }
            if (!found.isEmpty()) {
                return found;
            }
        }
        return found;
    }

    /** The first that a hash or number stands for; of a title the latest. Nothing is taken back before it is there. */
    private @Nullable Landed landed(Name name, Instant at) {
        Name whole = name.isShort() ? whole(name.text()) : name;
        TreeMap<Instant, Landed> of = whole == null ? null : landed.get(whole);
        Entry<Instant, Landed> entry =
                of == null ? null : name.kind() == Kind.TITLE ? of.lowerEntry(at) : of.firstEntry();
        return entry != null && entry.getKey().isBefore(at) ? entry.getValue() : null;
    }

    /** The only hash that begins so; null if there is none, or another one. */
    private @Nullable Name whole(String begin) {
        SortedSet<String> those = landedHashes.subSet(begin, begin + 'g');
        return those.isEmpty() || !those.first().equals(those.last()) ? null : Name.hash(those.first());
    }

    /** The title of a change. */
    public static Name title(ArtifactSnapshot change) {
        return new Name(Kind.TITLE, change.project(), withoutNumber(change.title()));
    }

    private static String withoutNumber(String title) {
        String text = title.strip();
        String without = NUMBER.matcher(text).replaceFirst("");
        while (!without.equals(text)) {
            text = without;
            without = NUMBER.matcher(text).replaceFirst("");
        }
        return text;
    }
}
