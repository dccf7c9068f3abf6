/**
 * What is wrong with a configuration, its tokens, the hosts it names and the store: {@code millrace doctor}. Looks only; nothing is
 * written, neither into the store nor into a tool. What of one tool only its collector knows lies there.
 */
@NullMarked
package dev.millrace.app.doctor;

import org.jspecify.annotations.NullMarked;
