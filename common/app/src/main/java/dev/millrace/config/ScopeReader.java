package dev.millrace.config;

import dev.millrace.valuestream.Glob;
import dev.millrace.valuestream.Selection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the {@code scope} of a stream, a team or a service. */
final class ScopeReader {

    /** Was a key of scopes that nothing could match; refused with the reason rather than as unknown. */
    private static final String PATHS = "paths";

    private static final String[] KNOWN =
            Stream.concat(Stream.of(StreamKeys.SCOPE), Stream.of(PATHS)).toArray(String[]::new);

    private ScopeReader() {}

    /** The scope that a part has; everything if it has none. */
    static Selection of(YamlNode.Mapping part) {
        return part.get("scope").flatMap(ScopeReader::read).orElse(Selection.EVERYTHING);
    }

    /** The scope that a part must have. */
    static Optional<Selection> required(YamlNode.Mapping part) {
        return part.require("scope", "which projects, repositories, jobs or labels belong to it")
                .flatMap(ScopeReader::read);
    }

    private static Optional<Selection> read(YamlNode node) {
        return node.mapping(KNOWN).flatMap(scope -> {
            Optional<YamlNode> paths = scope.get(PATHS);
            if (paths.isPresent()) {
                paths.get()
                        .error("no source reports which files were changed, so nothing could ever match: use "
                                + "labels, jobs or repositories");
                return Optional.empty();
            }
            Selection selection = new Selection(
                    globs(scope, "projects"),
                    globs(scope, "repositories"),
                    globs(scope, "jobs"),
                    globs(scope, "labels"));
            if (selection.everything()) {
                node.error(
                        "selects nothing in particular; leave it out, or name projects, repositories, jobs or labels");
                return Optional.empty();
            }
            return Optional.of(selection);
        });
    }

    private static List<Glob> globs(YamlNode.Mapping scope, String key) {
        return scope.get(key)
                .map(node -> Values.globs(node, "a pattern such as ABC or acme/*"))
                .orElse(List.of());
    }
}
