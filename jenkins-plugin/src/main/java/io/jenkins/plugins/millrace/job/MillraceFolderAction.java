package io.jenkins.plugins.millrace.job;

import hudson.model.AbstractItem;
import hudson.model.Action;
import hudson.model.Item;
import hudson.model.ItemGroup;
import io.jenkins.plugins.millrace.summary.JobGlances;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The overview of the jobs of a folder or multibranch project; its view is {@code index.jelly}. */
public final class MillraceFolderAction implements Action {

    private final AbstractItem folder;
    private final ItemGroup<?> group;
    private final JobGlances glances;
    private final Supplier<Locale> locale;

    MillraceFolderAction(AbstractItem folder, ItemGroup<?> group, JobGlances glances, Supplier<Locale> locale) {
        this.folder = folder;
        this.group = group;
        this.glances = glances;
        this.locale = locale;
    }

    /** A link in the side panel, for who may read the folder. */
    @Override
    public @Nullable String getIconFileName() {
        return folder.hasPermission(Item.READ) ? "symbol-hourglass" : null;
    }

    @Override
    public String getDisplayName() {
        return new JobTexts(locale.get()).of("page");
    }

    @Override
    public String getUrlName() {
        return "millrace";
    }

    /** The folder, whose side panel the page has. */
    public AbstractItem getFolder() {
        return folder;
    }

    /** The page as HTML in which every text is escaped; null for who may not read the folder, and if it cannot be made. */
    public @Nullable String getPage() {
        return folder.hasPermission(Item.READ)
                ? Overview.page(group, folder.getFullName(), glances, locale.get())
                : null;
    }
}
