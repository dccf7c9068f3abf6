package org.kohsuke.stapler;

/** Signature only. */
public class HttpResponses {
    HttpResponses(String signatureOnly) {}

    public static HttpResponse redirectToDot() {
        throw new UnsupportedOperationException();
    }
}
