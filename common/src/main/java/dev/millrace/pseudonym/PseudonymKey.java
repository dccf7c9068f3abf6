package dev.millrace.pseudonym;

import dev.millrace.model.Actor;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns what a source says of a person into what a store keeps: HMAC-SHA-256 under 256 random bits. Without the key a list of names leads
 * to nobody. A key that was rotated consists of several parts, applied one after the other, so that who was somebody under the earlier
 * ones stays the same. Not a record, because a record prints what it holds.
 */
public final class PseudonymKey {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;
    private static final int ID_BYTES = 8;
    private static final Pattern PART = Pattern.compile("[0-9a-f]{" + 2 * BYTES + "}");

    private final List<byte[]> parts;

    private PseudonymKey(List<byte[]> parts) {
        this.parts = List.copyOf(parts);
    }

    /** A new key. */
    public static PseudonymKey random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new PseudonymKey(List.of(bytes));
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException names the line that is no part of a key, and repeats nothing of it
     */
    public static PseudonymKey parse(String text) {
        List<String> lines = text.lines().map(String::strip).toList();
        List<byte[]> parts = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!PART.matcher(lines.get(i)).matches()) {
                throw new IllegalArgumentException("line " + (i + 1) + " is not " + 2 * BYTES + " hexadecimal digits");
            }
            parts.add(HexFormat.of().parseHex(lines.get(i)));
        }
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("it is empty");
        }
        return new PseudonymKey(parts);
    }

    /** The key as text, a line for each part: the secret itself. */
    public String text() {
        return parts.stream().map(part -> HexFormat.of().formatHex(part) + "\n").collect(Collectors.joining());
    }

    /** Tells this key from others; says nothing of it. */
    public String id() {
        byte[] all = text().getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(hmac(all, "millrace key id"), 0, ID_BYTES);
    }

    /** This key, or what it was before it was rotated, whichever has that id; empty if none has. */
    public Optional<PseudonymKey> withId(String id) {
        for (int size = parts.size(); size > 0; size--) {
            PseudonymKey earlier = new PseudonymKey(parts.subList(0, size));
            if (earlier.id().equals(id)) {
                return Optional.of(earlier);
            }
        }
        return Optional.empty();
    }

    /** This key with a new part. */
    public PseudonymKey rotated() {
        List<byte[]> more = new ArrayList<>(parts);
        more.addAll(random().parts);
        return new PseudonymKey(more);
    }

    /** The actor as a store with this key keeps it; one that is keyed already, by whatever key, is kept as it is. */
    public Actor keyed(Actor actor) {
        if (actor.isKeyed()) {
            return actor;
        }
        Actor keyed = actor;
        for (byte[] part : parts) {
            keyed = keyed.keyed(hmac(part, keyed.pseudonym()));
        }
        return keyed;
    }

    /** What an actor that was keyed before the key was rotated is under its last part. */
    public Actor keyedAgain(Actor actor) {
        return actor.keyed(hmac(parts.get(parts.size() - 1), actor.pseudonym()));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
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
