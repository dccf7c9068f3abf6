package dev.millrace.collect.commit;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a text says that its change takes back: the hashes that git writes into the message of a revert, and the pull requests that
 * GitHub writes into the description of one. Only these references are kept, and nothing else of the text. At most 64 KiB are searched
 * and 20 references of each kind given.
 */
public final class RevertReferences {

    private static final int MAX_TEXT = 64 * 1024;
    private static final int MAX_NAMED = 20;
    private static final Pattern HASH = Pattern.compile("(?i)\\bThis reverts commits? ([0-9a-f]{7,64})\\b");
    /** At the begin of a line: in the middle of a sentence somebody may say that nothing of that kind is done. */
    private static final Pattern NUMBER = Pattern.compile(
            "(?im)^[ \\t]{0,3}(?:This )?reverts (?:PR |pull request )?"
                    + "(?:([\\w.-]{1,100}/[\\w.-]{1,100})?#|https?://[\\w.:-]{1,253}/([\\w.-]{1,100}/[\\w.-]{1,100})/pull/)(\\d{1,10})\\b");

    private RevertReferences() {}

    /** The hashes that the texts name, whole or their begins, in small letters. */
    public static List<String> hashes(Stream<String> texts) {
        return texts.flatMap(text -> HASH.matcher(bounded(text)).results())
                .map(found -> found.group(1).toLowerCase(Locale.ROOT))
                .distinct()
                .limit(MAX_NAMED)
                .toList();
    }

    /**
     * The keys of the pull requests that the texts name.
     *
     * @param repository the full name of the repository, where a bare number is of
     */
    public static List<String> pullRequests(Stream<String> texts, String repository) {
        return texts.flatMap(text -> {
                    Matcher matcher = NUMBER.matcher(bounded(text));
                    return matcher.results().map(found -> {
                        String named = found.group(1) != null ? found.group(1) : found.group(2);
                        return (named == null ? repository : named) + '#' + found.group(3);
                    });
                })
                .distinct()
                .limit(MAX_NAMED)
                .toList();
    }

    private static String bounded(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }
}
