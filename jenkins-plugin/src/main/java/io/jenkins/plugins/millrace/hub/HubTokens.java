package io.jenkins.plugins.millrace.hub;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.util.ListBoxModel;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** Secret texts of the credentials store. Touch it only where the credentials plugins are there. */
final class HubTokens {

    private HubTokens() {}

    /** The secret text of that id, as Jenkins itself may see it; empty if there is none. */
    static Optional<String> find(String id) {
        // the form that names nobody looks with the rights of Jenkins itself
        return CredentialsProvider.lookupCredentials(StringCredentials.class, Jenkins.get()).stream()
                .filter(credential -> credential.getId().equals(id))
                .findFirst()
                .map(credential -> credential.getSecret().getPlainText());
    }

    /** Adds the secret texts to choose from. */
    static void list(ListBoxModel choices) {
        CredentialsProvider.lookupCredentials(StringCredentials.class, Jenkins.get())
                .forEach(credential -> choices.add(
                        credential.getDescription().isBlank() ? credential.getId() : credential.getDescription(),
                        credential.getId()));
    }
}
