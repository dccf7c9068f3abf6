package dev.millrace.flow.oracle;

import dev.millrace.valuestream.DefaultStages;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.DonePolicy;
import dev.millrace.valuestream.ReopenPolicy;
import dev.millrace.valuestream.Rules;
import dev.millrace.valuestream.Selection;
import dev.millrace.valuestream.Stage;
import dev.millrace.valuestream.StateMapping;
import dev.millrace.valuestream.StateRules;
import dev.millrace.valuestream.ValueStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Value streams that treat the same histories differently. */
public final class RandomStreams {

    private RandomStreams() {}

    /** A stream whose rules change on the way: another mapping, re-open policy and done rule. */
    public static ValueStream of(Random random) {
        ValueStream stream = DefaultValueStream.create();
        List<Rules> rules = new ArrayList<>();
        rules.add(rules(random, Instant.MIN, stream.mapping()));
        if (random.nextInt(3) == 0) {
            Stage test = DefaultStages.WAITING_FOR_TEST;
            StateMapping renamed = new StateRules(
                    List.of(new StateRules.Rule(StateRules.By.NAME, "In Progress", test)), stream.mapping());
            rules.add(rules(random, Instant.parse("2026-03-10T00:00:00Z"), renamed));
        }
        return new ValueStream(
                stream.id(),
                stream.name(),
                stream.version(),
                Selection.EVERYTHING,
                stream.stages(),
                rules,
                true,
                stream.stalledAfter(),
                null,
                stream.delivery());
    }

    private static Rules rules(Random random, Instant from, StateMapping mapping) {
        ReopenPolicy reopen = switch (random.nextInt(6)) {
            case 0 -> new ReopenPolicy(ReopenPolicy.Mode.FIRST_DONE, Duration.ZERO);
            case 1 -> new ReopenPolicy(ReopenPolicy.Mode.NEW_CYCLE, Duration.ZERO);
            default -> new ReopenPolicy(Duration.ofDays(random.nextInt(30)));
        };
        return new Rules(
                from,
                mapping,
                DefaultValueStream.types(),
                DefaultValueStream.resolutions(),
                reopen,
                random.nextInt(4) == 0 ? DonePolicy.TRACKED : DonePolicy.AUTOMATIC);
    }
}
