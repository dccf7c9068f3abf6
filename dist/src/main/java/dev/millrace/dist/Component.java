package dev.millrace.dist;

import java.util.List;
import java.util.Objects;

/**
 * One library inside an artefact.
 *
 * @param group its Maven group
 * @param name its Maven artifact
 * @param version its version
 * @param declared the licences that its POM declares, any of which may be chosen: SPDX identifiers where CycloneDX knows one,
 *     else the names of the POM
 * @param site where its sources are described; empty if the POM has no address
 */
record Component(String group, String name, String version, List<String> declared, String site) {

    Component {
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(site, "site");
        declared = List.copyOf(declared);
    }

    /** Whether it is a module of this build. */
    boolean ours() {
        return group.equals("dev.millrace") || group.equals("io.jenkins.plugins");
    }

    /** The name of its jar without the extension, unique within an artefact. */
    String jarName() {
        return name + "-" + version;
    }

    @Override
    public String toString() {
        return group + ":" + name + ":" + version;
    }
}
