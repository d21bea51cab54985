package org.herald.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.spi.Account;
import org.herald.spi.Collected;
import org.herald.spi.Connection;
import org.herald.spi.Lookup;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;
import org.herald.spi.Secret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SlingContextExtension.class)
class RehearsalNetworkTest {
    private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_MOCK);
    private Timeline timeline;
    private RehearsalNetwork network;

    @BeforeEach
    void open() {
        context.create().resource(Timeline.ROOT);
        timeline = new Timeline(context.getService(ResourceResolverFactory.class), Clock.systemUTC());
        network = new RehearsalNetwork(timeline);
    }

    private record Press(URI server, String handle) implements Account {
        @Override
        public String profileId() {
            return "p";
        }

        @Override
        public String remoteId() {
            return handle;
        }

        @Override
        public Secret secret() {
            return new Secret("none");
        }

        @Override
        public Optional<Secret> session() {
            return Optional.empty();
        }

        @Override
        public void keepSession(Secret session) {
            throw new UnsupportedOperationException("there is none here");
        }

        @Override
        public Optional<Secret> renewSession(Secret stale, Supplier<Optional<Secret>> renewal) {
            throw new UnsupportedOperationException("no session");
        }

        @Override
        public String lesson() {
            return "";
        }

        @Override
        public void keepLesson(String lesson) {
            throw new UnsupportedOperationException("there is nothing to learn here");
        }
    }

    private static final Account PRESS = new Press(URI.create("http://localhost"), "press");

    private Post post(String text) {
        return Post.of(network.newKey(AT), text, AT).build();
    }

    @Test
    void theSamePostAppearsOnce() {
        Post post = post("Hello");
        assertThat(network.find(PRESS, post)).isInstanceOf(Lookup.Absent.class);
        assertThat(network.publish(PRESS, post)).isInstanceOf(Outcome.Done.class);
        assertThat(network.publish(PRESS, post)).isInstanceOf(Outcome.Done.class);
        assertThat(timeline.all()).hasSize(1);
        assertThat(network.find(PRESS, post)).isInstanceOf(Lookup.Present.class);
    }

    @Test
    void theWholeThreadIsCollectedAndOursIsKnown() {
        RemoteRef root = ((Outcome.Done) network.publish(PRESS, post("Hello"))).ref();
        String first = timeline.answer(root.id(), "Ada Reader", "<b>Hi</b>");
        timeline.answer(first, "Bruno", "And hi again");
        network.respond(PRESS, post("Welcome"), root, new RemoteRef(first, "", null), "ada");
        Collected.Replies replies = (Collected.Replies) network.thread(PRESS, root, "");
        assertThat(replies.replies()).hasSize(3);
        assertThat(replies.replies()).filteredOn(r -> r.own()).hasSize(1);
        assertThat(replies.replies())
                .filteredOn(r -> r.parentId().equals(first))
                .hasSize(2);
        assertThat(replies.replies()).anyMatch(r -> r.html().contains("&lt;b&gt;Hi"));
    }

    @Test
    void whatIsGoneIsSaid() {
        RemoteRef root = ((Outcome.Done) network.publish(PRESS, post("Hello"))).ref();
        assertThat(network.edit(PRESS, root, post("Changed"))).isInstanceOf(Outcome.Done.class);
        assertThat(timeline.find(root.id()).orElseThrow().text()).isEqualTo("Changed");
        assertThat(network.delete(PRESS, root)).isInstanceOf(Outcome.Done.class);
        assertThat(network.delete(PRESS, root)).isInstanceOf(Outcome.Done.class);
        assertThat(network.thread(PRESS, root, "")).isInstanceOf(Collected.Failed.class);
        assertThat(network.respond(PRESS, post("Late"), root, root, "x"))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, r -> assertThat(r.reason()).isEqualTo(Reason.GONE));
        assertThat(network.edit(PRESS, root, post("x"))).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void everybodyMaySignIn() {
        assertThat(network.signIn(URI.create("http://localhost"), "", new Secret("x")))
                .isInstanceOf(Connection.Connected.class);
        assertThat(timeline.isNew()).isTrue();
        timeline.seeded();
        assertThat(timeline.isNew()).isFalse();
    }
}
