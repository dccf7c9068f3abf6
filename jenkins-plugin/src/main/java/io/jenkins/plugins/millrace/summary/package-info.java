/**
 * The numbers of the latest builds of each job, made of the records in the build folders and kept beside them, so that a page of a
 * job reads no build. Contains no type of Jenkins.
 */
@NullMarked
package io.jenkins.plugins.millrace.summary;

import org.jspecify.annotations.NullMarked;
