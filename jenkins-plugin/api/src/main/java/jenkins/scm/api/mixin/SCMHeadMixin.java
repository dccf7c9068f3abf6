package jenkins.scm.api.mixin;

/** Signature only. */
public interface SCMHeadMixin {}
