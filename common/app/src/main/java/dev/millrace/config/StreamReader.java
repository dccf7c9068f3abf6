package dev.millrace.config;

import dev.millrace.valuestream.DefaultStages;
import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.DeliveryStages;
import dev.millrace.valuestream.Rules;
import dev.millrace.valuestream.ServiceLevel;
import dev.millrace.valuestream.Stage;
import dev.millrace.valuestream.ValueStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one of the {@code streams} of a definition. */
final class StreamReader {

    private enum BackwardMoves {
        COUNT,
        IGNORE
    }

    private static final int DEFAULT_PERCENT = 85;

    private final String version;
    private final boolean named;
    private final ZoneId dates;

    /**
     * A reader.
     *
     * @param version names what the definition says of all time
     * @param named whether a person gave that name, who then names changes by their day alone
     * @param dates where a day begins from which other rules hold
     */
    StreamReader(String version, boolean named, ZoneId dates) {
        this.named = named;
        this.version = version;
        this.dates = dates;
    }

    /** The stream; empty if one of its stages is wrong, which has been reported, so that nothing of it would make sense. */
    Optional<ValueStream> read(YamlNode node) {
        return node.mapping(StreamKeys.STREAM).flatMap(stream -> {
            Optional<String> id =
                    stream.require("id", "a stable name, such as web-shop").flatMap(Values::id);
            Optional<List<Stage>> written = stream.get("stages").isPresent()
                    ? stream.get("stages").flatMap(StageReader::stages)
                    : Optional.of(DefaultStages.all());
            return id.isEmpty() || written.isEmpty()
                    ? Optional.empty()
                    : Optional.of(stream(node, stream, id.get(), written.get()));
        });
    }

    private ValueStream stream(YamlNode node, YamlNode.Mapping stream, String id, List<Stage> written) {
        DeliveryStages delivery = StageReader.delivery(stream.get("delivery").orElse(null), written);
        List<Stage> stages =
                StageReader.completed(written, delivery, stream.get("stages").orElse(node));
        @Nullable ServiceLevel expectation =
                stream.get("expectation").flatMap(StreamReader::expectation).orElse(null);
        return new ValueStream(
                id,
                stream.get("name").flatMap(Values::text).orElse(id),
                version,
                ScopeReader.of(stream),
                stages,
                rules(stream, stages),
                stream.get("backwardMoves")
                                .flatMap(value -> Values.choice(value, BackwardMoves.values()))
                                .orElse(BackwardMoves.COUNT)
                        == BackwardMoves.COUNT,
                stream.get("stalledAfter").flatMap(Values::duration).orElse(DefaultValueStream.stalledAfter()),
                expectation,
                delivery);
    }

    private List<Rules> rules(YamlNode.Mapping stream, List<Stage> stages) {
        RulesReader reader = new RulesReader(stages);
        List<Rules> rules = new ArrayList<>();
        rules.add(reader.read(stream, Instant.MIN, "", reader.standard()));
        stream.get(StreamKeys.VERSIONS).ifPresent(list -> {
            for (YamlNode item : list.items("rules and the day from which they hold")) {
                item.mapping(StreamKeys.VERSION).ifPresent(part -> {
                    Rules before = rules.get(rules.size() - 1);
                    Optional<Instant> from = part.require("from", "the first day of these rules, such as 2026-06-01")
                            .flatMap(this::day);
                    if (from.isPresent() && !from.get().isAfter(before.from())) {
                        item.error("must begin after the version before it");
                    } else {
                        String day = part.get("from").flatMap(Values::text).orElse("");
                        String name = named ? day : day + ' ' + ContentVersion.of(item.content());
                        Rules read = reader.read(part, from.orElse(Instant.MAX), name, before);
                        from.ifPresent(begin -> rules.add(read));
                    }
                });
            }
        });
        return rules;
    }

    private Optional<Instant> day(YamlNode node) {
        return node.parsed("a date such as 2026-06-01", LocalDate::parse)
                .map(day -> day.atStartOfDay(dates).toInstant());
    }

    private static Optional<ServiceLevel> expectation(YamlNode node) {
        return node.mapping(StreamKeys.EXPECTATION).flatMap(part -> {
            Optional<Duration> within =
                    part.require("within", "a flow time, such as 10d").flatMap(Values::duration);
            int percent =
                    part.get("percent").flatMap(value -> value.integer(1, 99)).orElse(DEFAULT_PERCENT);
            if (within.isPresent() && within.get().isZero()) {
                node.error("must be longer than 0");
                return Optional.empty();
            }
            return within.map(time -> new ServiceLevel(time, percent));
        });
    }
}
