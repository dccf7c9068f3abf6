package com.cloudbees.hudson.plugins.folder;

import hudson.model.Descriptor;

/** Signature only. */
public abstract class AbstractFolderPropertyDescriptor extends Descriptor<AbstractFolderProperty<?>> {
    public AbstractFolderPropertyDescriptor() {}
}
