package io.jenkins.plugins.millrace.settings;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import hudson.model.ItemGroup;
import org.jspecify.annotations.Nullable;

/** Finds what a folder sets. Needs the folder plugin: no other class names its types but the property. */
final class FolderSettings {

    private FolderSettings() {}

    /** Null if it sets nothing, or is no folder. */
    static @Nullable OwnSettings of(ItemGroup<?> group) {
        return group instanceof AbstractFolder<?> folder
                ? folder.getProperties().get(MillraceFolderProperty.class)
                : null;
    }
}
