package org.herald.core.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.herald.WorkflowAction;
import org.herald.WorkflowState;
import org.herald.core.workflow.Newsroom.PowerCut;
import org.junit.jupiter.api.Test;

/** A publication is a step of its own: what comes in between, and what the CMS cannot do. */
class PublishingTest extends InNewsroom {
    @Test
    void whileItIsBeingPublishedNobodyDecidesAnythingElse() {
        room.approve(Newsroom.BEGIN.plusSeconds(60), Newsroom.post("press", "Bees!"));
        room.clock.forward(Duration.ofSeconds(61));
        room.beforePublication = path -> {
            assertThat(room.stage()).isEqualTo(WorkflowState.PUBLISHING);
            for (WorkflowAction step : WorkflowAction.values()) {
                assertThat(code(() -> room.act("anna", step))).as("%s", step).isNotEmpty();
                assertThat(code(() -> room.act("rita", step))).as("%s", step).isNotEmpty();
            }
        };
        room.publicationClock.run();
        assertThat(room.stage()).isEqualTo(WorkflowState.PUBLISHED);
        assertThat(room.posts()).containsExactly("press");
    }

    @Test
    void twoEqualDecisionsOfOneMomentAreOne() {
        room.act("anna", WorkflowAction.SUBMIT);
        room.clock.stand(); // what both write is equal to the letter, and the repository would take both
        room.beforeCommit = () -> room.act("rita", WorkflowAction.APPROVE);
        assertThat(code(() -> room.act("rita", WorkflowAction.APPROVE))).isEqualTo("movedOn");
        assertThat(room.story()).containsOnlyOnce("APPROVE");
    }

    @Test
    void whoTakesAnAttemptUpMeetsTheCommitThatItBegan() {
        room.approve(Newsroom.BEGIN.plusSeconds(60), Newsroom.post("press", "Bees!"));
        room.clock.forward(Duration.ofSeconds(61));
        room.beforePublication = path -> {
            room.beforePublication = again -> {};
            room.cmsBroken = true; // who takes it up cannot publish it either
            room.clock.forward(Publishing.ABANDONED.plusSeconds(1));
            room.publicationClock.run();
            room.cmsBroken = false;
        };
        room.publicationClock.run();
        assertThat(room.isPublic()).as("an attempt that was overtaken").isFalse();
    }

    @Test
    void aPublicationThatWasOvertakenMakesNothingPublic() {
        room.approve(Newsroom.BEGIN.plusSeconds(60), Newsroom.post("press", "Bees!"));
        room.clock.forward(Duration.ofSeconds(61));
        room.beforePublication = path -> { // this process stands still, another one takes it up and a person revises
            room.beforePublication = again -> {};
            room.clock.forward(Publishing.ABANDONED.plusSeconds(1));
            room.publicationClock.run();
            assertThat(room.stage()).isEqualTo(WorkflowState.PUBLISHED);
            room.act("anna", WorkflowAction.REVISE);
            assertThat(room.isPublic()).isFalse();
        };
        room.publicationClock.run();
        assertThat(room.stage()).isEqualTo(WorkflowState.DRAFT);
        assertThat(room.isPublic())
                .as("never public with its approval withdrawn")
                .isFalse();
        assertThat(room.posts()).containsExactly("press");
    }

    @Test
    void whatChangesAtThatVeryMomentIsTakenBack() {
        room.approve(null, Newsroom.post("press", "Bees!"));
        room.beforePublication = path -> {
            room.beforePublication = again -> {};
            room.edit("Wasps");
        };
        assertThat(code(() -> room.act("anna", WorkflowAction.PUBLISH))).isEqualTo("changed");
        assertThat(room.isPublic()).isFalse();
        assertThat(room.stage()).isEqualTo(WorkflowState.CHANGES_REQUESTED);
        assertThat(room.posts()).isEmpty();
    }

    @Test
    void whatChangedBeforeItWasTakenUpIsTakenBack() {
        room.approve(null, Newsroom.post("press", "Bees!"));
        room.cutAt(1, false);
        assertThatThrownBy(() -> room.act("anna", WorkflowAction.PUBLISH)).isInstanceOf(PowerCut.class);
        assertThat(room.isPublic()).isTrue();
        room.edit("Wasps");
        room.restart();
        room.publicationClock.run();
        assertThat(room.isPublic()).isFalse();
        assertThat(room.stage()).isEqualTo(WorkflowState.CHANGES_REQUESTED);
        assertThat(room.posts()).isEmpty();
    }

    @Test
    void whereTheCmsCannotPublishAPersonIsToldAndItStaysApproved() {
        room.approve(null, Newsroom.post("press", "Bees!"));
        room.cmsBroken = true;
        assertThat(code(() -> room.act("anna", WorkflowAction.PUBLISH))).isEqualTo("notPublished");
        assertThat(room.stage()).isEqualTo(WorkflowState.APPROVED);
        assertThat(room.story()).startsWith("NOT_PUBLISHED");
        room.cmsBroken = false;
        room.act("anna", WorkflowAction.PUBLISH);
        assertThat(room.posts()).containsExactly("press");
    }

    @Test
    void whatTheCmsCannotPublishAtItsTimeIsTriedAgainAndThenLeftToAPerson() {
        room.approve(Newsroom.BEGIN.plusSeconds(60));
        room.clock.forward(Duration.ofSeconds(61));
        room.cmsBroken = true;
        room.publicationClock.run();
        room.clock.forward(Duration.ofMinutes(1));
        room.publicationClock.run();
        assertThat(room.stage()).isEqualTo(WorkflowState.PUBLISHING);
        room.clock.forward(Duration.ofHours(3));
        room.publicationClock.run();
        assertThat(room.stage()).isEqualTo(WorkflowState.APPROVED);
        assertThat(room.isPublic()).isFalse();
        assertThat(room.story()).startsWith("HELD");
    }

    @Test
    void whatTheCmsCannotTakeOffIsTriedAgain() {
        room.approve(null);
        room.act("anna", WorkflowAction.PUBLISH);
        room.cmsBroken = true;
        room.act("anna", WorkflowAction.UNPUBLISH);
        assertThat(room.isPublic()).isTrue();
        room.cmsBroken = false;
        room.restart();
        room.publicationClock.run();
        assertThat(room.isPublic()).isFalse();
        assertThat(room.stage()).isEqualTo(WorkflowState.UNPUBLISHED);
    }

    @Test
    void whatIsNotTakenOffYetIsSaidToWhoAskedForIt() {
        room.approve(null);
        room.act("anna", WorkflowAction.PUBLISH);
        room.cmsBroken = true;
        assertThat(room.act("anna", WorkflowAction.UNPUBLISH).leaving()).isTrue();
        room.cmsBroken = false;
        room.restart();
        room.publicationClock.run();
        assertThat(room.workflows.get(room.person("anna"), Newsroom.PAGE).leaving())
                .isFalse();
    }

    @Test
    void whatTheGuardRefusesIsHeldAtOnceWithTheReasonAlsoWhereTheCmsKeepsItToItself() {
        room.approve(Newsroom.BEGIN.plusSeconds(60));
        room.clock.forward(Duration.ofSeconds(61));
        room.guardRefuses = true;
        room.publicationClock.run();
        assertThat(room.stage()).isEqualTo(WorkflowState.CHANGES_REQUESTED);
        assertThat(room.store.history(Newsroom.PAGE, profile -> true).get(0))
                .matches(entry -> entry.what().equals("HELD") && entry.comment().contains("Only what was approved."));
        assertThat(room.told("anna")).startsWith("HELD");
    }

    @Test
    void aCommitOfTheCmsThatMeetsAnotherIsTriedAgainAtOnce() {
        room.approve(null);
        room.cmsFails = 2;
        room.act("anna", WorkflowAction.PUBLISH);
        assertThat(room.isPublic()).isTrue();
        room.cmsFails = 2;
        room.act("anna", WorkflowAction.UNPUBLISH);
        assertThat(room.isPublic()).isFalse();
    }
}
