package jenkins.scm.api.mixin;

/** Signature only. */
public interface ChangeRequestSCMHead2 extends ChangeRequestSCMHead {
    String getOriginName();
}
