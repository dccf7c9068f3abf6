package dev.millrace.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Finds what the user may have meant among words that are offered one by one; holds only the best of them. */
public final class Suggestion {

    /** One slip in three letters is still a slip; more is another word. */
    private static final int LETTERS_PER_SLIP = 3;

    private static final Comparator<Candidate> BEST_FIRST =
            Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::word);

    private final String word;
    private final int limit;
    private final int allowed;
    private final TreeSet<Candidate> best = new TreeSet<>(BEST_FIRST);

    /**
     * A search.
     *
     * @param word what the user wrote; case is ignored
     * @param limit how many words to suggest at most
     */
    public Suggestion(String word, int limit) {
        this.word = word;
        this.limit = limit;
        this.allowed = Math.max(1, word.length() / LETTERS_PER_SLIP);
    }

    /** Offers a word that the user may have meant. */
    public void offer(String candidate) {
        if (Math.abs(candidate.length() - word.length()) > allowed) {
            return;
        }
        int distance = distance(word, candidate);
        if (distance <= allowed) {
            best.add(new Candidate(candidate, distance));
            if (best.size() > limit) {
                best.pollLast();
            }
        }
    }

    /** The closest words, the closest first; empty if none is close. */
    public List<String> closest() {
        return best.stream().map(Candidate::word).toList();
    }

    /** A half-sentence to append: {@code ; did you mean "url"?}, or nothing. */
    static String didYouMean(String word, Collection<String> known) {
        Suggestion suggestion = new Suggestion(word, 1);
        known.forEach(suggestion::offer);
        return suggestion.closest().isEmpty()
                ? ""
                : "; did you mean \"" + suggestion.closest().get(0) + "\"?";
    }

    private record Candidate(String word, int distance) {}

    /** How many letters must be added, dropped, changed or swapped with their neighbour. */
    private static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(cost[i - 1][j - 1] + change, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
