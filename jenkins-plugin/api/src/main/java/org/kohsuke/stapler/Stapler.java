package org.kohsuke.stapler;

import jakarta.servlet.http.HttpServlet;

/** Signature only. */
public class Stapler extends HttpServlet {
    Stapler(String signatureOnly) {}

    public static StaplerRequest2 getCurrentRequest2() {
        throw new UnsupportedOperationException();
    }
}
