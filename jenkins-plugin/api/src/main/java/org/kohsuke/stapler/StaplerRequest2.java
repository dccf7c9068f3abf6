package org.kohsuke.stapler;

import jakarta.servlet.http.HttpServletRequest;

/** Signature only. */
public interface StaplerRequest2 extends HttpServletRequest {

    String getRestOfPath();
}
