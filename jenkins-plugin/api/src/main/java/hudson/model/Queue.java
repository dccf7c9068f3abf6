package hudson.model;

import hudson.model.queue.SubTask;

/** Signature only. */
public class Queue {
    private Queue() {}

    public Item[] getItems() {
        throw new UnsupportedOperationException();
    }

    public Item getItem(long id) {
        throw new UnsupportedOperationException();
    }

    /** Signature only. */
    public abstract static class Item extends Actionable {
        public final Task task;

        private Item() {
            throw new UnsupportedOperationException();
        }

        Item(String signatureOnly) {
            throw new UnsupportedOperationException(signatureOnly);
        }

        public long getId() {
            throw new UnsupportedOperationException();
        }

        public long getInQueueSince() {
            throw new UnsupportedOperationException();
        }

        public Label getAssignedLabel() {
            throw new UnsupportedOperationException();
        }
    }

    /** Signature only. */
    public static final class WaitingItem extends Item {
        private WaitingItem() {
            super("signature only");
        }
    }

    /** Signature only. */
    public abstract static class NotWaitingItem extends Item {
        public final long buildableStartMilliseconds;

        NotWaitingItem(String signatureOnly) {
            super(signatureOnly);
            throw new UnsupportedOperationException(signatureOnly);
        }
    }

    /** Signature only. */
    public static final class BlockedItem extends NotWaitingItem {
        private BlockedItem() {
            super("signature only");
        }
    }

    /** Signature only. */
    public static final class BuildableItem extends NotWaitingItem {
        private BuildableItem() {
            super("signature only");
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
    public interface Task extends SubTask {}

    /** Signature only. */
    public interface Executable {}
}
