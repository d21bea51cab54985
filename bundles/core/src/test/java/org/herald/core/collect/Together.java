package org.herald.core.collect;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.herald.Rejection;

/** Two people who do something at the same moment. */
final class Together implements AutoCloseable {
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    /** What each is answered: what was done, or the kind and code of the refusal. */
    List<String> run(Callable<String> one, Callable<String> other) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        List<Future<String>> running = new ArrayList<>();
        for (Callable<String> call : List.of(one, other)) {
            running.add(threads.submit(() -> {
                start.await();
                try {
                    return call.call();
                } catch (Rejection e) {
                    return e.kind() + " " + e.code();
                }
            }));
        }
        return List.of(running.get(0).get(), running.get(1).get());
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
