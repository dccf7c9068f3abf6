package dev.millrace.document;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a page runs. Without script the page shows the same as tables. A page of its own embeds the scripts; a site serves a large one
 * once and links to it.
 */
public interface PageScripts {

    /** The scripts, in the order in which they run. */
    List<Script> scripts();

    /**
     * What the scripts read, as JSON.
     *
     * @param charts the charts of the page by the id of their place, in the order of the page
     * @return each JSON text with its id
     */
    Map<String, String> data(Map<String, Block> charts);

    /**
     * One script.
     *
     * @param text the script itself, or null if it is linked
     * @param address where the page's own site has it, or null if it is embedded
     */
    record Script(@Nullable String text, @Nullable String address) {
        /** Validates: it is one of the two, and an address is one of the same site. */
        public Script {
            if ((text == null) == (address == null)) {
                throw new IllegalArgumentException("a script is embedded or linked");
            }
            if (address != null && (!address.startsWith("/") || address.startsWith("//"))) {
                throw new IllegalArgumentException("a page runs scripts of its own site only, not " + address);
            }
        }

        /**
         * A script inside the page, in a section of characters, so that the page stays well-formed.
         *
         * @throws IllegalArgumentException if the text holds what would end it early
         */
        public static Script embedded(String text) {
            String lower = text.toLowerCase(Locale.ROOT);
            if (lower.contains("</script") || lower.contains("<!--") || lower.contains("]]>")) {
                throw new IllegalArgumentException("a script inside a page holds none of </script, <!-- and ]]>");
            }
            return new Script("/*<![CDATA[*/" + text + "/*]]>*/", null);
        }

        /** A script of the same site. */
        public static Script linked(String address) {
            return new Script(null, Objects.requireNonNull(address, "address"));
        }
    }
}
