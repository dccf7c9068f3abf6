package hudson.model;

import java.io.File;

/** Signature only, with a name for tests. */
public abstract class AbstractItem extends Actionable implements Item {
    private AbstractItem() {}

    AbstractItem(String signatureOnly) {}

    protected AbstractItem(ItemGroup parent, String name) {}

    @Override
    public File getRootDir() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ItemGroup<? extends Item> getParent() {
        throw new UnsupportedOperationException();
    }

    @Override
    public final String getFullName() {
        return "folder/job";
    }
}
