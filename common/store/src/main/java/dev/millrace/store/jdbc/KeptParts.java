package dev.millrace.store.jdbc;

import dev.millrace.store.FactMark;
import dev.millrace.store.Kept;
import dev.millrace.store.StoreException;
import dev.millrace.store.StoredText;
import dev.millrace.store.rows.Database;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;

/** Parts that are read piece by piece. Each piece is read with a look whether all is still what it was. */
final class KeptParts implements Kept {

    /** The longest piece, in bytes. */
    static final int PIECE = 1 << 20;

    private static final String BYTES = "SELECT b.bytes FROM projection p JOIN projection_part b ON b.name = p.name"
            + " WHERE p.name = ? AND p.made = ? AND b.part = ? AND b.number = ?";

    private final Database database;
    private final String name;
    private final String made;
    private final FactMark mark;

    KeptParts(Database database, String name, String made, FactMark mark) {
        this.database = database;
        this.name = name;
        this.made = made;
        this.mark = mark;
    }

    @Override
    public FactMark mark() {
        return mark;
    }

    @Override
    public InputStream part(String part) {
        return new Pieces(
                part,
                piece(part, 0)
                        .orElseThrow(
                                () -> new StoreException("nothing is kept as " + part + " of " + name + " any more")));
    }

    private Optional<byte[]> piece(String part, int number) {
        return database.read(statements -> {
            Optional<byte[]> bytes = statements.first(
                    BYTES, row -> row.getBytes(1), StoredText.of(name), made, StoredText.of(part), number);
            if (bytes.isEmpty()
                    && statements
                            .first(
                                    "SELECT 1 FROM projection WHERE name = ? AND made = ?",
                                    row -> true,
                                    StoredText.of(name),
                                    made)
                            .isEmpty()) {
                throw new StoreException("what was kept as " + name + " has been replaced meanwhile: try again");
            }
            return bytes;
        });
    }

    private final class Pieces extends InputStream {

        private final String part;
        private byte[] piece;
        private int number;
        private int next;

        Pieces(String part, byte[] first) {
            this.part = part;
            this.piece = first;
        }

        @Override
        public int read() {
            return more() ? piece[next++] & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            Objects.checkFromIndexSize(offset, length, into.length);
            if (length == 0) {
                return 0;
            }
            if (!more()) {
                return -1;
            }
            int count = Math.min(length, piece.length - next);
            System.arraycopy(piece, next, into, offset, count);
            next += count;
            return count;
        }

        @Override
        public int available() {
            return piece.length - next;
        }

        /** Whether there is another byte; a piece that is not full is the last. */
        private boolean more() {
            if (next == piece.length && piece.length == PIECE) {
                piece = piece(part, ++number).orElse(new byte[0]);
                next = 0;
            }
            return next < piece.length;
        }
    }
}
