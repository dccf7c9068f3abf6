package dev.millrace.pseudonym;

import dev.millrace.model.Actor;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns what a source says of a person into what a store keeps: HMAC-SHA-256 under 256 random bits. Without the key a list of names leads
 * to nobody. Not a record, because a record prints what it holds.
 */
public final class PseudonymKey {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;
    private static final int ID_BYTES = 8;
    private static final Pattern TEXT = Pattern.compile("[0-9a-f]{" + 2 * BYTES + "}");

    private final byte[] secret;

    private PseudonymKey(byte[] secret) {
        this.secret = secret;
    }

    /** A new key. */
    public static PseudonymKey random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new PseudonymKey(bytes);
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException if it is no key; repeats nothing of it
     */
    public static PseudonymKey parse(String text) {
        String line = text.strip();
        if (line.isEmpty()) {
            throw new IllegalArgumentException("it is empty");
        }
        if (!TEXT.matcher(line).matches()) {
            throw new IllegalArgumentException("it is not one line of " + 2 * BYTES + " hexadecimal digits");
        }
        return new PseudonymKey(HexFormat.of().parseHex(line));
    }

    /** The key as a line of text: the secret itself. */
    public String text() {
        return HexFormat.of().formatHex(secret) + "\n";
    }

    /** Tells this key from others; says nothing of it. */
    public String id() {
        return HexFormat.of().formatHex(hmac("millrace key id"), 0, ID_BYTES);
    }

    /** The actor as a store with this key keeps it; one that is keyed already, by whatever key, is kept as it is. */
    public Actor keyed(Actor actor) {
        return actor.isKeyed() ? actor : actor.keyed(hmac(actor.pseudonym()));
    }

    private byte[] hmac(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "key " + id();
    }
}
