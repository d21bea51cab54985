package org.herald.core.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.Resource;
import org.herald.PublishTime;
import org.herald.WorkflowAction;
import org.herald.WorkflowState;
import org.herald.Workflows.Plan;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Names;
import org.herald.core.workflow.Newsroom.PowerCut;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a crash leaves of a publication: it is taken up, and each post goes out once. */
class PublicationCrashTest extends InNewsroom {
    @Test
    void whatIsApprovedIsPublishedAndItsPostsGoOut() {
        room.approve(null, Newsroom.post("press", "Bees!"), Newsroom.post("blog", "Bees."));
        assertThat(room.stage()).isEqualTo(WorkflowState.APPROVED);
        assertThat(room.act("anna", WorkflowAction.PUBLISH).stage()).isEqualTo(WorkflowState.PUBLISHED);
        assertThat(room.isPublic()).isTrue();
        assertThat(room.shared()).as("one share").hasSize(1);
        assertThat(room.posts()).containsExactly("blog", "press");
        assertThat(room.queued).hasSize(2);
        assertThat(room.story()).containsExactly("PUBLISH", "APPROVE", "SUBMIT");
        assertThat(room.workflows.get(room.person("anna"), Newsroom.PAGE).planned())
                .isEmpty();
    }

    /** Each commit of a publication at its time, before it and after it. */
    @ParameterizedTest
    @CsvSource({
        "0,true", "0,false", "1,true", "1,false", "2,true", "2,false", "3,true", "3,false", "4,true", "4,false",
        "5,true"
    })
    void whatACrashLeavesIsTakenUpAndSharedOnce(int commit, boolean before) {
        room.approve(Newsroom.BEGIN.plusSeconds(60), Newsroom.post("press", "Bees!"));
        room.clock.forward(Duration.ofSeconds(61));
        room.cutAt(commit, before);
        try {
            room.publicationClock.run();
        } catch (PowerCut expected) {
            assertThat(room.stage()).isIn(WorkflowState.SCHEDULED, WorkflowState.PUBLISHING, WorkflowState.PUBLISHED);
        }
        room.restart();
        room.publicationClock.run();
        room.publicationClock.run();
        assertThat(room.stage()).isEqualTo(WorkflowState.PUBLISHED);
        assertThat(room.isPublic()).isTrue();
        assertThat(room.posts()).containsExactly("press");
        assertThat(room.story()).containsExactly("PUBLISH", "APPROVE", "SUBMIT");
    }

    @ParameterizedTest
    @CsvSource({"0,false", "1,true", "1,false", "2,true", "2,false", "3,true", "3,false"})
    void whatAPersonPublishedIsTakenUpAsThatPersons(int commit, boolean before) {
        room.approve(null, Newsroom.post("press", "Bees!"));
        room.cutAt(commit, before);
        assertThatThrownBy(() -> room.act("anna", WorkflowAction.PUBLISH)).isInstanceOf(PowerCut.class);
        room.restart();
        room.publicationClock.run();
        assertThat(room.stage()).isEqualTo(WorkflowState.PUBLISHED);
        assertThat(room.isPublic()).isTrue();
        assertThat(room.posts()).containsExactly("press");
        assertThat(room.store.history(Newsroom.PAGE, profile -> true).get(0).by())
                .isEqualTo("anna");
    }

    /** An embedded repository loses the last seconds; the journal of the shares keeps them. */
    @Test
    void whatARepositoryForgetsIsPublishedAgainAndNotPostedAgain() throws Exception {
        room.approve(
                Newsroom.BEGIN.plusSeconds(60),
                Newsroom.post("press", "Bees!"),
                Newsroom.post("press", "Bees, later.", PublishTime.after(Duration.ofHours(2))));
        Map<String, Object> before = workflow();
        room.clock.forward(Duration.ofSeconds(61));
        room.publicationClock.run();
        assertThat(room.posts()).containsExactly("press", "press");
        forget(before);
        assertThat(room.stage()).isEqualTo(WorkflowState.SCHEDULED);
        room.clock.forward(Duration.ofSeconds(61));
        room.publicationClock.run();
        assertThat(room.stage()).isEqualTo(WorkflowState.PUBLISHED);
        assertThat(room.posts()).as("each post once").containsExactly("press", "press");
        assertThat(room.shared()).hasSize(2);
    }

    @Test
    void anApprovalThatWasForgottenAndGivenAgainPostsNothingTwice() throws Exception {
        room.act("anna", WorkflowAction.SUBMIT, new Plan(null, null, List.of(Newsroom.post("press", "Bees!"))));
        Map<String, Object> before = workflow();
        room.act("rita", WorkflowAction.APPROVE);
        room.act("anna", WorkflowAction.PUBLISH);
        forget(before);
        assertThat(room.stage()).isEqualTo(WorkflowState.IN_REVIEW);
        room.clock.forward(Duration.ofDays(1));
        room.act("rolf", WorkflowAction.APPROVE);
        room.act("anna", WorkflowAction.PUBLISH);
        assertThat(room.posts()).containsExactly("press");
    }

    @Test
    void theSameTextOfALaterApprovalIsAnotherPost() {
        room.approve(null, Newsroom.post("press", "Bees!"));
        room.act("anna", WorkflowAction.PUBLISH);
        room.act("anna", WorkflowAction.REVISE);
        room.approve(null, Newsroom.post("press", "Bees!"));
        room.act("anna", WorkflowAction.PUBLISH);
        assertThat(room.posts()).containsExactly("press", "press");
    }

    private Resource node() {
        context.resourceResolver().refresh();
        String identity =
                Articles.identity(context.resourceResolver(), Newsroom.PAGE).orElseThrow();
        return context.resourceResolver().getResource(Names.WORKFLOW + "/" + identity.substring(0, 2) + "/" + identity);
    }

    private Map<String, Object> workflow() {
        Map<String, Object> values = new HashMap<>(node().getValueMap());
        values.keySet().removeIf(name -> !name.startsWith("herald:"));
        return values;
    }

    private void forget(Map<String, Object> before) throws Exception {
        ModifiableValueMap values = node().adaptTo(ModifiableValueMap.class);
        List.copyOf(values.keySet()).stream()
                .filter(name -> name.startsWith("herald:"))
                .forEach(values::remove);
        values.putAll(before);
        context.resourceResolver()
                .getResource(Newsroom.PAGE + "/jcr:content")
                .adaptTo(ModifiableValueMap.class)
                .remove("sling:published");
        context.resourceResolver().commit();
    }

    @ParameterizedTest
    @CsvSource({"0,true", "0,false", "1,true", "1,false", "2,true", "2,false"})
    void whatIsTakenOffTheSiteIsOffAfterACrash(int commit, boolean before) {
        room.approve(null);
        room.act("anna", WorkflowAction.PUBLISH);
        room.cutAt(commit, before);
        assertThatThrownBy(() -> room.act("anna", WorkflowAction.UNPUBLISH)).isInstanceOf(PowerCut.class);
        boolean moved = room.stage() == WorkflowState.UNPUBLISHED;
        room.restart();
        room.publicationClock.run();
        assertThat(room.isPublic()).isEqualTo(!moved);
        assertThat(room.store.now(Newsroom.PAGE).attempt()).isNull();
    }

    /** One crash after another, at any commit: what is taken up is interrupted again. */
    @RepeatedTest(8)
    void howeverOftenItCrashesEachPostGoesOutOnce(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        room.approve(
                Newsroom.BEGIN.plusSeconds(60),
                Newsroom.post("press", "Bees!"),
                Newsroom.post("blog", "Bees."),
                Newsroom.post("press", "Bees, later.", PublishTime.after(Duration.ofHours(1))));
        room.clock.forward(Duration.ofSeconds(61));
        for (int i = 0; i < 5; i++) {
            room.cutAt(random.nextInt(5), random.nextBoolean());
            if (random.nextInt(3) == 0) {
                room.closed.add("blog");
            } else {
                room.closed.clear();
            }
            try {
                room.publicationClock.run();
            } catch (PowerCut expected) {
                assertThat(room.stage())
                        .isIn(WorkflowState.SCHEDULED, WorkflowState.PUBLISHING, WorkflowState.PUBLISHED);
            }
            room.restart();
        }
        room.closed.clear();
        room.publicationClock.run();
        room.clock.forward(PublicationPosts.AGAIN.plusSeconds(1));
        room.publicationClock.run();
        assertThat(room.stage()).isEqualTo(WorkflowState.PUBLISHED);
        assertThat(room.isPublic()).isTrue();
        assertThat(room.posts()).as("seed %s", run.getCurrentRepetition()).containsExactly("blog", "press", "press");
        assertThat(room.story()).containsOnlyOnce("PUBLISH");
    }
}
