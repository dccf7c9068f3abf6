/** What the pages of the plugin have in common as addresses: answers below a page, and parts that come up to date by themselves. */
@NullMarked
package io.jenkins.plugins.millrace.http;

import org.jspecify.annotations.NullMarked;
