// Measures what the plugin costs in a running Jenkins; docs/performance.md has the command and the budgets.
// The system properties millrace.budgets.large and millrace.budgets.many name a job whose last build has a large flow graph, and one with
// many builds; System.setProperty(...) in the script console sets them.
import hudson.ExtensionList
import io.jenkins.plugins.millrace.capture.CaptureListener
import io.jenkins.plugins.millrace.capture.QueueTimes
import io.jenkins.plugins.millrace.card.MillraceRunAction
import io.jenkins.plugins.millrace.job.MillraceJobAction
import io.jenkins.plugins.millrace.record.DeployRules
import jenkins.model.Jenkins

def large = Jenkins.get().getItemByFullName(System.getProperty('millrace.budgets.large', 'shop/large')).lastCompletedBuild
def many = Jenkins.get().getItemByFullName(System.getProperty('millrace.budgets.many', 'shop/old'))

def cpu = java.lang.management.ManagementFactory.threadMXBean
def measure = { String what, int warm, int times, int rest, Closure task ->
    warm.times { task(); sleep rest }
    def wall = [], work = []
    times.times {
        def t = System.nanoTime(), c = cpu.currentThreadCpuTime
        task()
        work << cpu.currentThreadCpuTime - c
        wall << System.nanoTime() - t
        sleep rest
    }
    def at = { List took, double p -> String.format(Locale.ROOT, '%.3f', took.sort()[(int) Math.ceil(p * times) - 1] / 1e6) }
    println "${what}: p50 ${at(wall, 0.5)} ms, p99 ${at(wall, 0.99)} ms; of this thread's CPU p50 ${at(work, 0.5)} ms, p99 ${at(work, 0.99)} ms; n = ${times}"
}

def listener = ExtensionList.lookupSingleton(CaptureListener)
def queue = ExtensionList.lookupSingleton(QueueTimes)
def small = many.lastCompletedBuild
// on the build's thread; the record exists already, so that the background thread has nothing to write
measure('build starts (onStarted)', 200, 2000, 0) { listener.onStarted(small, null) }
measure('build ends (onFinalized)', 200, 1000, 5) { listener.onFinalized(small) }
def id = -1L
measure('item enters and leaves the queue', 200, 2000, 0) {
    queue.enter(--id, dev.millrace.buildcard.Wait.Kind.EXECUTOR); queue.left(id, java.time.Instant.now()); queue.take(id)
}
def reader = Class.forName('io.jenkins.plugins.millrace.capture.RunReader', true, listener.class.classLoader)
def read = reader.declaredMethods.find { it.name == 'read' && it.parameterCount == 4 }
read.accessible = true
println "flow graph of ${large}: ${large.execution.approximateNodeCount()} nodes"
measure('large graph read into a record', 5, 100, 0) { read.invoke(null, large, large.parent.fullName, listener.downtimes(), DeployRules.NONE) }
def card = large.getAction(MillraceRunAction)
measure('card of the large build, record in memory', 20, 200, 0) { card.card }
println "${many.fullName}: build folders ${many.buildDir.list().count { it.isInteger() }}"
def page = many.getAction(MillraceJobAction)
def loaded = many._getRuns().getLoadedBuilds().size()
println "characters: card ${card.card.length()}, page ${page.page.length()}, card of the job ${page.card.length()}"
measure('Flow page of the job', 20, 200, 0) { page.page }
measure('card on the main page of the job', 20, 200, 0) { page.card }
println "builds loaded by these pages: ${many._getRuns().getLoadedBuilds().size() - loaded}"
println "summary on disk: ${new File(many.rootDir, 'millrace-summary.ndjson').length()} bytes"
