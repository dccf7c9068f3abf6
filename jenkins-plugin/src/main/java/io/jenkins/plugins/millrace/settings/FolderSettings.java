package io.jenkins.plugins.millrace.settings;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import hudson.model.Item;
import hudson.model.ItemGroup;
import java.util.ArrayList;
import java.util.List;

/** Finds what folders set. Needs the folder plugin, see {@link io.jenkins.plugins.millrace.plugins.Plugins#folders}: no other class names its types but the property. */
final class FolderSettings {

    private FolderSettings() {}

    /** What that group and the folders around it set, the innermost first. */
    static List<MillraceFolderProperty> innerFirst(ItemGroup<?> inner) {
        List<MillraceFolderProperty> found = new ArrayList<>();
        ItemGroup<?> group = inner;
        while (group instanceof Item item) {
            MillraceFolderProperty property = group instanceof AbstractFolder<?> folder
                    ? folder.getProperties().get(MillraceFolderProperty.class)
                    : null;
            if (property != null) {
                found.add(property);
            }
            group = item.getParent();
        }
        return found;
    }

    /** The same, as settings of what is in them. */
    static List<OwnSettings> settings(ItemGroup<?> inner) {
        return innerFirst(inner).stream().map(MillraceFolderProperty::own).toList();
    }
}
