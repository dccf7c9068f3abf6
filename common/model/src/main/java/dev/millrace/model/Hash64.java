package dev.millrace.model;

/**
 * 64 bits that stand for a text, where it is kept only to be recognised. That two of some million texts have the same is less likely
 * than one in a million; git itself names commits by fewer bits.
 */
public final class Hash64 {

    private static final long BASIS = 0xCBF29CE484222325L;
    private static final long PRIME = 0x100000001B3L;

    private Hash64() {}

    /** What stands for the text. */
    public static long of(String text) {
        long hash = BASIS;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            hash = (hash ^ (unit & 0xFF)) * PRIME;
            hash = (hash ^ (unit >>> Byte.SIZE)) * PRIME;
        }
        return mix(hash);
    }

    /** Spreads a number over all bits, different ones to different ones. */
    public static long mix(long value) {
        long mixed = (value ^ (value >>> 33)) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ (mixed >>> 33);
    }
}
