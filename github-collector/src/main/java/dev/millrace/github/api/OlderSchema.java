package dev.millrace.github.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Our questions as one GitHub understands them. An older Enterprise Server refuses a whole question for one field that it does not
 * have; what can be done without is then left out of the question, and named.
 */
final class OlderSchema {

    private static final Pattern NO_FIELD = Pattern.compile("Field '(\\w+)' doesn't exist on type '(\\w+)'");
    private static final Pattern NO_TYPE = Pattern.compile("No such type (\\w+), so it can't be a fragment condition");

    /** Without these a pull request is nothing that could be stored, or a list has no end. */
    private static final Set<String> NEEDED = Set.of(
            "id",
            "number",
            "state",
            "createdAt",
            "updatedAt",
            "oid",
            "authoredDate",
            "committedDate",
            "nodes",
            "pageInfo",
            "hasNextPage",
            "endCursor",
            "nameWithOwner",
            "repository",
            "pullRequests",
            "pullRequest",
            "__typename");

    /** What an older schema has instead. */
    private static final Map<String, String> INSTEAD = Map.of("fullDatabaseId", "databaseId");

    private final Map<GraphQlQuery, String> texts = new EnumMap<>(GraphQlQuery.class);
    private final Set<String> lacking = new TreeSet<>();

    /** The whole document of a question. */
    synchronized String text(GraphQlQuery query) {
        return texts.getOrDefault(query, query.text());
    }

    /** The requested fields and types that do not exist, as {@code Type.field}. */
    synchronized List<String> lacking() {
        return List.copyOf(lacking);
    }

    /** Whether the query has changed and can be repeated: false if one of the errors has another reason. */
    synchronized boolean adapt(GraphQlQuery query, List<JsonNode> errors) {
        String text = text(query);
        Set<String> missing = new TreeSet<>();
        for (JsonNode error : errors) {
            String message = error.path("message").asText();
            Matcher field = NO_FIELD.matcher(message);
            Matcher type = NO_TYPE.matcher(message);
            Optional<String> without = Optional.empty();
            if (field.find() && !NEEDED.contains(field.group(1))) {
                without = withoutField(text, field.group(1), field.group(2));
                if (without.isPresent() && !INSTEAD.containsKey(field.group(1))) {
                    missing.add(field.group(2) + '.' + field.group(1));
                }
            } else if (type.find()) {
                without = withoutType(text, type.group(1));
                missing.add(type.group(1));
            }
            if (without.isEmpty()) {
                return false;
            }
            text = without.get();
        }
        texts.put(query, withoutUnusedFragments(text));
        lacking.addAll(missing);
        return true;
    }

    /** Takes a field out of the fragments on a type; out of the whole text if there is no such fragment. */
    private static Optional<String> withoutField(String text, String field, String type) {
        Matcher fragment = Pattern.compile("fragment \\w+ on " + Pattern.quote(type) + " \\{")
                .matcher(text);
        StringBuilder changed = new StringBuilder();
        int done = 0;
        boolean found = false;
        while (fragment.find()) {
            int end = behindBlock(text, fragment.end() - 1);
            String block = text.substring(fragment.end(), end);
            String without = without(block, field);
            found |= !without.equals(block);
            changed.append(text, done, fragment.end()).append(without);
            done = end;
        }
        if (found) {
            return Optional.of(changed.append(text, done, text.length()).toString());
        }
        String without = without(text, field);
        // the same field may have been named by an error before
        boolean goneAlready = !Pattern.compile("(?m)^ *" + field + "\\b(?!:)")
                .matcher(without)
                .find();
        return goneAlready ? Optional.of(without) : Optional.empty();
    }

    /** Takes every selection of a field, with its arguments and what is selected below it, out of a piece of a document. */
    private static String without(String piece, String field) {
        Matcher selection = Pattern.compile("(?m)^( *)" + field + "\\b(?!:)").matcher(piece);
        StringBuilder kept = new StringBuilder();
        int done = 0;
        while (selection.find()) {
            if (selection.start() < done) {
                continue;
            }
            int end = behindSelection(piece, selection.end());
            kept.append(piece, done, selection.start());
            if (INSTEAD.containsKey(field)) {
                kept.append(selection.group(1)).append(field).append(": ").append(INSTEAD.get(field));
            }
            done = end;
        }
        return kept.append(piece, done, piece.length()).toString();
    }

    private static Optional<String> withoutType(String text, String type) {
        Matcher condition =
                Pattern.compile("\\.\\.\\. on " + Pattern.quote(type) + " \\{").matcher(text);
        StringBuilder kept = new StringBuilder();
        int done = 0;
        while (condition.find()) {
            kept.append(text, done, condition.start());
            done = behindBlock(text, condition.end() - 1);
        }
        return done == 0
                ? Optional.empty()
                : Optional.of(kept.append(text, done, text.length()).toString());
    }

    /** GraphQL refuses a fragment that nothing uses. */
    private static String withoutUnusedFragments(String text) {
        Matcher fragment = Pattern.compile("fragment (\\w+) on \\w+ \\{").matcher(text);
        while (fragment.find()) {
            if (!Pattern.compile("\\.\\.\\." + fragment.group(1) + "\\b")
                    .matcher(text)
                    .find()) {
                String without =
                        text.substring(0, fragment.start()) + text.substring(behindBlock(text, fragment.end() - 1));
                return withoutUnusedFragments(without);
            }
        }
        return text;
    }

    /** Where a selection ends whose name ends there. */
    private static int behindSelection(String text, int nameEnd) {
        int at = nameEnd;
        if (at < text.length() && text.charAt(at) == '(') {
            at = text.indexOf(')', at) + 1;
        }
        int next = at;
        while (next < text.length() && text.charAt(next) == ' ') {
            next++;
        }
        return next < text.length() && text.charAt(next) == '{' ? behindBlock(text, next) : at;
    }

    /** Where the block ends that opens there. */
    private static int behindBlock(String text, int open) {
        int depth = 0;
        for (int at = open; at < text.length(); at++) {
            depth += text.charAt(at) == '{' ? 1 : text.charAt(at) == '}' ? -1 : 0;
            if (depth == 0) {
                return at + 1;
            }
        }
        return text.length();
    }
}
