package hudson.model.queue;

import hudson.ExtensionPoint;
import hudson.model.Queue;

/** Signature only. */
public abstract class QueueListener implements ExtensionPoint {
    public QueueListener() {}

    public void onEnterWaiting(Queue.WaitingItem item) {}

    public void onLeaveWaiting(Queue.WaitingItem item) {}

    public void onEnterBlocked(Queue.BlockedItem item) {}

    public void onLeaveBlocked(Queue.BlockedItem item) {}

    public void onEnterBuildable(Queue.BuildableItem item) {}

    public void onLeaveBuildable(Queue.BuildableItem item) {}

    public void onLeft(Queue.LeftItem item) {}
}
