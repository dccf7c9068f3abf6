package com.cloudbees.plugins.credentials;

import hudson.ExtensionPoint;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.ItemGroup;
import java.util.List;

/** Signature only. */
public abstract class CredentialsProvider extends Descriptor<CredentialsProvider>
        implements ExtensionPoint, Describable<CredentialsProvider> {
    CredentialsProvider() {}

    public static <C extends Credentials> List<C> lookupCredentials(Class<C> type, ItemGroup itemGroup) {
        throw new UnsupportedOperationException();
    }
}
