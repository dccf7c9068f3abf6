package dev.millrace.demo.company;

/** Who writes the code of a pull request. */
public enum Writing {
    /** A person, as far as the tools show. */
    PERSON,
    /** A person with an assistant: the pull request has a label that says so. */
    ASSISTED,
    /** An agent, for a person: the pull request is opened by the agent's account. */
    AGENT
}
