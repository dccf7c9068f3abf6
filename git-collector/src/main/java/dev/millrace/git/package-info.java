/**
 * The history of a git repository to facts, from a clone on this machine: what Bitbucket, GitLab, Gerrit or any other server hosts. Runs
 * git itself. Knows no pull requests and no server.
 */
@NullMarked
package dev.millrace.git;

import org.jspecify.annotations.NullMarked;
