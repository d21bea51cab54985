package org.herald.core.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.herald.Visibility;
import org.herald.spi.Collected;
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;
import org.herald.spi.RemoteReply;
import org.junit.jupiter.api.Test;

class ThreadPagesTest {
    private static RemoteReply reply(String id) {
        return RemoteReply.builder()
                .ref(new RemoteRef(id, "", null))
                .parentId("root")
                .html(id)
                .at(Instant.EPOCH)
                .visibility(Visibility.PUBLIC)
                .build();
    }

    private static Collected page(String id, String next, String leftOut) {
        return new Collected.Replies(List.of(reply(id)), next, leftOut);
    }

    private static List<String> ids(ThreadPages pages) {
        return pages.replies().stream().map(reply -> reply.ref().id()).toList();
    }

    @Test
    void readsToTheLastPage() {
        Map<String, Collected> pages = Map.of("", page("a", "2", ""), "2", page("b", "3", ""), "3", page("c", "", ""));
        ThreadPages read = ThreadPages.read(pages::get, () -> false);
        assertThat(ids(read)).containsExactly("a", "b", "c");
        assertThat(read.complete()).isTrue();
    }

    @Test
    void whatWasLeftOutOnAnyPageIsSaidAndNothingIsTakenForDeleted() {
        Map<String, Collected> pages = Map.of("", page("a", "2", "One is private."), "2", page("b", "", ""));
        ThreadPages read = ThreadPages.read(pages::get, () -> false);
        assertThat(read.leftOut()).isEqualTo("One is private.");
        assertThat(read.complete()).isFalse();
    }

    @Test
    void keepsWhatCameBeforeTheTrouble() {
        Collected later = new Collected.NotNow(Instant.EPOCH, "Wait.");
        Map<String, Collected> pages = Map.of("", page("a", "2", ""), "2", later);
        ThreadPages read = ThreadPages.read(pages::get, () -> false);
        assertThat(ids(read)).containsExactly("a");
        assertThat(read.begun()).isTrue();
        assertThat(read.trouble()).isSameAs(later);
        assertThat(read.complete()).isFalse();
    }

    @Test
    void troubleAtOnceBeginsNothing() {
        ThreadPages read = ThreadPages.read(page -> new Collected.Failed(Reason.AUTHORISATION, "No."), () -> false);
        assertThat(read.begun()).isFalse();
    }

    @Test
    void aRoundThatIsOverReadsOnePageMoreThanNone() {
        List<String> asked = new ArrayList<>();
        ThreadPages read = ThreadPages.read(
                cursor -> {
                    asked.add(cursor);
                    return page("a" + asked.size(), "p" + asked.size(), "");
                },
                () -> true);
        assertThat(asked).containsExactly("");
        assertThat(read.complete()).isFalse();
        assertThat(read.cut()).isTrue();
        assertThat(read.leftOut()).contains("another round");
    }

    @Test
    void aServerThatGoesInCirclesIsLeft() {
        List<String> asked = new ArrayList<>();
        ThreadPages circle = ThreadPages.read(
                cursor -> {
                    asked.add(cursor);
                    return page("a", cursor.equals("x") ? "y" : "x", "");
                },
                () -> false);
        assertThat(asked).containsExactly("", "x", "y");
        assertThat(circle.complete()).isFalse();
        asked.clear();
        ThreadPages endless = ThreadPages.read(
                cursor -> {
                    asked.add(cursor);
                    return page("a", "p" + asked.size(), "");
                },
                () -> false);
        assertThat(asked).hasSize(ThreadPages.MOST);
        assertThat(endless.complete()).isFalse();
    }
}
