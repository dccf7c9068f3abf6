package dev.millrace.jira.panel;

import dev.millrace.model.ArtifactId;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a panel shows besides the item itself.
 *
 * @param usual what is usual in the item's value stream, or null if that is not known
 * @param links where the parts of its chain are, as far as their tools say
 * @param page the item's page in the hub, or null without a hub
 */
public record PanelContext(
        @Nullable UsualTimes usual,
        Map<ArtifactId, URI> links,
        @Nullable URI page) {

    /** Nothing but the item. */
    public static final PanelContext NONE = new PanelContext(null, Map.of(), null);

    /** Copies the map. */
    public PanelContext {
        links = Map.copyOf(links);
    }
}
