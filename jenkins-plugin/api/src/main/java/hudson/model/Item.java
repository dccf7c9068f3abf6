package hudson.model;

import hudson.security.AccessControlled;
import hudson.security.Permission;

/** Signature only. */
public interface Item extends PersistenceRoot, AccessControlled {
    Permission READ = Permission.READ;

    String getFullName();

    ItemGroup<? extends Item> getParent();
}
