package io.jenkins.plugins.millrace.record;

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

    /** The candidates in the texts, sorted. Texts may be null. */
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
