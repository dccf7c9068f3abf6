package dev.millrace.model;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The issue keys that a commit message says it works on, and not those that it merely mentions. These lead it, or stand
 *
 * <ul>
 *   <li>behind a word that says so, anywhere: {@code fixes ABC-1}, {@code resolves issue ABC-1 and ABC-2}; not behind {@code not} or
 *       {@code partially};
 *   <li>in a line that begins with a word that refers: {@code Refs: ABC-1}, {@code Jira: ABC-1}, {@code Part of ABC-1};
 *   <li>in brackets at the end of the subject, also before GitHub's number: {@code ... (ABC-1) (#12)};
 *   <li>in the branch that a merge message says was merged: {@code Merge pull request #8 from x/ABC-1-login}.
 * </ul>
 *
 * <p>The title that a revert quotes is another change's. Every repetition is bounded, since messages are hostile text.
 */
public final class MessageKeys {

    private static final int MAX_SUBJECT = 1_000;
    private static final int TAIL = 300;

    private static final String WORKS = "(?i:fix(?:e[sd]|ing)?|clos(?:e[sd]?|ing)|(?:re)?solv(?:e[sd]?|ing)"
            + "|implement(?:s|ed|ing)?|address(?:es|ed|ing)?|complet(?:e[sd]?|ing))";
    private static final String REFERS =
            "(?i:refs?|references|issues?|jira|bugs?|tickets?|tasks?|story|stories|part\\s{1,2}of)";
    private static final String NOUNS =
            "(?:\\s{1,4}+(?i:for|the|jira|issues?|bugs?|tickets?|tasks?|story|stories)\\b){0,3}";
    private static final String ONE =
            "(?:https?://[^\\s]{1,200}/)?[\\[(\"'#]{0,3}+" + KeyCandidates.KEY + "(?![\\p{L}\\p{N}])[\\])\"']{0,3}+";
    private static final String NEXT = "(?:\\s{0,4}+[,;&+/]\\s{0,4}+(?i:and\\s{1,4}+)?|\\s{1,4}+(?i:and\\s{1,4}+)?)";
    private static final String KEYS = "(?<keys>" + ONE + "(?:" + NEXT + ONE + "){0,20})";
    private static final String COLON = "(?![\\p{L}\\p{N}_])\\s{0,4}+[:\\-]?\\s{0,4}+";

    private static final Pattern WORKED_ON = Pattern.compile("(?<![\\p{L}\\p{N}_'-])"
            + "(?<not>(?i:not|never|cannot|without|partially|partly|[a-z]{2,8}n'?t)\\s{1,4}+(?:[a-z]{2,12}ly\\s{1,4}+)?)?"
            + WORKS + NOUNS + COLON + KEYS);
    private static final Pattern REFERRED =
            Pattern.compile("^[ \\t]{0,8}+(?:[*-][ \\t]{0,4}+)?" + REFERS + NOUNS + COLON + KEYS, Pattern.MULTILINE);
    private static final Pattern AT_THE_END = Pattern.compile("[\\[(]\\s{0,4}+(?:(?:" + WORKS + '|' + REFERS
            + ")[:\\s]\\s{0,4}+)?" + KEYS + "\\s{0,4}+[\\])]?[\\s.]{0,4}+(?:\\(#[0-9]{1,9}+\\))?[\\s.]{0,4}+$");
    private static final Pattern MERGE =
            Pattern.compile("^Merged? (?:pull request #?[0-9]{1,9} (?:in \\S{1,200} )?from (\\S{1,300})"
                    + "|(?:remote-tracking )?branch '([^']{1,300})'|in (\\S{1,300}) \\(pull request)");
    private static final Pattern REVERT = Pattern.compile("^(?:Revert|Reapply)\\b");
    private static final Pattern REVERT_BRANCH = Pattern.compile("(?i)(?:^|/)revert-");

    private MessageKeys() {}

    /** The keys. */
    public static SortedSet<String> in(String message) {
        SortedSet<String> keys = KeyCandidates.leading(message);
        for (String key : behindTheLead(KeyCandidates.bounded(message))) {
            if (keys.size() < KeyCandidates.MAX_KEYS) {
                keys.add(key);
            }
        }
        return keys;
    }

    private static SortedSet<String> behindTheLead(String message) {
        SortedSet<String> keys = new TreeSet<>();
        String text = message.strip();
        int end = text.indexOf('\n');
        String subject = (end < 0 ? text : text.substring(0, end)).strip();
        boolean revert = REVERT.matcher(subject).find();
        String own = revert ? text.substring(Math.max(end, 0)) : text;
        if (revert && end < 0) {
            return keys;
        }
        Matcher workedOn = WORKED_ON.matcher(own);
        while (workedOn.find()) {
            if (workedOn.group("not") == null) {
                keys.addAll(KeyCandidates.inText(workedOn.group("keys")));
            }
        }
        Matcher referred = REFERRED.matcher(own);
        while (referred.find()) {
            keys.addAll(KeyCandidates.inText(referred.group("keys")));
        }
        if (!revert && subject.length() <= MAX_SUBJECT) {
            Matcher last = AT_THE_END.matcher(subject.substring(Math.max(0, subject.length() - TAIL)));
            if (last.find()) {
                keys.addAll(KeyCandidates.inText(last.group("keys")));
            }
            keys.addAll(merged(subject));
        }
        return keys;
    }

    /** A branch that GitHub made to take something back is named after what it takes back. */
    private static SortedSet<String> merged(String subject) {
        Matcher merge = MERGE.matcher(subject);
        if (merge.find()) {
            for (int group = 1; group <= merge.groupCount(); group++) {
                String branch = merge.group(group);
                if (branch != null && !REVERT_BRANCH.matcher(branch).find()) {
                    return KeyCandidates.inBranch(branch);
                }
            }
        }
        return new TreeSet<>();
    }
}
