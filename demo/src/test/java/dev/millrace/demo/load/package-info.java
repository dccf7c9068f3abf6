/** Load on a hub that is a process of its own: many clients at once from one thread, and what became of their requests. */
package dev.millrace.demo.load;
