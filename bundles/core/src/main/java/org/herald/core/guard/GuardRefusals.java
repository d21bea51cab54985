package org.herald.core.guard;

import java.util.Optional;
import org.herald.Refusals;
import org.herald.Rejection;
import org.osgi.service.component.annotations.Component;

/**
 * Remembers what was refused in a thread. The CMS's own servlets keep the reason to themselves, and a commit is made by
 * the thread that answers the request.
 */
@Component(service = {Refusals.class, GuardRefusals.class})
public final class GuardRefusals implements Refusals {
    private final ThreadLocal<Noted> watched = new ThreadLocal<>();

    private final class Noted implements Watch {
        private final Noted outer;
        private Rejection last;

        Noted(Noted outer) {
            this.outer = outer;
        }

        @Override
        public Optional<Rejection> last() {
            return Optional.ofNullable(last);
        }

        @Override
        public void close() {
            if (outer == null) {
                watched.remove();
            } else {
                watched.set(outer);
            }
        }
    }

    @Override
    public Watch watch() {
        Noted noted = new Noted(watched.get());
        watched.set(noted);
        return noted;
    }

    /** Notes what was refused; where nobody watches this thread, nobody is told. */
    public void note(Rejection rejection) {
        Noted noted = watched.get();
        if (noted != null) {
            noted.last = rejection;
        }
    }
}
