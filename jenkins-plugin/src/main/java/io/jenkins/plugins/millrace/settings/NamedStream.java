package io.jenkins.plugins.millrace.settings;

import hudson.ExtensionList;
import hudson.model.Failure;
import hudson.model.ItemGroup;
import hudson.util.FormValidation;
import io.jenkins.plugins.millrace.hub.HubConfiguration;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The value stream that the jobs of a folder work for.
 *
 * @param id as the hub's definition has it
 * @param page where the hub shows it; null without a hub
 */
public record NamedStream(String id, @Nullable URI page) {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final String WRONG =
            "the id of a value stream has at most 64 lower-case letters, digits and dashes, such as web-shop";

    /** The one that the folder names, or the innermost folder around it that names one; null if none does. */
    public static @Nullable NamedStream of(ItemGroup<?> group) {
        return JobSettings.folders()
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

    /** An id as it is kept; empty for none. */
    static String checked(@Nullable String given) {
        String text = given == null ? "" : given.strip();
        if (!text.isEmpty() && !ID.matcher(text).matches()) {
            throw new Failure(WRONG);
        }
        return text;
    }

    /** What the form says of an id while it is typed. */
    static FormValidation validation(String value) {
        String text = value.strip();
        return text.isEmpty() || ID.matcher(text).matches() ? FormValidation.ok() : FormValidation.error(WRONG);
    }
}
