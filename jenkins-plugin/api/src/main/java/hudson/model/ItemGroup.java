package hudson.model;

/** Signature only. */
public interface ItemGroup<T extends Item> extends ModelObject {}
