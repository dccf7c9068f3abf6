package hudson.model;

/** Signature only. */
public abstract class AbstractItem extends Actionable implements Item {
    private AbstractItem() {}

    AbstractItem(String signatureOnly) {}

    @Override
    public final String getFullName() {
        throw new UnsupportedOperationException();
    }
}
