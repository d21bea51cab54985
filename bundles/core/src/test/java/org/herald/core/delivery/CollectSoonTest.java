package org.herald.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.sling.commons.scheduler.Scheduler;
import org.apache.sling.event.jobs.JobManager;
import org.herald.core.profile.ProfilesService;
import org.junit.jupiter.api.Test;

class CollectSoonTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private final List<Object> looks = new ArrayList<>();
    private final List<Runnable> scheduled = new ArrayList<>();
    private final List<List<Object>> jobs = new ArrayList<>();

    private static <T> T fake(Class<T> type, java.lang.reflect.InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Test
    void looksForAnAnswerAMomentLaterAndTwiceMore() {
        Scheduler scheduler = fake(Scheduler.class, (proxy, method, args) -> {
            if (method.getName().equals("AT")) {
                looks.addAll(List.of(args));
                return null;
            }
            return scheduled.add((Runnable) args[0]);
        });
        JobManager manager = fake(JobManager.class, (proxy, method, args) -> {
            jobs.add(List.of(args));
            return null;
        });
        new CollectSoon(manager, scheduler, Clock.fixed(NOW, ZoneOffset.UTC)).accept("press");
        assertThat(looks)
                .containsExactly(
                        Date.from(NOW.plus(CollectSoon.SHOWN_AFTER)),
                        CollectSoon.LOOKS,
                        CollectSoon.LOOK_PAUSE_SECONDS);
        assertThat(jobs).isEmpty();
        scheduled.get(0).run();
        assertThat(jobs).containsExactly(List.of(ProfilesService.COLLECT_TOPIC, Map.of("herald:profile", "press")));
    }
}
