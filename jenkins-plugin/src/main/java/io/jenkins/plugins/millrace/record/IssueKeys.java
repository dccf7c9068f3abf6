package io.jenkins.plugins.millrace.record;

import dev.millrace.model.KeyCandidates;
import dev.millrace.model.MessageKeys;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What looks like an issue key. Candidates: only the tracker knows which projects exist, so that an importer has to check
 * them.
 */
public final class IssueKeys {

    private static final Pattern KEY =
            Pattern.compile("(?<![\\p{Alnum}_-])([A-Z][A-Z0-9_]{1,9}-[1-9][0-9]{0,6})(?![\\p{Alnum}_])");

    /** Names that look like a project and are an encoding, a hash, a norm, or Jenkins' own word for a pull request. */
    private static final Set<String> NO_PROJECT = Set.of(
            "UTF", "ISO", "SHA", "MD", "RFC", "CVE", "GHSA", "PR", "MR", "HTTP", "TLS", "AES", "RSA", "JDK", "COVID");

    private IssueKeys() {}

    /**
     * The candidates of a build, sorted.
     *
     * @param branch the branch it was made from, or null
     * @param description what people wrote of it, or null
     * @param messages the messages of its commits: of these only the keys that they say they work on; may hold null
     */
    public static SortedSet<String> of(
            @Nullable String branch, @Nullable String description, Iterable<@Nullable String> messages) {
        SortedSet<String> keys = in(Collections.singleton(description));
        if (branch != null) {
            keys.addAll(KeyCandidates.inBranch(branch));
        }
        for (String message : messages) {
            if (message != null) {
                keys.addAll(MessageKeys.in(message));
            }
        }
        keys.removeIf(key -> NO_PROJECT.contains(key.substring(0, key.indexOf('-'))));
        return keys;
    }

    /** The candidates anywhere in the texts, sorted. Texts may be null. */
    public static SortedSet<String> in(Iterable<@Nullable String> texts) {
        SortedSet<String> keys = new TreeSet<>();
        for (String text : texts) {
            if (text != null) {
                Matcher matcher = KEY.matcher(text);
                while (matcher.find()) {
                    String key = matcher.group(1);
                    if (!NO_PROJECT.contains(key.substring(0, key.indexOf('-')))) {
                        keys.add(key);
                    }
                }
            }
        }
        return keys;
    }
}
