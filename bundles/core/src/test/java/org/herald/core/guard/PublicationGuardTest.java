package org.herald.core.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.herald.core.guard.GuardedStore.HERALD;
import static org.herald.core.guard.GuardedStore.at;
import static org.herald.core.guard.GuardedStore.copy;
import static org.herald.core.guard.GuardedStore.move;
import static org.herald.core.guard.GuardedStore.page;
import static org.herald.core.guard.GuardedStore.publish;
import static org.herald.core.guard.GuardedStore.typed;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.jackrabbit.oak.api.CommitFailedException;
import org.apache.jackrabbit.oak.api.Type;
import org.apache.jackrabbit.oak.spi.state.NodeBuilder;
import org.apache.jackrabbit.oak.spi.state.NodeState;
import org.herald.Refusals.Watch;
import org.herald.Rejection;
import org.herald.core.guard.GuardedStore.Cms;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** On a store of nodes alone: what the repository itself lets pass. */
class PublicationGuardTest {
    private static final String SITE = "/content/group/site";
    private static final String DRAFT = SITE + "/draft";
    private static final String PUBLIC = SITE + "/public";
    private static final String CONTENT = PUBLIC + "/jcr:content";
    private static final String OPEN = "/content/group/open";
    private static final String APPROVED_ONLY = "only what was approved";
    private static final String REVISE = "new revision";

    private final GuardedStore store = new GuardedStore();

    @BeforeEach
    void site() throws CommitFailedException {
        store.commit(HERALD, root -> {
            typed(at(root, SITE), "sling:Site");
            at(root, "/conf/herald" + SITE).setProperty("herald:approval", true);
            typed(at(root, OPEN), "sling:Site");
            page(root, DRAFT);
            page(root, PUBLIC);
            publish(root, PUBLIC);
        });
    }

    private void refused(String why, Consumer<NodeBuilder> change) {
        NodeState before = store.root();
        assertThatThrownBy(() -> store.commit("anna", change)).hasMessageContaining(why);
        assertThat(store.root()).isEqualTo(before);
    }

    @Test
    void whoeverAnswersTheRequestFindsTheReasonInItsThreadAndNoOther() throws Exception {
        try (Watch outer = store.refusals.watch()) {
            try (Watch watch = store.refusals.watch()) {
                refused(APPROVED_ONLY, root -> at(root, DRAFT + "/jcr:content").setProperty("sling:published", true));
                assertThat(watch.last())
                        .get()
                        .matches(why -> why.code().equals("notApproved")
                                && why.kind() == Rejection.Kind.CONFLICT
                                && why.getMessage().contains(APPROVED_ONLY));
            }
            assertThat(outer.last()).isEmpty();
            Thread other =
                    new Thread(() -> refused(REVISE, root -> at(root, CONTENT).setProperty("jcr:title", "Other")));
            other.start();
            other.join();
            assertThat(outer.last()).isEmpty();
        }
        refused(REVISE, root -> at(root, CONTENT).setProperty("jcr:title", "Other"));
        try (Watch watch = store.refusals.watch()) {
            assertThat(watch.last()).as("of an earlier request").isEmpty();
        }
    }

    private void done(Consumer<NodeBuilder> change) throws CommitFailedException {
        store.commit("anna", change);
    }

    static Stream<Arguments> spellings() {
        return Stream.of("sling:published", "published")
                .flatMap(name -> Stream.of(
                        Arguments.of(name, true, Type.BOOLEAN),
                        Arguments.of(name, "true", Type.STRING),
                        Arguments.of(name, "TRUE", Type.STRING),
                        Arguments.of(name, "tRuE", Type.NAME),
                        Arguments.of(name, "True", Type.URI),
                        Arguments.of(name, List.of(true), Type.BOOLEANS),
                        Arguments.of(name, List.of("TRUE", "x"), Type.STRINGS),
                        Arguments.of(name, List.of("x", "true"), Type.STRINGS),
                        Arguments.of(name, 1L, Type.LONG),
                        Arguments.of(name, List.of(1L), Type.LONGS),
                        Arguments.of(name, List.of(), Type.BOOLEANS),
                        Arguments.of(name, 1.0, Type.DOUBLE)));
    }

    @ParameterizedTest
    @MethodSource("spellings")
    // the table gives each value with its own type, which a table cannot say
    @SuppressWarnings({"unchecked", "rawtypes"})
    void whateverTheCmsCouldTakeForPublicIsNot(String name, Object value, Type type) throws CommitFailedException {
        Consumer<NodeBuilder> says =
                root -> at(root, DRAFT + "/jcr:content").setProperty(name, value, (Type<Object>) type);
        refused(APPROVED_ONLY, says);
        done(root -> at(root, DRAFT + "/jcr:content").setProperty("sling:published", false));
        if (name.equals("published")) {
            done(says.andThen(root -> at(root, DRAFT + "/jcr:content").setProperty("jcr:title", "both")));
            refused(APPROVED_ONLY, root -> at(root, DRAFT + "/jcr:content").removeProperty("sling:published"));
        }
    }

    @Test
    void whatSaysNoIsNotPublic() throws CommitFailedException {
        for (String no : List.of("false", "yes", "1", "truely", "")) {
            done(root -> at(root, DRAFT + "/jcr:content").setProperty("sling:published", no));
        }
    }

    @Test
    void onlyHeraldMakesAPagePublicAndOnlyWhatWasApproved() throws CommitFailedException {
        String draft = DRAFT + "/jcr:content";
        refused(APPROVED_ONLY, root -> page(root, SITE + "/new").setProperty("sling:published", true));
        assertThatThrownBy(() -> store.commit(HERALD, root -> at(root, draft).setProperty("sling:published", true)))
                .as("Herald itself, of what nobody approved")
                .hasMessageContaining(APPROVED_ONLY);
        store.commit(HERALD, root -> {
            publish(root, DRAFT);
            at(root, draft).setProperty("sling:published", false);
        });
        done(root -> at(root, draft).setProperty("jcr:title", "Changed in the last moment"));
        assertThatThrownBy(() -> store.commit(HERALD, root -> at(root, draft).setProperty("sling:published", true)))
                .hasMessageContaining(APPROVED_ONLY);
        done(root -> at(root, draft).setProperty("jcr:title", "draft"));
        store.commit(HERALD, root -> at(root, draft).setProperty("sling:published", true));
        assertThat(store.node(draft).getBoolean("sling:published")).isTrue();
    }

    @Test
    void aDraftIsWrittenFreely() throws CommitFailedException {
        done(root -> page(root, SITE + "/another").setProperty("jcr:title", "Changed"));
        done(root -> at(root, DRAFT + "/jcr:content/container/text").setProperty("text", "Changed"));
        done(root -> at(root, DRAFT + "/jcr:content/comments").setProperty("text", "A component"));
        done(root -> move(root, DRAFT, SITE + "/moved"));
        done(root -> at(root, SITE + "/moved").remove());
    }

    static Stream<Arguments> edits() {
        return Stream.of(
                edit("a property", root -> at(root, CONTENT).setProperty("jcr:title", "Changed")),
                edit("a component's", root -> at(root, CONTENT + "/container/text")
                        .setProperty("text", "Changed")),
                edit("a component more", root -> at(root, CONTENT + "/container/more")
                        .setProperty("text", "More")),
                edit("a component less", root -> at(root, CONTENT + "/container/text")
                        .remove()),
                edit("another order", root -> at(root, CONTENT)
                        .setProperty(":childOrder", List.of("text", "container"), Type.NAMES)
                        .child("text")),
                edit(
                        "a component named as comments are",
                        root -> typed(at(root, CONTENT + "/comments"), "nt:unstructured")),
                edit(
                        "a component named as rights are",
                        root -> typed(at(root, CONTENT + "/rep:policy"), "nt:unstructured")),
                edit("a component below the page", root -> typed(at(root, PUBLIC + "/extra"), "nt:unstructured")),
                edit("a file below the page", root -> typed(at(root, PUBLIC + "/file.html"), "nt:file")
                        .child("jcr:content")
                        .setProperty("jcr:data", "<p>Hello</p>")),
                edit("the legacy property", root -> {
                    at(root, CONTENT).removeProperty("sling:published");
                    at(root, CONTENT).setProperty("published", true);
                    at(root, CONTENT).setProperty("jcr:title", "Changed");
                }),
                edit("something of a publishable type in its content", root -> typed(
                                at(root, CONTENT + "/container/more"), "sling:Folder")
                        .setProperty("text", "More")),
                edit("a folder instead", root -> {
                    typed(at(root, PUBLIC), "sling:Folder");
                    at(root, CONTENT).setProperty("jcr:title", "Changed");
                }));
    }

    private static Arguments edit(String name, Consumer<NodeBuilder> change) {
        return Arguments.of(name, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("edits")
    void whatReadersSeeIsNotChanged(String name, Consumer<NodeBuilder> change) throws CommitFailedException {
        assertThatThrownBy(() -> store.commit("anna", change)).hasMessageContaining("Herald:");
        done(root -> at(root, CONTENT).setProperty("sling:published", false));
        done(change.andThen(root -> at(root, CONTENT).setProperty("sling:published", false)));
        refused(APPROVED_ONLY, root -> at(root, CONTENT).setProperty("sling:published", true));
    }

    @Test
    void whatTheCmsNotesBesideIsNoChange() throws CommitFailedException {
        done(root -> at(root, CONTENT).setProperty("jcr:lastModifiedBy", "anna"));
        done(root -> typed(at(root, CONTENT + "/rep:policy"), "rep:ACL").setProperty("x", "y"));
        done(root -> page(root, PUBLIC + "/below").setProperty("jcr:title", "A page below is another page"));
        done(root -> at(root, PUBLIC + "/below").remove());
        done(root -> at(root, PUBLIC).remove());
    }

    @Test
    void takenOffByHandAndPutBackAsItWasIsHarmless() throws CommitFailedException {
        done(root -> at(root, CONTENT).setProperty("sling:published", false));
        done(root -> at(root, CONTENT).setProperty("sling:published", true));
    }

    @Test
    void aDraftThatBecomesPartOfAPublicPageIsSeen() throws CommitFailedException {
        done(root -> page(root, PUBLIC + "/below"));
        refused(REVISE, root -> typed(at(root, PUBLIC + "/below"), "nt:unstructured"));
    }

    @Test
    void aTypeTakenAwayAndGivenBackHidesNoEdit() throws CommitFailedException {
        done(root -> typed(at(root, PUBLIC), "nt:unstructured"));
        done(root -> at(root, CONTENT).setProperty("jcr:title", "Changed"));
        refused(APPROVED_ONLY, root -> typed(at(root, PUBLIC), "sling:Page"));
        done(root -> at(root, CONTENT).setProperty("jcr:title", "public"));
        done(root -> typed(at(root, PUBLIC), "sling:Page"));
    }

    @Test
    void aTypeThatComesLateMakesNothingPublic() throws CommitFailedException {
        done(root -> typed(at(root, SITE + "/late"), "nt:unstructured")
                .child("jcr:content")
                .setProperty("published", "TRUE"));
        for (String type : List.of("sling:Page", "sling:File", "sling:Folder", "sling:OrderedFolder")) {
            refused(APPROVED_ONLY, root -> typed(at(root, SITE + "/late"), type));
        }
    }

    @Test
    void thePolicyOfAnyEnclosingSiteBindsWhateverItsType() throws CommitFailedException {
        done(root -> typed(at(root, SITE + "/nested"), "sling:Site"));
        refused(APPROVED_ONLY, root -> page(root, SITE + "/nested/in").setProperty("sling:published", true));
        done(root -> typed(at(root, SITE), "sling:OrderedFolder"));
        refused(APPROVED_ONLY, root -> at(root, DRAFT + "/jcr:content").setProperty("sling:published", true));
        refused(APPROVED_ONLY, root -> at(root, SITE + "/jcr:content").setProperty("sling:published", true));
    }

    @Test
    void aSiteThatAsksForApprovalsStaysWhereItIs() throws CommitFailedException {
        refused("stays where it is", root -> move(root, SITE, "/content/group/elsewhere"));
        refused("stays where it is", root -> move(root, "/content/group", "/content/elsewhere"));
        refused("decided in Herald's settings", root -> at(root, "/conf/herald" + SITE)
                .setProperty("herald:approval", false));
        refused("decided in Herald's settings", root -> at(root, "/conf/herald").remove());
        refused("decided in Herald's settings", root -> at(root, "/conf").remove());
        done(root -> at(root, SITE).remove());
        refused(APPROVED_ONLY, root -> page(root, DRAFT).setProperty("sling:published", true));
    }

    @Test
    void filesAndFoldersBecomePublicByHeraldAlone() throws CommitFailedException {
        String file = SITE + "/file.html";
        done(root -> typed(at(root, file), "sling:File").child("jcr:content").setProperty("jcr:data", "x"));
        refused(APPROVED_ONLY, root -> at(root, file + "/jcr:content").setProperty("sling:published", true));
        store.commit(HERALD, root -> at(root, file + "/jcr:content").setProperty("sling:published", true));
        refused(APPROVED_ONLY, root -> at(root, file + "/jcr:content").setProperty("jcr:data", "y"));
        refused(APPROVED_ONLY, root -> at(root, file + "/jcr:content/renditions/small")
                .setProperty("jcr:data", "y"));
        store.commit("sling-thumbnails", root -> at(root, file + "/jcr:content/renditions/small")
                .setProperty("jcr:data", "y"));
        store.commit("sling-cms-metadata", root -> at(root, file + "/jcr:content/metadata")
                .setProperty("Width", "1"));
        done(root -> at(root, file + "/jcr:content").setProperty("sling:published", false));
        done(root -> at(root, file + "/jcr:content").setProperty("jcr:data", "y"));
        refused(APPROVED_ONLY, root -> typed(at(root, SITE + "/folder"), "sling:Folder")
                .child("jcr:content")
                .setProperty("published", true));
    }

    @Test
    void aPublicFolderAboveShowsNothingOfTheSite() throws CommitFailedException {
        done(root -> typed(at(root, "/content/group"), "sling:OrderedFolder"));
        done(root -> at(root, "/content/group/jcr:content").setProperty("sling:published", true));
        refused("site below", root -> typed(at(root, SITE + "/note"), "nt:unstructured"));
        refused("site below", root -> typed(at(root, DRAFT), "nt:unstructured"));
        done(root -> at(root, SITE).setProperty("jcr:title", "Another name"));
        done(root -> at(root, DRAFT + "/jcr:content").setProperty("jcr:title", "Still a draft"));
        done(root -> at(root, "/content/group/jcr:content").setProperty("sling:published", false));
        done(root -> typed(at(root, SITE + "/note"), "nt:unstructured"));
        refused("site below", root -> at(root, "/content/group/jcr:content").setProperty("sling:published", true));
    }

    @Test
    void aPublicPageIsMovedAsItIsAndNotOtherwise() throws CommitFailedException {
        String there = SITE + "/there";
        refused(
                APPROVED_ONLY,
                root -> move(root, PUBLIC, there).child("jcr:content").setProperty("jcr:title", "Changed on the way"));
        refused(APPROVED_ONLY, root -> copy(root, at(root, PUBLIC).getNodeState(), there)
                .setProperty("jcr:uuid", "99999999-2222-3333-4444-555555555555"));
        done(root -> move(root, PUBLIC, there).child("jcr:content").setProperty("jcr:lastModifiedBy", "anna"));
    }

    @Test
    void aPageThatWasAwayComesBackOnlyAsItWasApproved() throws CommitFailedException {
        done(root -> {
            move(root, PUBLIC, OPEN + "/public");
            GuardedStore.identified(root, OPEN + "/public");
        });
        done(root -> at(root, OPEN + "/public/jcr:content").setProperty("jcr:title", "Changed"));
        refused(APPROVED_ONLY, root -> move(root, OPEN + "/public", PUBLIC));
    }

    @Test
    void anApprovalHoldsOnTheSiteThatGaveIt() throws CommitFailedException {
        store.commit(HERALD, root -> at(root, "/conf/herald" + OPEN).setProperty("herald:approval", true));
        refused(APPROVED_ONLY, root -> move(root, PUBLIC, OPEN + "/public"));
    }

    @Test
    void whatWasWithdrawnIsNotPublicAgain() throws CommitFailedException {
        String id = store.node(PUBLIC).getString("jcr:uuid");
        for (String stage : List.of("DRAFT", "UNPUBLISHED", "EXPIRED", "IN_REVIEW", "CHANGES_REQUESTED")) {
            store.commit(HERALD, root -> {
                at(root, "/var/herald/workflow/" + id.substring(0, 2) + "/" + id)
                        .setProperty("herald:stage", stage);
                at(root, CONTENT).setProperty("sling:published", false);
            });
            refused(APPROVED_ONLY, root -> at(root, CONTENT).setProperty("sling:published", true));
        }
    }

    private void commented() throws CommitFailedException {
        store.commit(HERALD, root -> {
            typed(at(root, CONTENT + "/comments"), "herald:Comments");
            typed(at(root, CONTENT + "/comments/bob"), "herald:Comment").setProperty("herald:text", "Fine!");
        });
    }

    @Test
    void readersWordsAreTheirsEverywhere() throws CommitFailedException {
        commented();
        String words = "readers' words";
        refused(words, root -> at(root, CONTENT + "/comments/bob").setProperty("herald:text", "Awful!"));
        refused(words, root -> typed(at(root, CONTENT + "/comments/eve"), "herald:Comment"));
        refused(words, root -> at(root, CONTENT + "/comments/bob").remove());
        refused(words, root -> at(root, CONTENT + "/comments").remove());
        refused(words, root -> typed(at(root, CONTENT + "/comments"), "nt:unstructured"));
        refused(words, root -> typed(at(root, DRAFT + "/jcr:content/comments"), "herald:Comments"));
        done(root -> page(root, OPEN + "/page"));
        refused(words, root -> typed(at(root, OPEN + "/page/jcr:content/comments"), "herald:Comments"));
        done(root -> typed(at(root, OPEN + "/page/jcr:content/comments"), "nt:unstructured"));
        refused(words, root -> typed(at(root, OPEN + "/page/jcr:content/comments"), "herald:Comments"));
        done(root -> at(root, PUBLIC).remove());
    }

    /** A version that comes back leaves them as they are; so does who only says so. */
    @Test
    void whoForgesARestoringChangesNoWord() throws CommitFailedException {
        commented();
        NodeState words = store.node(CONTENT + "/comments");
        String draft = DRAFT + "/jcr:content";
        for (String place : List.of(CONTENT, PUBLIC, SITE)) {
            Consumer<NodeBuilder> restored = root -> at(root, place).setProperty("jcr:isCheckedOut", false);
            done(restored.andThen(root -> at(root, CONTENT + "/comments/bob").setProperty("herald:text", "Awful!")));
            done(root -> at(root, place).removeProperty("jcr:isCheckedOut"));
            done(restored.andThen(root -> at(root, CONTENT + "/comments").remove()));
            assertThat(store.node(CONTENT + "/comments")).isEqualTo(words);
            done(root -> at(root, place).removeProperty("jcr:isCheckedOut"));
        }
        done(root -> {
            at(root, draft).setProperty("jcr:isCheckedOut", false);
            typed(at(root, draft + "/comments"), "herald:Comments");
        });
        assertThat(store.node(draft + "/comments").exists()).isFalse();
    }

    @Test
    void readersWordsMoveWithTheirPageAndACopyHasNone() throws CommitFailedException {
        commented();
        String there = SITE + "/there";
        done(root -> {
            move(root, PUBLIC, there);
            GuardedStore.identified(root, there);
        });
        assertThat(store.node(there + "/jcr:content/comments/bob").getString("herald:text"))
                .isEqualTo("Fine!");
        done(root -> copy(root, at(root, there).getNodeState(), OPEN + "/copy")
                .setProperty("jcr:uuid", "99999999-2222-3333-4444-555555555555"));
        assertThat(store.node(OPEN + "/copy/jcr:content").exists()).isTrue();
        assertThat(store.node(OPEN + "/copy/jcr:content/comments").exists()).isFalse();
        done(root -> move(root, there, OPEN + "/moved")
                .child("jcr:content")
                .child("comments")
                .child("bob")
                .setProperty("herald:text", "Forged on the way"));
        assertThat(store.node(OPEN + "/moved/jcr:content/comments").exists()).isFalse();
    }

    private void included(String path) throws CommitFailedException {
        String id = store.node(PUBLIC).getString("jcr:uuid");
        store.commit(HERALD, root -> at(root, "/var/herald/included" + path)
                .setProperty(
                        id,
                        ContentHash.ofAll(new StateContent("", at(root, path).getNodeState()))));
    }

    @Test
    void whatAnArticleShowsByReferenceStaysAsItWasApproved() throws CommitFailedException {
        String component = DRAFT + "/jcr:content/container";
        String open = OPEN + "/pictures/a.jpg";
        String fixed = "/static/a.jpg";
        done(root -> {
            for (String file : List.of(open, fixed)) {
                typed(at(root, file), "nt:file").child("jcr:content").setProperty("jcr:data", "bytes");
            }
        });
        for (String path : List.of(component, open, fixed)) {
            included(path);
        }
        String shown = "in an article";
        refused(shown, root -> at(root, component + "/text").setProperty("text", "Changed"));
        refused(shown, root -> at(root, component + "/more").setProperty("text", "More"));
        refused(shown, root -> at(root, open + "/jcr:content").setProperty("jcr:data", "others"));
        refused(shown, root -> at(root, open + "/jcr:content/metadata").setProperty("herald:alt", "Other"));
        refused(shown, root -> at(root, fixed + "/jcr:content").setProperty("jcr:data", "others"));
        store.commit("sling-thumbnails", root -> at(root, open + "/jcr:content/renditions/small")
                .setProperty("jcr:data", "y"));
        done(root -> at(root, DRAFT + "/jcr:content").setProperty("jcr:title", "The rest of the draft"));
        done(root -> at(root, OPEN + "/pictures/b.jpg/jcr:content").setProperty("jcr:data", "Another"));
        NodeState was = store.node(OPEN + "/pictures");
        done(root -> at(root, OPEN + "/pictures").remove());
        refused(shown, root -> at(root, open + "/jcr:content").setProperty("jcr:data", "others"));
        done(root -> at(root, OPEN).setChildNode("pictures", was));
        done(root -> at(root, CONTENT).setProperty("sling:published", false));
        done(root -> at(root, component + "/text").setProperty("text", "Changed"));
    }

    @Test
    void withRenderersTheAuthorsCopyIsWrittenFreely() throws CommitFailedException {
        store.commit("anna", Cms.AUTHOR, root -> at(root, CONTENT).setProperty("jcr:title", "Changed"));
        store.commit("anna", Cms.AUTHOR, root -> move(root, PUBLIC, SITE + "/there"));
        assertThatThrownBy(() -> store.commit("anna", Cms.AUTHOR, root -> at(root, DRAFT + "/jcr:content")
                        .setProperty("sling:published", true)))
                .hasMessageContaining(APPROVED_ONLY);
        store.commit("importer", Cms.RENDERER, root -> at(root, DRAFT + "/jcr:content")
                .setProperty("sling:published", true));
    }

    @Test
    void aSiteThatAsksForNothingIsLeftAlone() throws CommitFailedException {
        store.commit(HERALD, root -> at(root, "/conf/herald" + SITE).setProperty("herald:approval", false));
        done(root -> page(root, SITE + "/new").setProperty("sling:published", true));
        done(root -> at(root, CONTENT).setProperty("jcr:title", "Changed"));
        done(root -> at(root, "/content/elsewhere/jcr:content").setProperty("sling:published", true));
    }
}
