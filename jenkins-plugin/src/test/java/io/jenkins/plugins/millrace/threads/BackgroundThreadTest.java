package io.jenkins.plugins.millrace.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BackgroundThreadTest {

    @Test
    void thread_that_looks_for_tasks_does_all_in_order_whatever_one_of_them_throws() throws Exception {
        Executor thread = BackgroundThread.looking("test", 5);
        StringBuffer done = new StringBuffer();
        CountDownLatch last = new CountDownLatch(1);
        thread.execute(() -> done.append("a").append(Thread.currentThread().getName()));
        thread.execute(() -> {
            throw new IllegalStateException("as a test wants");
        });
        thread.execute(() -> {
            throw new OutOfMemoryError("as a test wants");
        });
        thread.execute(() -> Thread.currentThread().interrupt());
        thread.execute(() -> {
            done.append("b");
            last.countDown();
        });
        assertThat(last.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(done).hasToString("atestb");
    }

    @Test
    void nobody_waits_for_room() {
        Executor thread = BackgroundThread.looking("test", 1);
        CountDownLatch never = new CountDownLatch(1);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 3; i++) {
                        thread.execute(() -> {
                            try {
                                never.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
                    }
                })
                .isInstanceOf(RejectedExecutionException.class);
    }
}
