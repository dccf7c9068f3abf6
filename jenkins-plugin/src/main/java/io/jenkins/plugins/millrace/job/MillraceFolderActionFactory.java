package io.jenkins.plugins.millrace.job;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.Functions;
import hudson.model.AbstractItem;
import hudson.model.Action;
import hudson.model.ItemGroup;
import hudson.model.Job;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;

/** Puts the overview on every folder, multibranch project and organisation folder. */
@Extension
public final class MillraceFolderActionFactory extends TransientActionFactory<AbstractItem> {

    @Override
    public Class<AbstractItem> type() {
        return AbstractItem.class;
    }

    /** Nothing for a job, also if it has others in it as a matrix project has. */
    @Override
    public Collection<? extends Action> createFor(AbstractItem target) {
        if (target instanceof Job || !(target instanceof ItemGroup<?> group)) {
            return List.of();
        }
        return List.of(new MillraceFolderAction(
                target,
                group,
                ExtensionList.lookupSingleton(MillraceJobActionFactory.class).glances(),
                Functions::getCurrentLocale));
    }
}
