package org.herald.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.apache.sling.commons.scheduler.Scheduler;
import org.junit.jupiter.api.Test;

class CollectSoonTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private final List<Object> looks = new ArrayList<>();
    private final List<Runnable> scheduled = new ArrayList<>();
    private final List<String> rounds = new ArrayList<>();

    private static <T> T fake(Class<T> type, java.lang.reflect.InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private final Scheduler scheduler = fake(Scheduler.class, (proxy, method, args) -> {
        if (method.getName().equals("AT")) {
            looks.addAll(List.of(args));
            return null;
        }
        return scheduled.add((Runnable) args[0]);
    });

    @Test
    void looksForAnAnswerAMomentLaterAndTwiceMore() {
        new CollectSoon(rounds::add, scheduler, Clock.fixed(NOW, ZoneOffset.UTC)).accept("press");
        assertThat(looks)
                .containsExactly(
                        Date.from(NOW.plus(CollectSoon.SHOWN_AFTER)),
                        CollectSoon.LOOKS,
                        CollectSoon.LOOK_PAUSE_SECONDS);
        assertThat(rounds).isEmpty();
        scheduled.get(0).run();
        assertThat(rounds).containsExactly("press");
    }

    /** Three hundred answers made nine hundred rounds, and another profile's comments came a minute late (seen). */
    @Test
    void manyAnswersInARowMakeNoMoreRoundsThanItTakes() {
        World.Time time = new World.Time();
        Instant began = time.now;
        CollectSoon soon = new CollectSoon(rounds::add, scheduler, time);
        for (int i = 0; i < 50; i++) {
            soon.accept("press");
            time.now = time.now.plusMillis(100);
        }
        assertThat(scheduled).as("within five seconds").hasSize(1);
        soon.accept("town");
        assertThat(scheduled).as("each profile has its own").hasSize(2);
        time.now = began.plusSeconds(CollectSoon.LOOK_PAUSE_SECONDS);
        soon.accept("press");
        assertThat(scheduled).as("what comes later is looked for later").hasSize(3);
        time.now = began.minusSeconds(3600);
        soon.accept("press");
        assertThat(scheduled).as("a clock that was set back holds nothing up").hasSize(4);
    }
}
