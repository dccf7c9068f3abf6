package jenkins.scm.api.mixin;

/** Signature only. */
public interface ChangeRequestSCMHead extends SCMHeadMixin {
    String getId();
}
