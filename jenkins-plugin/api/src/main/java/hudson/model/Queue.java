package hudson.model;

/** Signature only. */
public class Queue {
    private Queue() {}

    public Item getItem(long id) {
        throw new UnsupportedOperationException();
    }

    /** Signature only. */
    public abstract static class Item extends Actionable {
        private Item() {}

        Item(String signatureOnly) {}

        public long getId() {
            throw new UnsupportedOperationException();
        }

        public long getInQueueSince() {
            throw new UnsupportedOperationException();
        }
    }

    /** Signature only. */
    public static final class LeftItem extends Item {
        private LeftItem() {
            super("signature only");
        }

        public boolean isCancelled() {
            throw new UnsupportedOperationException();
        }
    }

    /** Signature only. */
    public interface Executable {}
}
