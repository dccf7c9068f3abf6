package dev.millrace.github;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A repository as the configuration names it.
 *
 * @param owner a user or an organisation
 * @param name the repository's own name
 */
record RepositoryName(String owner, String name) {

    static RepositoryName parse(String fullName) {
        int slash = fullName.indexOf('/');
        return new RepositoryName(fullName.substring(0, slash), fullName.substring(slash + 1));
    }

    ObjectNode variables() {
        return GraphQlClient.variables().put("owner", owner).put("name", name);
    }

    @Override
    public String toString() {
        return owner + '/' + name;
    }
}
