package org.herald.core.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.jackrabbit.api.JackrabbitSession;
import org.apache.jackrabbit.api.security.user.Group;
import org.apache.jackrabbit.api.security.user.UserManager;
import org.apache.sling.api.resource.Resource;
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

@ExtendWith(SlingContextExtension.class)
class KeyCheckTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);
    private Repository repository;

    @BeforeEach
    void make() throws Exception {
        repository = new Repository(context.getService(ResourceResolverFactory.class), null);
        UserManager users = ((JackrabbitSession) Nodes.session(context.resourceResolver())).getUserManager();
        Group admins = users.createGroup("herald-admins");
        admins.addMember(users.createUser("ada", "x"));
        Nodes.obtain(context.resourceResolver(), Names.PROFILES, Names.NT_FOLDER);
        context.resourceResolver().commit();
    }

    private boolean startWith(String key, Instant now) {
        boolean right = new KeyCheck(
                        repository,
                        new Reversing(key),
                        new NotificationStore(repository),
                        Clock.fixed(now, ZoneOffset.UTC))
                .look();
        context.resourceResolver().refresh();
        return right;
    }

    private void profile(String id, String key) throws Exception {
        Resource node = Nodes.obtain(context.resourceResolver(), Names.PROFILES + "/" + id, Names.NT_PROFILE);
        node.adaptTo(org.apache.sling.api.resource.ModifiableValueMap.class)
                .putAll(Map.of(Names.PN_TITLE, id, Names.PN_HEALTH, ""));
        Resource old = node.getChild(Names.NN_SECRET);
        if (old != null) {
            context.resourceResolver().delete(old);
        }
        Nodes.create(
                node,
                Names.NN_SECRET,
                Names.NT_FOLDER,
                Map.of(Names.PN_CIPHERTEXT, new Reversing(key).encrypt("token")));
        context.resourceResolver().commit();
    }

    private String health(String id) {
        return Nodes.string(
                context.resourceResolver()
                        .getResource(Names.PROFILES + "/" + id)
                        .getValueMap(),
                Names.PN_HEALTH);
    }

    private long told() {
        return below(context.resourceResolver().getResource(Names.NOTICES))
                .filter(node -> KeyCheck.WRONG_KEY.equals(node.getValueMap().get("herald:what", "")))
                .count();
    }

    private static Stream<Resource> below(Resource node) {
        return node == null
                ? Stream.empty()
                : StreamSupport.stream(node.getChildren().spliterator(), false)
                        .flatMap(child -> Stream.concat(Stream.of(child), below(child)));
    }

    @Test
    void theFirstKeyIsTheRightOneAtEveryStart() {
        assertThat(startWith("first", NOW)).isTrue();
        assertThat(startWith("first", NOW)).isTrue();
        assertThat(told()).isZero();
    }

    @Test
    void aWrongKeyIsSaidWithTheProfilesAndToAdministratorsOnce() throws Exception {
        startWith("first", NOW);
        profile("press", "first");
        assertThat(startWith("second", NOW.plusSeconds(60))).isFalse();
        assertThat(health("press")).contains("“press”", "HERALD_KEY", "connect the profile again");
        assertThat(told()).isEqualTo(1);
        assertThat(startWith("second", NOW.plusSeconds(120))).isFalse();
        assertThat(told()).as("not at every start").isEqualTo(1);
        assertThat(startWith("second", NOW.plus(KeyCheck.AGAIN).plusSeconds(120)))
                .isFalse();
        assertThat(told()).as("while it lasts, once a day").isEqualTo(2);
    }

    @Test
    void withoutProfilesItIsSaidToo() {
        startWith("first", NOW);
        assertThat(startWith("second", NOW)).isFalse();
        assertThat(told()).isEqualTo(1);
    }

    @Test
    void theRightKeyPutBackMakesTheProfilesWell() throws Exception {
        startWith("first", NOW);
        profile("press", "first");
        startWith("second", NOW);
        assertThat(startWith("first", NOW)).isTrue();
        assertThat(health("press")).isEmpty();
    }

    @Test
    void whatElseAilsAProfileStays() throws Exception {
        profile("press", "first");
        context.resourceResolver()
                .getResource(Names.PROFILES + "/press")
                .adaptTo(org.apache.sling.api.resource.ModifiableValueMap.class)
                .put(Names.PN_HEALTH, "Revoked.");
        context.resourceResolver().commit();
        startWith("first", NOW);
        assertThat(health("press")).isEqualTo("Revoked.");
    }

    @Test
    void profilesFromBeforeThisCheckTellByThemselves() throws Exception {
        profile("press", "first");
        assertThat(startWith("second", NOW)).isFalse();
        assertThat(health("press")).contains("HERALD_KEY");
        assertThat(startWith("first", NOW)).isTrue();
        assertThat(startWith("first", NOW)).isTrue();
    }

    @Test
    void aNewKeyIsTakenOnceAllProfilesWereConnectedAgain() throws Exception {
        startWith("first", NOW);
        profile("press", "first");
        profile("shop", "first");
        profile("press", "second");
        assertThat(startWith("second", NOW)).isFalse();
        assertThat(health("press")).isEmpty();
        assertThat(health("shop")).isNotEmpty();
        profile("shop", "second");
        assertThat(startWith("second", NOW)).isTrue();
        assertThat(startWith("second", NOW)).isTrue();
        assertThatThrownBy(() -> new Reversing("first")
                        .decrypt(Nodes.string(
                                context.resourceResolver()
                                        .getResource(KeyCheck.CANARY)
                                        .getValueMap(),
                                Names.PN_CIPHERTEXT)))
                .isInstanceOf(IllegalStateException.class);
    }
}
