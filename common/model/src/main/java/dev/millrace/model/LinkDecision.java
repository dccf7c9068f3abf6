package dev.millrace.model;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a person decided about a link; it wins over every rule, and of several decisions the latest. Stored as a link of its own beside
 * those that were found, so that nothing is overwritten and a report of an earlier known-at does not see it.
 *
 * @param from the artifact that holds or names the other
 * @param to the artifact it does or does not belong to
 * @param confirmed whether they belong together
 * @param actor who decided
 * @param at when, by the clock of this machine
 */
public record LinkDecision(ArtifactId from, ArtifactId to, boolean confirmed, Actor actor, Instant at) {

    private static final Pattern RELATION = Pattern.compile("decided (\\S+) by (" + Actor.FORM + ")");

    /** Validates, and cuts the instant to milliseconds. */
    public LinkDecision {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(actor, "actor");
        at = Require.millis(at, "at");
    }

    /** The decision that a link stands for; empty if it stands for none. */
    public static Optional<LinkDecision> of(Link link) {
        boolean confirmed = link.rule() == Link.Rule.CONFIRMED;
        Matcher relation = RELATION.matcher(link.relation());
        if ((!confirmed && link.rule() != Link.Rule.REJECTED) || !relation.matches()) {
            return Optional.empty();
        }
        try {
            Actor actor = new Actor(relation.group(2), Actor.Type.HUMAN);
            return Optional.of(
                    new LinkDecision(link.from(), link.to(), confirmed, actor, Instant.parse(relation.group(1))));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The link that stands for the decision. */
    public Link link() {
        return new Link(
                from,
                to,
                "decided " + at + " by " + actor.pseudonym(),
                confirmed ? Link.Rule.CONFIRMED : Link.Rule.REJECTED);
    }
}
