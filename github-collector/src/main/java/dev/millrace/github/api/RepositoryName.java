package dev.millrace.github.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A repository as the configuration names it.
 *
 * @param owner a user or an organisation
 * @param name the repository's own name
 */
public record RepositoryName(String owner, String name) {

    public static RepositoryName parse(String fullName) {
        int slash = fullName.indexOf('/');
        return new RepositoryName(fullName.substring(0, slash), fullName.substring(slash + 1));
    }

    /**
     * What the repository is called in everything that is stored: the name that it is configured by, as GitHub spells it. A new name
     * that GitHub gives it counts from when the configuration has it: until then everything that speaks of it, such as the services of
     * the definition and the remotes of builds, has the configured one.
     *
     * @param now its full name as GitHub writes it now
     */
    public String called(String now) {
        return now.equalsIgnoreCase(toString()) ? now : toString();
    }

    public ObjectNode variables() {
        return GraphQlClient.variables().put("owner", owner).put("name", name);
    }

    @Override
    public String toString() {
        return owner + '/' + name;
    }
}
