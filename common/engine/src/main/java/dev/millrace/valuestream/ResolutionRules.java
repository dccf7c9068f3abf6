package dev.millrace.valuestream;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What resolutions mean. A resolution is named by its name, regardless of case, or by the id that its tool gives it: an id stays the
 * same in every language and after a rename. Its name decides before its id.
 *
 * @param delivered names and ids of resolutions that mean "delivered", in lower case
 * @param notDelivered names and ids of resolutions that mean "not delivered", in lower case
 * @param usual whether nobody defined them, so that the ids count that every Jira begins with
 */
public record ResolutionRules(Set<String> delivered, Set<String> notDelivered, boolean usual) {

    /** Won't Fix, Duplicate, Incomplete and Cannot Reproduce of every Jira Server and Data Center, whatever they are called there. */
    private static final Set<String> USUAL_IDS = Set.of("2", "3", "4", "5");

    /**
     * What one resolution means.
     *
     * @param delivered whether the item was delivered
     * @param guessed whether no rule names the resolution
     */
    public record Meaning(boolean delivered, boolean guessed) {}

    /** Copies the sets, in lower case. */
    public ResolutionRules {
        delivered = lower(delivered);
        notDelivered = lower(notDelivered);
        Set<String> both = new HashSet<>(delivered);
        both.retainAll(notDelivered);
        if (!both.isEmpty()) {
            throw new IllegalArgumentException(
                    "the resolution \"" + both.iterator().next() + "\" cannot be both delivered and not delivered");
        }
    }

    /** What a resolution means; one that no rule names means that the item was delivered, and that is a guess. */
    public Meaning of(String name, @Nullable String id) {
        String called = name.toLowerCase(Locale.ROOT);
        if (notDelivered.contains(called)) {
            return new Meaning(false, false);
        } else if (delivered.contains(called)) {
            return new Meaning(true, false);
        } else if (id != null && notDelivered.contains(id)) {
            return new Meaning(false, false);
        } else if (id != null && delivered.contains(id)) {
            return new Meaning(true, false);
        }
        return new Meaning(!(usual && id != null && USUAL_IDS.contains(id)), true);
    }

    private static Set<String> lower(Set<String> texts) {
        return texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }
}
