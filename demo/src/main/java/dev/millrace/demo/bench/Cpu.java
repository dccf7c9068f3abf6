package dev.millrace.demo.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The CPU time of this process: unlike time on the wall it says the same on a busy machine. */
public final class Cpu {

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** What all threads took so far, with garbage collection and compilation, in nanoseconds. */
    public long nanos() {
        return system.getProcessCpuTime();
    }
}
