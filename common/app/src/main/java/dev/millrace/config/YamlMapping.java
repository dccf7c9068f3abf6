package dev.millrace.config;

import dev.millrace.words.Quoted;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The settings of one YAML mapping, each key known and there once. */
final class YamlMapping {

    private final YamlNode self;
    private final Map<String, YamlNode> values;

    private YamlMapping(YamlNode self, Map<String, YamlNode> values) {
        this.self = self;
        this.values = values;
    }

    static YamlMapping of(YamlNode self, MappingNode mapping, List<String> known) {
        Map<String, YamlNode> values = new HashMap<>();
        Map<String, Place> places = new HashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Place place = self.placeOf(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
                self.errorAt(place, self.path(), "a key must be a plain word");
                continue;
            }
            String key = scalar.getValue();
            Place first = places.putIfAbsent(key, place);
            if (first != null) {
                self.errorAt(place, self.path(), "key " + Quoted.of(key) + " is already set in line " + first.line());
            } else if (known.contains(key)) {
                values.put(key, self.child(tuple.getValueNode(), path(self, key)));
            } else {
                self.errorAt(place, self.path(), unknown(key, known));
            }
        }
        return new YamlMapping(self, values);
    }

    /** The value of a key, if it is there. */
    Optional<YamlNode> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The value of a key that must be there. */
    Optional<YamlNode> require(String key, String what) {
        @Nullable YamlNode value = values.get(key);
        if (value == null) {
            self.errorAt(self.place(), path(self, key), "is missing: " + what);
        }
        return Optional.ofNullable(value);
    }

    private static String path(YamlNode self, String key) {
        return self.path().isEmpty() ? key : self.path() + '.' + key;
    }

    private static String unknown(String key, List<String> known) {
        String guess = Suggestion.didYouMean(key, known);
        return "unknown key " + Quoted.of(key)
                + (guess.isEmpty() ? "; known here: " + String.join(", ", known) : guess);
    }
}
