package dev.millrace.valuestream;

import dev.millrace.model.ArtifactKind;
import dev.millrace.model.ArtifactSnapshot;
import dev.millrace.model.Attribute;
import java.util.List;
import java.util.stream.Stream;

/**
 * By what the origin of changes is told. The strongest signal decides; of the rules of one signal the first that matches does, and those
 * of the definition go before the standard ones.
 *
 * @param own the rules of a definition
 */
public record OriginRules(List<OriginRule> own) {

    /** What holds if a definition says nothing of it: the agents, assistants and bots that are known. */
    public static final OriginRules STANDARD = new OriginRules(List.of());

    private static final String BOT = "bot";

    /** Copies the list. */
    public OriginRules {
        own = List.copyOf(own);
    }

    /**
     * Whether the account of a person is named, such as one that a machine uses. The standard rules name apps alone: anybody may call an
     * account like a product.
     */
    public boolean namesAccount(String account) {
        return own.stream().anyMatch(rule -> rule.matches(OriginSignal.ACCOUNT, account));
    }

    /** Whether a text of a commit is named by a rule. Only such texts are kept: others name people. */
    public boolean names(OriginSignal signal, String text) {
        return all().anyMatch(rule -> rule.matches(signal, text));
    }

    /** What an app is that reviews: an agent, automation, or unknown. */
    public Origin ofApp(String account) {
        return all().filter(rule -> rule.matches(OriginSignal.ACCOUNT, account))
                .findFirst()
                .map(OriginRule::origin)
                .orElse(Origin.UNKNOWN);
    }

    /**
     * The origin of a pull request or a commit by what it says itself, or of an issue by its labels.
     *
     * @param byBot whether an app or bot made it, as its tool says
     */
    public OriginEvidence of(ArtifactSnapshot change, boolean byBot) {
        OriginEvidence account =
                first(byBot ? all() : own.stream(), OriginSignal.ACCOUNT, change, Attribute.AUTHOR_ACCOUNT);
        if (account.signal() != OriginSignal.NONE) {
            return account;
        }
        OriginEvidence author = first(all(), OriginSignal.COMMIT_AUTHOR, change, Attribute.COMMIT_AUTHORS);
        if (author.signal() != OriginSignal.NONE) {
            // somebody opened what an agent wrote; a commit without a pull request nobody opened
            boolean opened = change.artifact().kind() == ArtifactKind.PULL_REQUEST && !byBot;
            return opened && author.origin() == Origin.AGENT ? author.of(Origin.ASSISTED) : author;
        }
        OriginEvidence trailer = first(all(), OriginSignal.TRAILER, change, Attribute.ORIGIN_TRAILERS);
        OriginEvidence said = trailer.signal() == OriginSignal.NONE
                ? first(all(), OriginSignal.LABEL, change, Attribute.LABELS)
                : trailer;
        if (said.signal() != OriginSignal.NONE) {
            return byBot && said.origin() == Origin.ASSISTED ? said.of(Origin.AGENT) : said;
        }
        return byBot ? new OriginEvidence(Origin.AUTOMATION, OriginSignal.UNNAMED_BOT, "") : OriginEvidence.NONE;
    }

    /** Whether the tool says that an app or bot opened a pull request. */
    public static boolean byBot(ArtifactSnapshot change) {
        return change.attributes()
                .getOrDefault(Attribute.AUTHOR_TYPE, List.of())
                .contains(BOT);
    }

    private Stream<OriginRule> all() {
        return Stream.concat(own.stream(), StandardOrigins.RULES.stream());
    }

    private static OriginEvidence first(
            Stream<OriginRule> rules, OriginSignal signal, ArtifactSnapshot change, String attribute) {
        List<String> texts = change.attributes().getOrDefault(attribute, List.of());
        return texts.isEmpty()
                ? OriginEvidence.NONE
                : rules.filter(rule -> texts.stream().anyMatch(text -> rule.matches(signal, text)))
                        .findFirst()
                        .map(rule -> new OriginEvidence(
                                rule.origin(), signal, rule.pattern().toString()))
                        .orElse(OriginEvidence.NONE);
    }
}
