package dev.millrace.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What kind of thing started a build. Tools say that in sentences that name people and machines ("Started by user Jane Doe", "Replayed by",
 * "Started by remote host 10.0.0.7 with note: ..."); only the kind is kept.
 */
public enum BuildCause {
    /** A person. */
    USER("started by (?:an? )?(?:user|anonymous|command line by).*"),
    /** A clock. */
    TIMER("(?:started by (?:an? )?(?:timer|cron)|scheduled).*"),
    /** A change of the source, or that a branch or pull request was found. */
    SCM("(?:started by (?:an? )?(?:scm change|git(?:hub|lab|ea)?\\b|bitbucket|change|push).*"
            + "|(?:branch (?:event|indexing)|push event|pull request|merge request|tag event).*)"),
    /** Another build. */
    UPSTREAM("(?:started by (?:an? )?(?:upstream|build flow|parameterized trigger)|triggered by build).*"),
    /** A person who ran an earlier build again. */
    REPLAY("(?:replayed|restarted|rebuil[dt]|rebuilds|retried).*"),
    /** A program through an interface of the tool. */
    API("(?:started by (?:an? )?(?:remote|http|webhook|generic)|triggered by remote).*"),
    /** Anything else. */
    OTHER("");

    private static final int LONGEST_READ = 200;

    private final Pattern sentences;

    BuildCause(String sentences) {
        this.sentences = Pattern.compile(sentences, Pattern.DOTALL);
    }

    /** How it is written. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The cause that is written so; empty if it is none of these words. */
    public static Optional<BuildCause> ofWord(String word) {
        return Arrays.stream(values())
                .filter(cause -> cause.word().equals(word))
                .findFirst();
    }

    /** The cause that an English sentence of a tool, or one of our own words, states; untrusted text. */
    public static BuildCause of(String text) {
        String begin =
                text.substring(0, Math.min(text.length(), LONGEST_READ)).strip().toLowerCase(Locale.ROOT);
        return ofWord(begin)
                .or(() -> Arrays.stream(values())
                        .filter(cause -> cause.sentences.matcher(begin).matches())
                        .findFirst())
                .orElse(OTHER);
    }

    /** The words for what a tool says, each once, in the order in which it says them. */
    public static List<String> words(Collection<String> texts) {
        return texts.stream().map(text -> of(text).word()).distinct().toList();
    }
}
