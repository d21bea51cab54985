package org.herald.bench;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.jackrabbit.oak.api.PropertyState;
import org.apache.jackrabbit.oak.api.Type;
import org.apache.jackrabbit.oak.spi.commit.CommitInfo;
import org.apache.jackrabbit.oak.spi.commit.DefaultEditor;
import org.apache.jackrabbit.oak.spi.commit.Editor;
import org.apache.jackrabbit.oak.spi.commit.EditorProvider;
import org.apache.jackrabbit.oak.spi.state.NodeBuilder;
import org.apache.jackrabbit.oak.spi.state.NodeState;
import org.osgi.service.component.annotations.Component;

/**
 * Ends the whole process, as {@code kill -9} does, at the commit that gives a property a value: inside the commit, so
 * that it is never made, or some milliseconds later, so that it is made and nothing else may be.
 */
@Component(service = {EditorProvider.class, CommitCrash.class})
public final class CommitCrash implements EditorProvider {
    /** What a shell reports for a process that SIGKILL ended. */
    private static final int KILLED = 137;

    /** Where to crash. {@code after} in milliseconds; zero is inside the commit. */
    record Trap(String property, String value, long after) {}

    private final AtomicReference<Trap> trap = new AtomicReference<>();

    /** The next commit that does this is the last one. */
    void set(Trap next) {
        trap.set(next);
    }

    @Override
    public Editor getRootEditor(NodeState before, NodeState after, NodeBuilder builder, CommitInfo info) {
        Trap set = trap.get();
        return set == null ? null : new Watch(set);
    }

    private final class Watch extends DefaultEditor {
        private final Trap set;

        Watch(Trap set) {
            this.set = set;
        }

        @Override
        public Editor childNodeAdded(String name, NodeState after) {
            return this;
        }

        @Override
        public Editor childNodeChanged(String name, NodeState before, NodeState after) {
            return this;
        }

        @Override
        public void propertyAdded(PropertyState after) {
            spring(after);
        }

        @Override
        public void propertyChanged(PropertyState before, PropertyState after) {
            spring(after);
        }

        private void spring(PropertyState state) {
            boolean here = state.getName().equals(set.property())
                    && !state.isArray()
                    && state.getValue(Type.STRING).toLowerCase(Locale.ROOT).equals(set.value());
            if (here && trap.compareAndSet(set, null)) {
                if (set.after() == 0) {
                    Runtime.getRuntime().halt(KILLED);
                }
                Thread crash = new Thread(() -> halt(set.after()), "herald-crash");
                crash.setDaemon(true);
                crash.start();
            }
        }
    }

    private static void halt(long after) {
        try {
            TimeUnit.MILLISECONDS.sleep(after);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(KILLED);
    }
}
