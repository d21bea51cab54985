package org.herald.core.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.jcr.Session;
import javax.jcr.Value;
import javax.jcr.security.AccessControlManager;
import javax.jcr.security.Privilege;
import org.apache.jackrabbit.api.JackrabbitSession;
import org.apache.jackrabbit.api.security.JackrabbitAccessControlList;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.Profile;
import org.herald.ProfileAction;
import org.herald.ProfileRole;
import org.herald.ProfileRoles;
import org.herald.Rejection;
import org.herald.core.People;
import org.herald.core.repo.AbsentUser;
import org.herald.core.repo.Names;
import org.herald.core.repo.Repository;
import org.herald.spi.Secret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who is what to a profile, on a repository with the rights that Herald is installed with. */
@ExtendWith(SlingContextExtension.class)
class ProfileAccessTest {
    private static final String OWN = "/content/own";
    private static final String OTHER = "/content/other";
    private static final String PRESS = Names.PROFILES + "/press";
    private static final ProfileRoles ROLES =
            new ProfileRoles(List.of("writers"), List.of("interns"), List.of("team"), List.of("watch"));
    private static final Map<ProfileRole, String> PEOPLE = Map.of(
            ProfileRole.PUBLISH, "pia",
            ProfileRole.SUBMIT, "sam",
            ProfileRole.MODERATE, "mo",
            ProfileRole.LOOK, "lea",
            ProfileRole.ADMINISTER, "ada");

    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);
    private People people;
    private Repository repository;
    private ProfileStore store;

    @BeforeEach
    void open() throws Exception {
        people = new People(context);
        for (String group : List.of("writers", "interns", "team", "watch")) {
            people.group(group);
        }
        people.make("pia", "herald-editors", "herald-moderators", "writers");
        people.make("sam", "herald-editors", "herald-moderators", "interns");
        people.make("mo", "herald-editors", "herald-moderators", "team");
        people.make("lea", "herald-editors", "herald-moderators", "watch");
        people.make("ada", "herald-admins");
        people.make("edith", "herald-editors");
        people.make("mira", "herald-moderators");
        people.make("norma");
        repository = new Repository(context.getService(ResourceResolverFactory.class), null);
        store = new ProfileStore(repository, new Reversing());
    }

    private boolean may(String who, ProfileAction action, String site) throws Exception {
        try (ResourceResolver herald = repository.open()) {
            boolean there = ProfileAccess.of(herald, people.as(who)).may("press", action, site);
            boolean absent = ProfileAccess.of(herald, AbsentUser.of(herald, who).orElseThrow())
                    .may("press", action, site);
            assertThat(absent).as("%s, who is not there, %s", who, action).isEqualTo(there);
            return there;
        }
    }

    private List<ProfileAction> all(String who) throws Exception {
        return Arrays.stream(ProfileAction.values())
                .filter(action -> {
                    try {
                        return may(who, action, OWN);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    private Resource node() {
        context.resourceResolver().refresh();
        return context.resourceResolver().getResource(PRESS);
    }

    @Test
    void eachCellOfTheTableHoldsOnItsOwnSiteAndOnAnother() throws Exception {
        StoredProfiles.save(store, "press", ROLES, OWN);
        for (ProfileRole role : ProfileRole.values()) {
            for (ProfileAction action : ProfileAction.values()) {
                boolean told = ProfileRights.may(Set.of(role), action);
                assertThat(may(PEOPLE.get(role), action, OWN))
                        .as(role + " " + action)
                        .isEqualTo(told);
                assertThat(may(PEOPLE.get(role), action, OTHER))
                        .as(role + " " + action + " elsewhere")
                        .isEqualTo(told && !action.isBound());
            }
        }
    }

    @Test
    void whoIsInNoRoleHasNoPartInIt() throws Exception {
        StoredProfiles.save(store, "press", ROLES);
        for (String who : List.of("edith", "mira", "norma")) {
            assertThat(all(who)).as(who).isEmpty();
            assertThat(people.as(who).getResource(PRESS)).as(who).isNull();
            assertThat(store.allowed(people.as(who), ProfileAction.SEE_PROFILE)).isEmpty();
        }
    }

    @Test
    void whereNobodyIsNamedItIsAsHeraldsGroupsSay() throws Exception {
        StoredProfiles.save(store, "press", ProfileRoles.OPEN, OWN);
        assertThat(all("edith"))
                .containsExactly(
                        ProfileAction.SEE_PROFILE,
                        ProfileAction.SEE_POSTS,
                        ProfileAction.SEE_INBOX,
                        ProfileAction.WRITE,
                        ProfileAction.SHARE,
                        ProfileAction.APPROVE,
                        ProfileAction.MOVE,
                        ProfileAction.RESEND,
                        ProfileAction.WITHDRAW);
        assertThat(all("mira"))
                .contains(ProfileAction.REVIEW, ProfileAction.ANSWER, ProfileAction.COLLECT)
                .doesNotContain(ProfileAction.WRITE, ProfileAction.SHARE);
        assertThat(all("norma")).doesNotContain(ProfileAction.SEE_PROFILE, ProfileAction.WRITE, ProfileAction.REVIEW);
        assertThat(may("edith", ProfileAction.SHARE, OTHER)).isFalse();
        assertThat(node().getValueMap().get(Names.PN_PUBLISHERS, new String[0])).isEmpty();
    }

    /** As an earlier version of Herald wrote it: groups named replace everybody. */
    private void keepAsBefore(String group) throws Exception {
        StoredProfiles.save(store, "press", ProfileRoles.OPEN);
        JackrabbitSession session =
                (JackrabbitSession) context.resourceResolver().adaptTo(Session.class);
        AccessControlManager manager = session.getAccessControlManager();
        Privilege[] use = {
            manager.privilegeFromName(Names.PRIVILEGE_SHARE), manager.privilegeFromName(Names.PRIVILEGE_REVIEW)
        };
        var list = (JackrabbitAccessControlList)
                manager.getApplicablePolicies(PRESS).nextAccessControlPolicy();
        for (String everybody : List.of("herald-editors", "herald-moderators")) {
            list.addEntry(session.getPrincipalManager().getPrincipal(everybody), use, false, Map.<String, Value>of());
        }
        list.addEntry(session.getPrincipalManager().getPrincipal(group), use, true, Map.<String, Value>of());
        manager.setPolicy(PRESS, list);
        ModifiableValueMap values = node().adaptTo(ModifiableValueMap.class);
        for (String name : List.of(Names.PN_PUBLISHERS, Names.PN_SUBMITTERS, Names.PN_MODERATORS, Names.PN_LOOKERS)) {
            values.remove(name);
        }
        values.put(Names.PN_GROUPS, new String[] {group});
        session.save();
    }

    @Test
    void whatAnEarlierVersionKeptForGroupsIsAsItWas() throws Exception {
        keepAsBefore("writers");
        assertThat(may("pia", ProfileAction.SHARE, OWN)).isTrue();
        assertThat(may("pia", ProfileAction.ANSWER, OWN)).isTrue();
        assertThat(all("edith"))
                .as("sees it, and does not speak")
                .containsExactly(ProfileAction.SEE_PROFILE, ProfileAction.SEE_POSTS, ProfileAction.SEE_INBOX);
        assertThat(all("mira"))
                .as("decides on what is said, and does not answer")
                .contains(ProfileAction.REVIEW, ProfileAction.COLLECT)
                .doesNotContain(ProfileAction.ANSWER);
        ProfileRoles read = store.find("press").orElseThrow().rights();
        assertThat(read.publish()).containsExactly("writers");
        assertThat(read.moderate()).containsExactly("writers");
        assertThat(read.look()).containsExactly("herald-editors", "herald-moderators");
    }

    /** Switched off and on again, say: nobody chose other rights for it. */
    @Test
    void andStaysSoUntilSomebodyChoosesOtherRights() throws Exception {
        keepAsBefore("writers");
        StoredProfiles.save(store, "press", store.find("press").orElseThrow().rights());
        assertThat(all("mira")).contains(ProfileAction.REVIEW).doesNotContain(ProfileAction.ANSWER);
        assertThat(node().getValueMap()).containsKey(Names.PN_GROUPS);
        StoredProfiles.save(store, "press", ROLES);
        assertThat(all("mira")).isEmpty();
        assertThat(node().getValueMap()).doesNotContainKey(Names.PN_GROUPS);
        StoredProfiles.save(store, "press", ProfileRoles.OPEN);
        assertThat(all("edith")).contains(ProfileAction.SHARE);
    }

    @Test
    void whoSeesAProfileDoesNotSeeItsSecret() throws Exception {
        Profile profile = StoredProfiles.save(store, "press", ROLES);
        store.save(profile, Optional.empty(), new Secret("hush"), Optional.empty());
        for (String who : PEOPLE.values()) {
            ResourceResolver caller = people.as(who);
            assertThat(caller.getResource(PRESS + "/secret")).as(who).isNull();
            assertThat(caller.getResource(PRESS + "/secret/" + Names.PN_CIPHERTEXT))
                    .as(who)
                    .isNull();
        }
        assertThat(people.as("lea").getResource(PRESS)).isNotNull();
    }

    @Test
    void aGroupThatIsNotThereIsRefusedAndNothingIsStored() throws Exception {
        StoredProfiles.save(store, "press", ROLES);
        ProfileRoles wrong = new ProfileRoles(List.of("wirters"), List.of(), List.of(), List.of());
        assertThatThrownBy(() -> StoredProfiles.save(store, "press", wrong))
                .isInstanceOfSatisfying(
                        Rejection.class, e -> assertThat(e.code()).isEqualTo("groupUnknown"));
        assertThat(store.find("press").orElseThrow().rights()).isEqualTo(ROLES);
        assertThat(may("pia", ProfileAction.SHARE, OWN)).isTrue();
    }

    /** A package of content that was made without its access control, say. */
    @Test
    void rolesThatTheRepositoryDoesNotHoldToGiveNobodyAPart() throws Exception {
        StoredProfiles.save(store, "press", ROLES);
        Session session = context.resourceResolver().adaptTo(Session.class);
        AccessControlManager manager = session.getAccessControlManager();
        manager.removePolicy(PRESS, manager.getPolicies(PRESS)[0]);
        session.save();
        for (String who : List.of("edith", "mira", "pia", "mo")) {
            assertThat(all(who)).as(who).isEmpty();
        }
        assertThat(all("ada")).containsExactly(ProfileAction.values());
    }

    @Test
    void theRightsCannotBeWrittenByHand() throws Exception {
        StoredProfiles.save(store, "press", ROLES);
        for (String who : PEOPLE.values()) {
            ResourceResolver caller = people.as(who);
            Resource profile = caller.getResource(PRESS);
            if (profile != null) {
                assertThat(profile.adaptTo(ModifiableValueMap.class)).as(who).isNull();
            }
        }
    }

    @Test
    void whatAProfileSaidStaysClosedWhenItIsDeleted() throws Exception {
        StoredProfiles.save(store, "press", ROLES);
        StoredProfiles.delete(store, "press");
        for (String who : List.of("edith", "mira", "pia", "lea")) {
            assertThat(all(who)).as(who).isEmpty();
        }
        assertThat(may("ada", ProfileAction.SEE_POSTS, OWN)).isTrue();
        StoredProfiles.save(store, "open", ProfileRoles.OPEN);
        StoredProfiles.delete(store, "open");
        try (ResourceResolver herald = repository.open()) {
            ProfileAccess edith = ProfileAccess.of(herald, people.as("edith"));
            assertThat(edith.may("open", ProfileAction.SEE_POSTS)).isTrue();
            assertThat(edith.may("open", ProfileAction.SHARE)).isFalse();
            assertThat(edith.may("../press", ProfileAction.SHARE)).isFalse();
        }
    }

    @Test
    void groupsWithinGroupsCount() throws Exception {
        people.group("house");
        JackrabbitSession session =
                (JackrabbitSession) context.resourceResolver().adaptTo(Session.class);
        var users = session.getUserManager();
        ((org.apache.jackrabbit.api.security.user.Group) users.getAuthorizable("house"))
                .addMember(users.getAuthorizable("writers"));
        session.save();
        StoredProfiles.save(store, "press", new ProfileRoles(List.of("house"), List.of(), List.of(), List.of()));
        assertThat(may("pia", ProfileAction.SHARE, OWN)).isTrue();
        assertThat(may("sam", ProfileAction.SEE_PROFILE, OWN)).isFalse();
    }

    /** Who is in two roles holds both, whichever is named first. */
    @Test
    void rolesAddUp() throws Exception {
        people.make("bo", "herald-editors", "herald-moderators", "interns", "team");
        StoredProfiles.save(store, "press", ROLES);
        assertThat(all("bo"))
                .contains(ProfileAction.WRITE, ProfileAction.REVIEW, ProfileAction.ANSWER)
                .doesNotContain(ProfileAction.SHARE);
    }
}
