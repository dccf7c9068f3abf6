package io.jenkins.plugins.millrace.job;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.Functions;
import hudson.model.RootAction;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/** The overview of all jobs of the controller that the viewer may read; its view is {@code index.jelly}. */
@Extension
public final class MillraceRootAction implements RootAction {

    @Override
    public String getIconFileName() {
        return "symbol-hourglass";
    }

    @Override
    public String getDisplayName() {
        return new JobTexts(Functions.getCurrentLocale()).of("page");
    }

    @Override
    public String getUrlName() {
        return "millrace";
    }

    /** The page as HTML in which every text is escaped; null if it cannot be made. */
    public @Nullable String getPage() {
        return Overview.page(
                Jenkins.get(),
                "",
                ExtensionList.lookupSingleton(MillraceJobActionFactory.class).glances(),
                Functions.getCurrentLocale());
    }
}
