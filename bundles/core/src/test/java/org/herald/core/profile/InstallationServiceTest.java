package org.herald.core.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.herald.core.repo.Names.*;

import java.net.URI;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.core.notice.MailSetup;
import org.herald.core.notice.Mailer;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.herald.spi.Presenter;
import org.herald.spi.Secret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.service.cm.ConfigurationAdmin;

@ExtendWith(SlingContextExtension.class)
class InstallationServiceTest {
    private static final String NAME = "bluesky-signing-key-1";
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);
    private ConfigurationAdmin configurations;

    @BeforeEach
    void make() throws Exception {
        configurations = context.getService(ConfigurationAdmin.class);
        Nodes.obtain(context.resourceResolver(), ROOT, NT_FOLDER);
        context.resourceResolver().commit();
    }

    /** Knows nothing of the others but what stands in the repository. */
    private InstallationService node(Reversing crypto) {
        return new InstallationService(
                new Repository(context.getService(ResourceResolverFactory.class), null),
                crypto,
                new MailSetup(configurations, crypto));
    }

    @Test
    void whatWasMadeOnceStays() {
        assertThat(node(new Reversing()).secret(NAME, () -> new Secret("first")))
                .map(Secret::reveal)
                .contains("first");
        assertThat(node(new Reversing()).secret(NAME, () -> {
                    throw new AssertionError("it is there");
                }))
                .map(Secret::reveal)
                .contains("first");
        context.resourceResolver().refresh();
        assertThat(context.resourceResolver()
                        .getResource(INSTALLATION + "/" + NAME)
                        .getValueMap()
                        .get(PN_CIPHERTEXT, ""))
                .as("encrypted")
                .isEqualTo(new Reversing().encrypt("first"));
    }

    @Test
    void nodesThatStartAtOnceHaveOne() throws Exception {
        int many = 8;
        CyclicBarrier together = new CyclicBarrier(many);
        ExecutorService nodes = Executors.newFixedThreadPool(many);
        try {
            for (int round = 0; round < 5; round++) {
                String name = "key-" + round;
                List<Callable<String>> starts = new ArrayList<>();
                for (int i = 0; i < many; i++) {
                    String mine = "made-by-" + i;
                    starts.add(() -> {
                        InstallationService node = node(new Reversing());
                        together.await(20, TimeUnit.SECONDS);
                        return node.secret(name, () -> waiting(mine))
                                .orElseThrow()
                                .reveal();
                    });
                }
                List<String> given = new ArrayList<>();
                for (Future<String> one : nodes.invokeAll(starts)) {
                    given.add(one.get());
                }
                assertThat(given.stream().distinct()).as("one for all").hasSize(1);
                assertThat(node(new Reversing()).secret(name, () -> new Secret("late")))
                        .map(Secret::reveal)
                        .contains(given.get(0));
            }
        } finally {
            nodes.shutdownNow();
        }
    }

    /** Making one takes a moment, so that the others see that there is none, too. */
    private static Secret waiting(String made) {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return new Secret(made);
    }

    @Test
    void anotherKeyOpensNothingAndReplacesNothing() {
        node(new Reversing()).secret(NAME, () -> new Secret("first"));
        assertThat(node(new Reversing("other")).secret(NAME, () -> new Secret("second")))
                .isEmpty();
        assertThat(node(new Reversing()).secret(NAME, () -> new Secret("third")))
                .map(Secret::reveal)
                .as("once the right key is back")
                .contains("first");
    }

    @Test
    void aNameIsNoPath() {
        assertThatThrownBy(() -> node(new Reversing()).secret("../profiles/press", () -> new Secret("x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theAddressIsTheOneOfTheMails() throws Exception {
        assertThat(node(new Reversing()).address()).isEmpty();
        for (String broken : List.of("", "cms.example", "https://cms.example/path", "https://a b")) {
            configurations
                    .getConfiguration(Mailer.class.getName(), null)
                    .update(new Hashtable<>(Map.of("cms", broken)));
            assertThat(node(new Reversing()).address()).as(broken).isEmpty();
        }
        configurations
                .getConfiguration(Mailer.class.getName(), null)
                .update(new Hashtable<>(Map.of("cms", "https://cms.example")));
        assertThat(node(new Reversing()).address()).contains(URI.create("https://cms.example"));
    }

    @Test
    void onlyConnectorsTellAnything() {
        Connectors connectors = new Connectors();
        PublicDocumentsService documents = new PublicDocumentsService(connectors);
        assertThat(documents.open("town", "client")).isEmpty();
        Presenter presenter = name -> name.equals("client") ? Optional.of("{}") : Optional.empty();
        Installed.add(connectors, "town", presenter);
        assertThat(documents.open("town", "client")).contains("{}");
        assertThat(documents.open("town", "other")).isEmpty();
        assertThat(documents.open("stage", "client")).isEmpty();
    }
}
