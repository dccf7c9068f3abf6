package dev.millrace.jira;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The types of links between issues, and which of them block. A changelog names a type by its words for one direction only; the
 * site's list, or a link of the issue, has the words and the id.
 */
final class LinkTypes {

    /** What the words mean where no type has them: it was renamed or deleted. */
    private static final String BLOCKED_BY = "is blocked by";

    private final List<LinkType> types;
    private final Set<String> blocking;

    /**
     * One type.
     *
     * @param id the site's id, or empty
     * @param name its name, or empty
     * @param inward the words at the end that the link points to, in lower case
     * @param outward the words at the end where it begins, in lower case
     */
    private record LinkType(String id, String name, String inward, String outward) {

        static LinkType of(JsonNode type) {
            return new LinkType(
                    IssueJson.text(type, "id").orElse(""),
                    words(type, "name"),
                    words(type, "inward"),
                    words(type, "outward"));
        }

        private static String words(JsonNode type, String field) {
            return IssueJson.text(type, field).orElse("").strip().toLowerCase(Locale.ROOT);
        }
    }

    private LinkTypes(List<LinkType> types, Set<String> blocking) {
        this.types = types;
        this.blocking = blocking;
    }

    /**
     * The types of a site.
     *
     * @param answer what it answered to {@code /issueLinkType}; empty if it does not show them
     * @param blocking ids or names of the types that block; empty to guess it from the words
     */
    static LinkTypes of(Optional<JsonNode> answer, Set<String> blocking) {
        List<LinkType> types = new ArrayList<>();
        answer.ifPresent(body -> body.path("issueLinkTypes").forEach(type -> types.add(LinkType.of(type))));
        Set<String> lower = new LinkedHashSet<>();
        blocking.forEach(one -> lower.add(one.strip().toLowerCase(Locale.ROOT)));
        return new LinkTypes(types, lower);
    }

    /** The same with the types that an issue's own links have. */
    LinkTypes with(JsonNode issueLinks) {
        Set<LinkType> all = new LinkedHashSet<>(types);
        issueLinks.forEach(link -> all.add(LinkType.of(link.path("type"))));
        return new LinkTypes(List.copyOf(all), blocking);
    }

    /**
     * Whether the words of a changelog, such as "This issue is blocked by ABC-9", mean that the issue is blocked. The longest words
     * of a type that they contain decide, because the words of one direction often contain those of the other.
     */
    boolean blocked(String text) {
        String said = text.toLowerCase(Locale.ROOT);
        LinkType found = null;
        int longest = 0;
        boolean inward = false;
        for (LinkType type : types) {
            for (String words : List.of(type.outward(), type.inward())) {
                if (words.length() > longest && said.contains(words)) {
                    found = type;
                    longest = words.length();
                    inward = words.equals(type.inward()) && !words.equals(type.outward());
                }
            }
        }
        return found == null ? said.contains(BLOCKED_BY) : inward && blocks(found);
    }

    private boolean blocks(LinkType type) {
        return blocking.isEmpty()
                ? type.name().contains("block") || type.inward().contains("blocked")
                : blocking.contains(type.id()) || blocking.contains(type.name());
    }
}
