package io.jenkins.plugins.millrace.card;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Action;
import hudson.model.Run;
import io.jenkins.plugins.millrace.capture.CaptureListener;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;

/** Puts the card on every build, also on those from before Millrace was there. */
@Extension
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class MillraceActionFactory extends TransientActionFactory<Run> {

    @Override
    public Class<Run> type() {
        return Run.class;
    }

    /** Cheap: Jenkins asks for the actions of a build very often, the record is read only when the card is shown. */
    @Override
    public Collection<? extends Action> createFor(Run target) {
        Run<?, ?> run = target;
        return List.of(new MillraceRunAction(
                run, () -> capture().record(run), () -> capture().jobOf(run), InstantSource.system()));
    }

    private static CaptureListener capture() {
        return ExtensionList.lookupSingleton(CaptureListener.class);
    }
}
