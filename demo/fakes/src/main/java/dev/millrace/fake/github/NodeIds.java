package dev.millrace.fake.github;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/** Node ids in GitHub's form of today: a prefix, and a MessagePack list of a zero, the repository, and the number of the thing. */
final class NodeIds {

    private static final int LIST_OF_THREE = 0x93;
    private static final int UINT_32 = 0xce;
    private static final int UINT_64 = 0xcf;

    private NodeIds() {}

    static String of(String prefix, int repository, long number) {
        ByteBuffer packed = ByteBuffer.allocate(16);
        packed.put((byte) LIST_OF_THREE).put((byte) 0);
        packed.put((byte) UINT_32).putInt(repository);
        if (number >>> Integer.SIZE == 0) {
            packed.put((byte) UINT_32).putInt((int) number);
        } else {
            packed.put((byte) UINT_64).putLong(number);
        }
        return prefix
                + '_'
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(Arrays.copyOf(packed.array(), packed.position()));
    }
}
