package hudson.model;

import hudson.ExtensionPoint;

/** Signature only. */
public interface RootAction extends Action, ExtensionPoint {}
