package org.herald.core.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.jackrabbit.api.JackrabbitSession;
import org.apache.jackrabbit.api.security.user.Group;
import org.apache.jackrabbit.api.security.user.UserManager;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.core.notice.NotificationStore;
import org.herald.core.repo.Names;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A disk on which the journal cannot be written. */
@ExtendWith(SlingContextExtension.class)
class JournalWatchTest {
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);
    private Instant now = Instant.parse("2026-11-25T10:00:00Z");

    @TempDir
    Path home;

    private Path place;
    private ShareStore shares;
    private JournalWatch watch;
    private boolean full;

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    @BeforeEach
    void open() throws Exception {
        UserManager users = ((JackrabbitSession) Nodes.session(context.resourceResolver())).getUserManager();
        Group admins = users.createGroup("herald-admins");
        admins.addMember(users.createUser("ada", "x"));
        Nodes.obtain(context.resourceResolver(), Names.NOTICES, Names.NT_FOLDER);
        context.resourceResolver().commit();
        ResourceResolverFactory real = context.getService(ResourceResolverFactory.class);
        ResourceResolverFactory powered = (ResourceResolverFactory) java.lang.reflect.Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ResourceResolverFactory.class}, (proxy, method, args) -> {
                    Object result = method.invoke(real, args);
                    return result instanceof ResourceResolver resolver ? mayBeFull(resolver) : result;
                });
        Repository repository = new Repository(powered, null);
        place = home.resolve("cms");
        Files.writeString(place, "a file where the CMS's home should be");
        shares = ShareStore.of(repository, new Ledger(place, clock, System::nanoTime), clock);
        watch = new JournalWatch(shares::trouble, new NotificationStore(repository), repository, clock);
    }

    private ResourceResolver mayBeFull(ResourceResolver real) {
        return (ResourceResolver) java.lang.reflect.Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ResourceResolver.class}, (proxy, method, args) -> {
                    if (full && method.getName().equals("commit")) {
                        throw new PersistenceException("No space left on device");
                    }
                    return method.invoke(real, args);
                });
    }

    private static Stream<Resource> below(Resource node) {
        return node == null
                ? Stream.of()
                : Stream.concat(
                        Stream.of(node),
                        StreamSupport.stream(node.getChildren().spliterator(), false)
                                .flatMap(JournalWatchTest::below));
    }

    private long told() {
        context.resourceResolver().refresh();
        return below(context.resourceResolver().getResource(Names.NOTICES))
                .filter(node -> JournalWatch.JOURNAL.equals(node.getValueMap().get("herald:what", "")))
                .filter(node -> node.getValueMap().get("herald:note", "").contains("is the disk full?"))
                .count();
    }

    @Test
    void administratorsAreToldOnceADayWhileItLasts() {
        for (int i = 0; i < 100; i++) {
            watch.run();
            now = now.plus(Duration.ofMinutes(15));
        }
        assertThat(told()).isEqualTo(2);
    }

    @Test
    void whereTheRepositoryIsFullTooTheyAreToldAsSoonAsItCanWrite() {
        full = true;
        watch.run();
        assertThat(told()).isZero();
        full = false;
        now = now.plusSeconds(30);
        watch.run();
        assertThat(told()).isEqualTo(1);
    }

    @Test
    void whatEndsAndComesBackIsToldAgain() throws Exception {
        watch.run();
        Files.delete(place);
        Files.createDirectory(place);
        watch.run();
        assertThat(shares.trouble()).isEmpty();
        assertThat(told()).isEqualTo(1);
    }

    @Test
    void theScreenOfProfilesSaysIt() {
        SharesService service = new SharesService(null, shares, null, null, null, null, null, null, clock);
        assertThat(service.trouble()).contains("is the disk full?");
    }
}
