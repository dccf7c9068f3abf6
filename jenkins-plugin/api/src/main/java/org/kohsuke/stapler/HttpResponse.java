package org.kohsuke.stapler;

/** Signature only. */
public interface HttpResponse {}
