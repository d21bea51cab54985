package org.herald.core.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.Rejection;
import org.herald.WorkflowAction;
import org.herald.WorkflowState;
import org.herald.Workflows.Plan;
import org.herald.core.workflow.Newsroom.PowerCut;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An author that publishes to a renderer: what readers find there, and where. */
@ExtendWith(SlingContextExtension.class)
class RendererTest {
    private static final String PAGE = Newsroom.PAGE;
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);

    @TempDir
    Path home;

    private Newsroom room;

    @BeforeEach
    void open() throws Exception {
        room = new Newsroom(context, home);
        room.author = true;
    }

    private void act(String who, String path, WorkflowAction step) {
        room.workflows.act(room.person(who), path, step, null, "As said.", Plan.NONE);
    }

    private void due() {
        room.approve(Newsroom.BEGIN.plusSeconds(60));
        room.clock.forward(Duration.ofSeconds(61));
    }

    @Test
    void aPageThatWasMovedLeavesItsOldAddressWhenItIsTakenOff() throws Exception {
        room.approve(null);
        room.act("anna", WorkflowAction.PUBLISH);
        assertThat(room.renderer).containsOnlyKeys(PAGE);
        String there = room.move(PAGE, "wasps");
        String further = room.move(there, "hornets");
        act("anna", further, WorkflowAction.UNPUBLISH);
        assertThat(room.renderer).isEmpty();
    }

    @Test
    void aPageThatWasMovedIsAtOneAddressWhenItIsPublishedAgain() throws Exception {
        room.approve(null);
        room.act("anna", WorkflowAction.PUBLISH);
        String there = room.move(PAGE, "wasps");
        act("anna", there, WorkflowAction.REVISE);
        assertThat(room.renderer).as("readers keep what they have").containsOnlyKeys(PAGE);
        act("anna", there, WorkflowAction.SUBMIT);
        act("rita", there, WorkflowAction.APPROVE);
        act("anna", there, WorkflowAction.PUBLISH);
        assertThat(room.renderer).containsOnlyKeys(there);
    }

    @Test
    void whatTookTheOldPlaceStaysThere() throws Exception {
        room.approve(null);
        room.act("anna", WorkflowAction.PUBLISH);
        String there = room.move(PAGE, "wasps");
        context.create()
                .resource(
                        PAGE + "/jcr:content",
                        java.util.Map.of(
                                "jcr:primaryType", "nt:unstructured", "jcr:title", "Others", "sling:published", true));
        context.resourceResolver().commit();
        room.renderer.put(PAGE, "Others");
        act("anna", there, WorkflowAction.UNPUBLISH);
        assertThat(room.renderer).containsOnlyKeys(PAGE);
    }

    @Test
    void whatCouldNotBeTakenOffAtItsOldAddressIsTriedAgain() throws Exception {
        room.approve(null);
        room.act("anna", WorkflowAction.PUBLISH);
        String there = room.move(PAGE, "wasps");
        room.cmsBroken = true;
        act("anna", there, WorkflowAction.UNPUBLISH);
        assertThat(room.renderer).containsOnlyKeys(PAGE);
        room.cmsBroken = false;
        room.restart();
        room.publicationClock.run();
        assertThat(room.renderer).isEmpty();
    }

    /** Another node takes it up before this one recorded that it goes to the renderers. */
    @Test
    void whatWasTakenUpByAnotherGoesNowhere() {
        due();
        room.beforeCommit(1, () -> {
            room.beforeCommit = () -> {};
            room.clock.forward(Publishing.ABANDONED.plusSeconds(1));
            room.publicationClock.run();
            room.act("anna", WorkflowAction.UNPUBLISH);
            assertThat(room.renderer).isEmpty();
        });
        room.publicationClock.run();
        assertThat(room.stage()).isEqualTo(WorkflowState.UNPUBLISHED);
        assertThat(room.renderer).as("what is taken off").isEmpty();
    }

    /** This node stands still after that, until others are done with it. */
    @Test
    void whatComesToRenderersTooLateIsTakenFromThemAgain() {
        due();
        room.beforePublication = path -> {
            room.beforePublication = again -> {};
            room.clock.forward(Publishing.ABANDONED.plusSeconds(1));
            room.publicationClock.run();
            assertThat(room.stage()).isEqualTo(WorkflowState.PUBLISHED);
            room.act("anna", WorkflowAction.UNPUBLISH);
        };
        room.publicationClock.run();
        assertThat(room.stage()).isEqualTo(WorkflowState.UNPUBLISHED);
        assertThat(room.renderer).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void whatACrashLeavesReachesTheRenderers(int commit) {
        room.approve(null, Newsroom.post("press", "Bees!"));
        room.cutAt(commit, true);
        assertThatThrownBy(() -> room.act("anna", WorkflowAction.PUBLISH)).isInstanceOf(PowerCut.class);
        room.restart();
        room.publicationClock.run();
        assertThat(room.stage()).isEqualTo(WorkflowState.PUBLISHED);
        assertThat(room.renderer).containsEntry(PAGE, "Bees");
        assertThat(room.posts()).containsExactly("press");
    }

    @Test
    void whatChangedSinceItWasApprovedIsNotTakenThere() {
        room.approve(null);
        room.beforeCommit(1, () -> room.edit("Wasps"));
        assertThatThrownBy(() -> room.act("anna", WorkflowAction.PUBLISH)).isInstanceOf(Rejection.class);
        assertThat(room.renderer).isEmpty();
    }
}
