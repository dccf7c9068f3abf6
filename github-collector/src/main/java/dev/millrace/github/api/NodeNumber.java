package dev.millrace.github.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number that GitHub's REST API gives to what GraphQL names by a node id. GitHub calls node ids opaque: use a number only of a kind
 * of node of which another one, with a known number, is read rightly by the same rule.
 */
public final class NodeNumber {

    /** {@code 016:DeploymentStatus209916254} in Base64: the old form. */
    private static final Pattern OLD = Pattern.compile("\\d{1,4}:[A-Za-z]{1,100}?(\\d{1,18})");

    private static final int LONGEST = 200;
    private static final int UINT_8 = 0xcc;
    private static final int UINT_16 = 0xcd;
    private static final int UINT_32 = 0xce;
    private static final int UINT_64 = 0xcf;
    private static final int SMALL = 0x80;

    private NodeNumber() {}

    /** The number; empty if the id has another form than those that are known. */
    public static OptionalLong of(String nodeId) {
        if (nodeId.length() > LONGEST) {
            return OptionalLong.empty();
        }
        try {
            int sign = nodeId.indexOf('_');
            return sign > 0
                    ? lastOfList(Base64.getUrlDecoder().decode(nodeId.substring(sign + 1)))
                    : old(new String(Base64.getDecoder().decode(nodeId), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong old(String text) {
        Matcher matcher = OLD.matcher(text);
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    /** The new form: a MessagePack list of numbers, of which the last one is the node's. */
    private static OptionalLong lastOfList(byte[] packed) {
        int left = packed.length == 0 ? 0 : (packed[0] & 0xff) - 0x90;
        if (left < 1 || left > 0xf) {
            return OptionalLong.empty();
        }
        long last = -1;
        int at = 1;
        for (; left > 0 && at < packed.length; left--) {
            int head = packed[at++] & 0xff;
            int length = switch (head) {
                case UINT_8 -> 1;
                case UINT_16 -> 2;
                case UINT_32 -> 4;
                case UINT_64 -> 8;
                default -> head < SMALL ? 0 : Integer.MAX_VALUE;
            };
            if (length > packed.length - at) {
                return OptionalLong.empty();
            }
            last = length == 0 ? head : 0;
            for (int i = 0; i < length; i++) {
                last = (last << 8) | (packed[at++] & 0xff);
            }
        }
        return left == 0 && at == packed.length && last >= 0 ? OptionalLong.of(last) : OptionalLong.empty();
    }
}
