package dev.millrace.hub.webhook;

import dev.millrace.http.Secret;
import dev.millrace.model.ToolInstance;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The webhook of one Jira or GitHub, and how a request proves that it comes from there: by a signature of its body ({@code sha256=}
 * and the HMAC in hexadecimal, as in WebSub), or where a Jira cannot sign by the secret itself.
 *
 * @param site the tool
 * @param secret what it and the hub share
 */
public record ToolWebhook(ToolInstance site, Secret secret) {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "sha256=";

    /** Validates. */
    public ToolWebhook {
        Objects.requireNonNull(site, "site");
        Objects.requireNonNull(secret, "secret");
    }

    /**
     * Whether a request comes from that tool. A signature that is there must be right, whatever else is said.
     *
     * @param signature the header with the signature
     * @param shown the secret as the request shows it
     */
    boolean sent(byte[] body, Optional<String> signature, Optional<String> shown) {
        return signature.isPresent()
                ? isSignature(signature.get(), body)
                : shown.filter(this::isSecret).isPresent();
    }

    private boolean isSignature(String header, byte[] body) {
        String lower = header.strip().toLowerCase(Locale.ROOT);
        if (!lower.startsWith(PREFIX)) {
            return false;
        }
        byte[] given;
        try {
            given = HexFormat.of().parseHex(lower.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            return false;
        }
        return MessageDigest.isEqual(given, hmac(body));
    }

    private boolean isSecret(String text) {
        // the same time for every wrong text, whatever its length
        return MessageDigest.isEqual(
                hmac(text.getBytes(StandardCharsets.UTF_8)),
                hmac(secret.reveal().getBytes(StandardCharsets.UTF_8)));
    }

    private byte[] hmac(byte[] text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
