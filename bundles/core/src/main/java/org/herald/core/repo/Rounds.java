package org.herald.core.repo;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread of its own for rounds that wait for networks: the scheduler's few threads are there for what is due. */
public final class Rounds {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final AtomicBoolean busy = new AtomicBoolean();
    private final ExecutorService worker;

    /**
     * Makes the thread, which begins at the first round.
     *
     * @param name as it is shown among the threads of the CMS
     */
    public Rounds(String name) {
        worker = Executors.newSingleThreadExecutor(round -> {
            Thread thread = new Thread(round, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins a round, unless one is going on. */
    public void begin(Runnable round) {
        if (!busy.compareAndSet(false, true)) {
            return;
        }
        try {
            worker.execute(() -> run(round));
        } catch (RejectedExecutionException e) {
            busy.set(false); // the CMS is stopping
        }
    }

    private void run(Runnable round) {
        try {
            round.run();
        } catch (RuntimeException e) {
            LOG.error("A round failed; it is tried again", e);
        } finally {
            busy.set(false);
        }
    }

    /** Interrupts what is going on, and begins nothing any more. */
    public void end() {
        worker.shutdownNow();
    }
}
