package io.jenkins.plugins.millrace.capture;

import dev.millrace.buildcard.HeadRecord;
import hudson.model.Run;
import hudson.plugins.git.Branch;
import hudson.plugins.git.GitChangeSet;
import hudson.plugins.git.Revision;
import hudson.plugins.git.util.BuildData;
import hudson.scm.ChangeLogSet;
import io.jenkins.plugins.millrace.plugins.Plugins;
import io.jenkins.plugins.millrace.record.Remotes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import jenkins.scm.api.SCMRevisionAction;
import jenkins.scm.api.metadata.ObjectMetadataAction;
import jenkins.scm.api.mixin.ChangeRequestSCMHead;
import jenkins.scm.api.mixin.ChangeRequestSCMHead2;
import org.jspecify.annotations.Nullable;

/** What only the Git plugin knows of a build. Needs that plugin; see {@link Plugins}. */
final class GitFacts {

    private static final Pattern REMOTE_PREFIX = Pattern.compile("^(refs/remotes/)?origin/|^refs/heads/");

    private GitFacts() {}

    /** The revisions it checked out, in order of checkout. */
    static List<HeadRecord> heads(Run<?, ?> run) {
        List<HeadRecord> heads = new ArrayList<>();
        for (BuildData data : run.getActions(BuildData.class)) {
            Revision revision = data.getLastBuiltRevision();
            if (revision != null) {
                Set<String> remotes = data.getRemoteUrls();
                heads.add(new HeadRecord(
                        remotes == null
                                ? List.of()
                                : remotes.stream()
                                        .map(Remotes::withoutUser)
                                        .sorted()
                                        .toList(),
                        revision.getSha1String()));
            }
        }
        return heads.stream().distinct().toList();
    }

    /** The branch or pull request of a multibranch job, else the branch that the first checkout found. */
    static @Nullable String branch(Run<?, ?> run) {
        SCMRevisionAction multibranch = run.getAction(SCMRevisionAction.class);
        if (multibranch != null) {
            return multibranch.getRevision().getHead().getName();
        }
        for (BuildData data : run.getActions(BuildData.class)) {
            Revision revision = data.getLastBuiltRevision();
            if (revision != null) {
                for (Branch branch : revision.getBranches()) {
                    String name = branch.getName();
                    if (name != null && !name.equals("detached")) {
                        return REMOTE_PREFIX.matcher(name).replaceFirst("");
                    }
                }
            }
        }
        return null;
    }

    /** The branch that the change request of a multibranch job comes from; null for a branch, and if that is not known. */
    static @Nullable String originOfChangeRequest(Run<?, ?> run) {
        SCMRevisionAction multibranch = run.getAction(SCMRevisionAction.class);
        return multibranch != null && multibranch.getRevision().getHead() instanceof ChangeRequestSCMHead2 head
                ? head.getOriginName()
                : null;
    }

    /** The number of the change request that a multibranch job builds; null for a branch. */
    static @Nullable String changeRequest(Run<?, ?> run) {
        SCMRevisionAction multibranch = run.getAction(SCMRevisionAction.class);
        return multibranch != null && multibranch.getRevision().getHead() instanceof ChangeRequestSCMHead head
                ? head.getId()
                : null;
    }

    /** The title of the change request that a multibranch job builds, as it is now; null for a branch, and if that is not known. */
    static @Nullable String titleOfChangeRequest(Run<?, ?> run) {
        SCMRevisionAction multibranch = run.getAction(SCMRevisionAction.class);
        if (multibranch == null || !(multibranch.getRevision().getHead() instanceof ChangeRequestSCMHead)) {
            return null;
        }
        ObjectMetadataAction metadata = run.getParent().getAction(ObjectMetadataAction.class);
        return metadata == null ? null : metadata.getObjectDisplayName();
    }

    /** The whole message of a Git commit; the change log itself gives only its title. */
    static @Nullable String message(ChangeLogSet.Entry entry) {
        return entry instanceof GitChangeSet git ? git.getComment() : null;
    }
}
