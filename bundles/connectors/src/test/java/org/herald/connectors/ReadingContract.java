package org.herald.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.herald.simulators.Mood;
import org.herald.spi.Collected;
import org.herald.spi.Collector;
import org.herald.spi.Moderator;
import org.herald.spi.NetworkTraits.Answering;
import org.herald.spi.NetworkTraits.Reading;
import org.herald.spi.News;
import org.herald.spi.Outcome;
import org.herald.spi.Push;
import org.herald.spi.Reason;
import org.herald.spi.Receipt;
import org.herald.spi.Receiver;
import org.herald.spi.RemoteRef;
import org.herald.spi.RemoteReply;
import org.junit.jupiter.api.Test;

/** How every connector reads, is told, answers and moderates. */
abstract class ReadingContract extends PostingContract {
    @Test
    void everyAnswerIsCollectedOnceByPage() {
        assertThat(traits().listening().reading()).isNotEqualTo(Reading.NONE);
        RemoteRef root = published(TEXT);
        thread(root);
        Set<String> expected = new HashSet<>();
        for (int i = 0; i < rig.manyAnswers(); i++) {
            rig.answer(root, "Answer no. " + i + ".");
            expected.add("Answer no. " + i + ".");
        }
        Set<String> texts = new HashSet<>();
        Set<String> ids = new HashSet<>();
        int pages = 0;
        for (int round = 0; round < (traits().listening().reading() == Reading.PUSHED ? 3 : 1); round++) {
            Thread thread = thread(root);
            pages = Math.max(pages, thread.pages());
            thread.replies().forEach(reply -> {
                assertThat(reply.parentId()).isEqualTo(root.id());
                assertThat(reply.own()).isFalse();
                expected.stream().filter(text -> reply.html().contains(text)).forEach(texts::add);
                if (traits().listening().reading() == Reading.ASKED) {
                    assertThat(ids.add(reply.ref().id())).as("once").isTrue();
                }
            });
        }
        assertThat(texts).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(pages > 1).as(pages + " pages").isEqualTo(rig.ways().pages());
        assertThat(rig.server().violations()).isEmpty();
    }

    @Test
    void aCursorTellsWhatIsNewSince() {
        RemoteRef root = published(TEXT);
        Collector collector = the(Collector.class);
        News before = collector.news(account(), "");
        assertThat(before.trouble()).isEmpty();
        rig.breathe();
        rig.answer(root, "Something new");
        News after = collector.news(account(), before.cursor());
        assertThat(after.trouble()).isEmpty();
        if (rig.ways().news()) {
            assertThat(after.answered()).contains(root.id());
            assertThat(after.cursor()).isNotEqualTo(before.cursor());
        } else {
            assertThat(after).as("reading the thread finds it").isEqualTo(new News(Set.of(), ""));
            assertThat(thread(root).saying("Something new")).isNotNull();
        }
        for (Mood mood : List.of(Mood.BROKEN, Mood.GARBAGE, Mood.RATE_LIMITED, Mood.LOST_BEFORE)) {
            rig.server().mood(mood, "", 20);
            assertThat(collector.news(account(), after.cursor()).cursor())
                    .as("nothing is skipped: " + mood)
                    .isEqualTo(after.cursor());
        }
    }

    @Test
    void saysWhyNothingIsCollected() {
        RemoteRef root = published(TEXT);
        Collector collector = the(Collector.class);
        if (traits().listening().reading() == Reading.PUSHED) {
            rig.server().mood(Mood.REVOKED, rig.reading(), 20);
            assertThat(collector.news(account(), "").trouble()).isNotEmpty();
            return;
        }
        rig.server().mood(Mood.RATE_LIMITED, rig.reading(), 1);
        assertThat(collector.thread(account(), root, "")).isInstanceOf(Collected.NotNow.class);
        rig.server().mood(Mood.BROKEN, rig.reading(), 1);
        assertThat(collector.thread(account(), root, "")).isInstanceOf(Collected.NotNow.class);
        rig.server().mood(Mood.REVOKED, rig.reading(), 20);
        assertThat(collector.thread(account(), root, "")).isInstanceOf(Collected.Failed.class);
        rig.server().mood(Mood.GARBAGE, rig.reading(), 20);
        assertThat(collector.thread(account(), root, "")).isInstanceOf(Collected.Failed.class);
    }

    @Test
    void isToldByTheNetworkOrHasNoReceiver() {
        if (!receives()) {
            assertThat(rig.subscribe(rig.server().uri())).isFalse();
            return;
        }
        Receiver receiver = the(Receiver.class);
        try (Endpoint endpoint = new Endpoint(receiver)) {
            assertThat(rig.subscribe(endpoint.uri())).isTrue();
            RemoteRef root = published(TEXT);
            rig.answer(root, "Something new");
            rig.deliver();
            assertThat(endpoint.receipts)
                    .last()
                    .isEqualTo(new Receipt.News(Map.of(account().remoteId(), Set.of(root.id()))));
            Push told = endpoint.pushes.get(endpoint.pushes.size() - 1);
            byte[] other = told.text().replace("\"", " \"").getBytes(java.nio.charset.StandardCharsets.UTF_8);
            Map<String, String> headers = signatures(told);
            assertThat(headers).isNotEmpty();
            assertThat(receiver.receive(new Push("POST", headers, Map.of(), other)))
                    .as("another body")
                    .isInstanceOf(Receipt.Forged.class);
            assertThat(receiver.receive(new Push("POST", Map.of(), Map.of(), told.body())))
                    .as("no signature")
                    .isInstanceOf(Receipt.Forged.class);
            headers.replaceAll((name, value) -> value.substring(0, value.length() - 1));
            assertThat(receiver.receive(new Push("POST", headers, Map.of(), told.body())))
                    .as("a signature that is cut")
                    .isInstanceOf(Receipt.Forged.class);
        }
    }

    private static Map<String, String> signatures(Push push) {
        Map<String, String> headers = new java.util.HashMap<>();
        for (String name : List.of("X-Hub-Signature-256", "X-Hub-Signature", "X-LI-Signature")) {
            push.header(name).ifPresent(value -> headers.put(name, value));
        }
        return headers;
    }

    @Test
    void answersInTheThreadWhomItMay() {
        RemoteRef root = published(TEXT);
        thread(root);
        rig.answer(root, "A question");
        rig.answerWithoutName(root, "Said beside");
        Thread thread = thread(root);
        RemoteReply question = thread.saying("A question");
        RemoteRef own = done(answered(root, question, "Our answer"));
        assertThat(own.id()).isNotEqualTo(root.id());
        assertThat(rig.everything()).contains("Our answer");
        rig.breathe();
        Outcome unasked = answered(root, thread.saying("Said beside"), "Another answer");
        switch (traits().listening().answering()) {
            case ALWAYS -> done(unasked);
            case ONLY_IF_SUMMONED -> {
                refused(unasked, Reason.NOT_SUMMONED);
                assertThat(((Outcome.Refused) unasked).why())
                        .as("where to answer by hand")
                        .contains("https://");
                assertThat(rig.everything()).doesNotContain("Another answer");
            }
            case NONE -> throw new AssertionError("no Responder then");
        }
        if (traits().listening().reading() == Reading.ASKED) {
            RemoteReply ours = thread(root).saying("Our answer");
            assertThat(ours.own()).isTrue();
            assertThat(ours.ref().id()).isEqualTo(own.id());
        }
        assertThat(traits().listening().answering()).isNotEqualTo(Answering.NONE);
    }

    @Test
    void answersNothingThatIsGone() {
        RemoteRef root = published(TEXT);
        thread(root);
        rig.answer(root, "A question");
        RemoteReply question = thread(root).saying("A question");
        assertThat(the(Collector.class).isGone(account(), question.ref())).isFalse();
        rig.retract(question.ref());
        refused(answered(root, question, "Too late"), Reason.GONE);
        assertThat(rig.everything()).doesNotContain("Too late");
        assertThat(the(Collector.class).isGone(account(), question.ref()))
                .isEqualTo(rig.ways().gone());
        rig.server().mood(Mood.BROKEN, "", 20);
        assertThat(the(Collector.class).isGone(account(), question.ref()))
                .as("only the network says so")
                .isFalse();
    }

    @Test
    void moderatesAsTheTraitsSay() {
        Set<Moderator.Act> acts = traits().listening().moderation();
        assertThat(service(Moderator.class).isPresent()).isEqualTo(!acts.isEmpty());
        RemoteRef root = published(TEXT);
        thread(root);
        rig.answer(root, "Rude words");
        RemoteReply rude = thread(root).saying("Rude words");
        for (Moderator.Act act : Moderator.Act.values()) {
            if (!acts.contains(act) && !acts.isEmpty()) {
                refused(the(Moderator.class).moderate(account(), rude.ref(), act), Reason.values());
            }
        }
        assertThat(rig.everything()).contains("Rude words");
        for (Moderator.Act act : List.of(Moderator.Act.HIDE, Moderator.Act.SHOW, Moderator.Act.DELETE)) {
            if (acts.contains(act)) {
                assertThat(the(Moderator.class).moderate(account(), rude.ref(), act))
                        .as(act.name())
                        .isInstanceOf(Outcome.Done.class);
            }
        }
        assertThat(rig.everything().contains("Rude words")).isNotEqualTo(acts.contains(Moderator.Act.DELETE));
    }
}
