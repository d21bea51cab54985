package org.herald.core.repo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.jcr.RepositoryException;
import org.apache.jackrabbit.oak.api.CommitFailedException;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SlingContextExtension.class)
class PersistenceTest {
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);

    private ResourceResolver open() {
        return new Repository(context.getService(ResourceResolverFactory.class), null).open();
    }

    @Test
    void twoWhoWriteTheSameMeetInAConflict() throws Exception {
        context.create().resource("/content/one", "value", "before");
        context.resourceResolver().commit();
        try (ResourceResolver one = open();
                ResourceResolver other = open()) {
            write(one, "one");
            write(other, "other");
            Persistence.commit(one, "write");
            assertThatThrownBy(() -> Persistence.commit(other, "write")).isInstanceOf(Persistence.Conflict.class);
        }
    }

    @Test
    void twoWhoMakeTheSameNodeMeetInAConflict() throws Exception {
        try (ResourceResolver one = open();
                ResourceResolver other = open()) {
            one.create(one.getResource("/"), "fresh", Map.of("value", "one"));
            other.create(other.getResource("/"), "fresh", Map.of("value", "other"));
            Persistence.commit(one, "write");
            assertThatThrownBy(() -> Persistence.commit(other, "write")).isInstanceOf(Persistence.Conflict.class);
        }
    }

    private static void write(ResourceResolver resolver, String value) {
        resolver.getResource("/content/one").adaptTo(ModifiableValueMap.class).put("value", value);
    }

    @Test
    void aFullDiskIsNoConflict() {
        PersistenceException full = new PersistenceException(
                "full",
                new RepositoryException(
                        new CommitFailedException("Segment", 1, "cannot write", new IOException("No space left"))));
        assertThat(Persistence.isConflict(full)).isFalse();
        AtomicInteger tries = new AtomicInteger();
        assertThatThrownBy(() -> Persistence.retry("write", () -> {
                    tries.incrementAndGet();
                    throw full;
                }))
                .isInstanceOf(Persistence.Failure.class)
                .hasMessage("cannot write");
        assertThat(tries).as("a full disk is not tried again at once").hasValue(1);
    }

    @Test
    void whoLosesTriesAgain() {
        AtomicInteger tries = new AtomicInteger();
        PersistenceException lost = new PersistenceException(
                "lost", new CommitFailedException(CommitFailedException.STATE, 1, "Unresolved conflicts"));
        assertThat(Persistence.<String>retry("write", () -> {
                    if (tries.incrementAndGet() < 3) {
                        throw lost;
                    }
                    return "done";
                }))
                .isEqualTo("done");
    }
}
