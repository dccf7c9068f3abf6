package com.cloudbees.plugins.credentials.common;

import com.cloudbees.plugins.credentials.Credentials;

/** Signature only. */
public interface IdCredentials extends Credentials {
    String getId();
}
