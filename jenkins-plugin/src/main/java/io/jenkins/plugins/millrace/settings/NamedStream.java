package io.jenkins.plugins.millrace.settings;

import hudson.ExtensionList;
import hudson.model.ItemGroup;
import io.jenkins.plugins.millrace.hub.HubConfiguration;
import io.jenkins.plugins.millrace.plugins.Plugins;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The value stream that the jobs of a folder work for.
 *
 * @param id as the hub's definition has it
 * @param page where the hub shows it; null without a hub
 */
public record NamedStream(String id, @Nullable URI page) {

    /** The one that the folder names, or the innermost folder around it that names one; null if none does. */
    public static @Nullable NamedStream of(ItemGroup<?> group) {
        return Plugins.folders()
                ? of(FolderSettings.innerFirst(group), ExtensionList.lookupSingleton(HubConfiguration.class)::page)
                : null;
    }

    static @Nullable NamedStream of(List<MillraceFolderProperty> innerFirst, Function<String, @Nullable URI> hub) {
        for (MillraceFolderProperty folder : innerFirst) {
            String id = folder.getStream();
            if (id != null && !id.isEmpty()) {
                return new NamedStream(id, hub.apply("streams/" + id));
            }
        }
        return null;
    }
}
