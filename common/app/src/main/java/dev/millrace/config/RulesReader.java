package dev.millrace.config;

import dev.millrace.valuestream.DefaultValueStream;
import dev.millrace.valuestream.DonePolicy;
import dev.millrace.valuestream.ItemType;
import dev.millrace.valuestream.ItemTypes;
import dev.millrace.valuestream.ReopenPolicy;
import dev.millrace.valuestream.ReopenPolicy.Mode;
import dev.millrace.valuestream.ResolutionRules;
import dev.millrace.valuestream.Rules;
import dev.millrace.valuestream.Stage;
import dev.millrace.valuestream.StateMapping;
import dev.millrace.valuestream.StateRules;
import dev.millrace.valuestream.StateRules.By;
import dev.millrace.words.Quoted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the rules of a stream for one period: states, types, resolutions, re-opens and done. */
final class RulesReader {

    private enum OtherStates {
        GUESS,
        UNMAPPED
    }

    private final List<Stage> stages;

    RulesReader(List<Stage> stages) {
        this.stages = stages;
    }

    /** The rules of a part; what it does not say stays as it was before. */
    Rules read(YamlNode.Mapping part, Instant from, String name, Rules before) {
        return new Rules(
                from,
                mapping(part, before.mapping()),
                part.get("types").map(RulesReader::types).orElse(before.types()),
                resolutions(part, before.resolutions()),
                part.get("reopen").flatMap(RulesReader::reopen).orElse(before.reopen()),
                part.get("done")
                        .flatMap(node -> Values.choice(node, DonePolicy.values()))
                        .orElse(before.done()),
                name);
    }

    /** What holds where a stream says nothing. */
    Rules standard() {
        return new Rules(
                Instant.MIN,
                DefaultValueStream.mapping(stages),
                DefaultValueStream.types(),
                DefaultValueStream.resolutions(),
                ReopenPolicy.standard(),
                DonePolicy.AUTOMATIC);
    }

    private static ResolutionRules resolutions(YamlNode.Mapping part, ResolutionRules before) {
        Optional<YamlNode> not = part.get("notDelivered");
        Optional<YamlNode> delivered = part.get("delivered");
        if (not.isEmpty() && delivered.isEmpty()) {
            return before;
        }
        String what = "the name or id of a resolution";
        Map<String, String> taken = new HashMap<>();
        Set<String> notDelivered = not.map(node -> texts(node, what, "not delivered", taken))
                .orElseGet(() -> new HashSet<>(before.notDelivered()));
        Set<String> done = delivered
                .map(node -> texts(node, what, "delivered", taken))
                .orElseGet(() -> new HashSet<>(before.delivered()));
        // what is defined here decides over what is only common
        if (delivered.isPresent() && not.isEmpty()) {
            notDelivered.removeAll(done);
        } else {
            done.removeAll(notDelivered);
        }
        return new ResolutionRules(done, notDelivered, before.usual() && not.isEmpty());
    }

    private static Set<String> texts(YamlNode node, String what, String meaning, Map<String, String> taken) {
        Set<String> texts = new HashSet<>();
        for (String text : Values.texts(node, what)) {
            String lower = text.toLowerCase(Locale.ROOT);
            String other = taken.putIfAbsent(lower, meaning);
            if (other != null && !other.equals(meaning)) {
                node.error(Quoted.of(text) + " already means " + other);
            } else {
                texts.add(lower);
            }
        }
        return texts;
    }

    private StateMapping mapping(YamlNode.Mapping part, StateMapping before) {
        Optional<OtherStates> other =
                part.get("otherStates").flatMap(node -> Values.choice(node, OtherStates.values()));
        if (part.get("states").isEmpty() && other.isEmpty()) {
            return before;
        }
        List<StateRules.Rule> rules = part.get("states").map(this::rules).orElse(List.of());
        StateMapping otherwise = other.orElse(OtherStates.GUESS) == OtherStates.GUESS
                ? DefaultValueStream.mapping(stages)
                : (state, definition) -> Optional.empty();
        return new StateRules(rules, otherwise);
    }

    private List<StateRules.Rule> rules(YamlNode list) {
        List<StateRules.Rule> rules = new ArrayList<>();
        Map<String, FilePosition> places = new HashMap<>();
        for (YamlNode item : list.items("a rule, such as \"- {name: In Progress, stage: in-progress}\"")) {
            item.mapping(StreamKeys.STATE).ifPresent(rule -> {
                Optional<Stage> stage = rule.require("stage", "the id of the stage that these states belong to")
                        .flatMap(node -> StageReader.stage(node, stages));
                int said = 0;
                for (By by : By.values()) {
                    Optional<YamlNode> node = rule.get(by.name().toLowerCase(Locale.ROOT));
                    said += node.isPresent() ? 1 : 0;
                    for (String text :
                            node.map(value -> Values.texts(value, "a state")).orElse(List.of())) {
                        FilePosition first = places.putIfAbsent(by + text.toLowerCase(Locale.ROOT), item.place());
                        if (first != null) {
                            item.error(by.name().toLowerCase(Locale.ROOT) + ' ' + Quoted.of(text)
                                    + " already has a stage in line " + first.line());
                        }
                        stage.ifPresent(known -> rules.add(new StateRules.Rule(by, text, known)));
                    }
                }
                if (said == 0) {
                    item.error("must name its states by id, name, pattern or category");
                }
            });
        }
        return rules;
    }

    private static ItemTypes types(YamlNode node) {
        Map<ItemType, List<String>> names = new EnumMap<>(ItemType.class);
        Map<String, ItemType> taken = new HashMap<>();
        node.mapping(StreamKeys.TYPES).ifPresent(types -> {
            for (String key : StreamKeys.TYPES) {
                ItemType type = ItemType.valueOf(key.toUpperCase(Locale.ROOT));
                types.get(key).ifPresent(value -> {
                    List<String> own = new ArrayList<>();
                    for (String name : Values.texts(value, "the name of an issue type")) {
                        ItemType other = taken.putIfAbsent(name.toLowerCase(Locale.ROOT), type);
                        if (other != null) {
                            value.error(Quoted.of(name) + " is already a " + other.text());
                        } else {
                            own.add(name);
                        }
                    }
                    names.put(type, own);
                });
            }
        });
        return ItemTypes.of(names);
    }

    private static Optional<ReopenPolicy> reopen(YamlNode node) {
        return node.mapping(StreamKeys.REOPEN).flatMap(part -> {
            Optional<Mode> mode = part.require("policy", "one of extend, new-cycle, first-done")
                    .flatMap(value -> Values.choice(value, Mode.values()));
            Optional<Duration> within = part.get("within").flatMap(Values::duration);
            if (mode.isPresent() && mode.get() != Mode.EXTEND) {
                part.get("within").ifPresent(value -> value.error("belongs to the policy extend"));
                return Optional.of(new ReopenPolicy(mode.get(), Duration.ZERO));
            }
            return mode.map(extend -> new ReopenPolicy(
                    extend, within.orElse(ReopenPolicy.standard().within())));
        });
    }
}
