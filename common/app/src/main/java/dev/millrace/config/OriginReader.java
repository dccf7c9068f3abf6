package dev.millrace.config;

import dev.millrace.valuestream.Glob;
import dev.millrace.valuestream.Origin;
import dev.millrace.valuestream.OriginRule;
import dev.millrace.valuestream.OriginRules;
import dev.millrace.valuestream.OriginSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads by what the origin of changes is told. */
final class OriginReader {

    private static final List<OriginSignal> SIGNALS =
            List.of(OriginSignal.ACCOUNT, OriginSignal.COMMIT_AUTHOR, OriginSignal.TRAILER, OriginSignal.LABEL);

    private OriginReader() {}

    /** The rules; the standard ones hold behind them. */
    static OriginRules rules(YamlNode list) {
        List<OriginRule> rules = new ArrayList<>();
        for (YamlNode item : list.items("a rule, such as \"- {origin: agent, account: acme-agent}\"")) {
            item.mapping(StreamKeys.ORIGIN).ifPresent(rule -> {
                Optional<Origin> origin = rule.require("origin", "human, assisted, agent, automation or unknown")
                        .flatMap(node -> Values.choice(node, Origin.values()));
                int said = 0;
                for (OriginSignal signal : SIGNALS) {
                    Optional<YamlNode> node = rule.get(signal.text());
                    said += node.isPresent() ? 1 : 0;
                    List<Glob> patterns =
                            node.map(value -> Values.globs(value, "a pattern")).orElse(List.of());
                    origin.ifPresent(
                            known -> patterns.forEach(pattern -> rules.add(new OriginRule(known, signal, pattern))));
                }
                if (said == 0) {
                    item.error("must name what it looks at: account, commitAuthor, trailer or label");
                }
            });
        }
        return new OriginRules(rules);
    }
}
