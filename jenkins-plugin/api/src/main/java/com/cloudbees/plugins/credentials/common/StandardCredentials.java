package com.cloudbees.plugins.credentials.common;

/** Signature only. */
public interface StandardCredentials extends IdCredentials {
    String getDescription();
}
