package org.herald.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.herald.core.conversation.ReadingOrder.Entry;
import org.herald.core.conversation.ReadingOrder.Page;
import org.herald.core.conversation.ReadingOrder.Placed;
import org.junit.jupiter.api.Test;

/** Pages of comments, and what becomes of them while comments come and go. */
class ReadingOrderTest {
    private static final int PEOPLE = 150;

    @Provide
    Arbitrary<List<Entry>> comments() {
        Arbitrary<String> names = Arbitraries.integers().between(0, PEOPLE).map(i -> "c" + i);
        Arbitrary<String> parents = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(2, Arbitraries.just("")),
                net.jqwik.api.Tuple.of(3, names),
                net.jqwik.api.Tuple.of(1, Arbitraries.just("gone")));
        Arbitrary<Entry> entry = Combinators.combine(
                        names,
                        parents,
                        Arbitraries.longs().between(0, 1000),
                        Arbitraries.of(true, false, false),
                        Arbitraries.of("mastodon", "bluesky", "of somebody else"))
                .as(Entry::new);
        return entry.list().ofMaxSize(300);
    }

    private static Map<String, Entry> byName(List<Entry> entries) {
        Map<String, Entry> all = new LinkedHashMap<>();
        entries.forEach(entry -> all.put(entry.name(), entry));
        return all;
    }

    @Property(tries = 300)
    void whatIsWrittenIsReadAgain(@ForAll("comments") List<Entry> entries) {
        ReadingOrder order = ReadingOrder.of(entries);
        assertThat(ReadingOrder.decode(order.encode())).contains(order);
    }

    @Property(tries = 300)
    void eachStandsBelowWhatItAnswersTheOldestFirst(@ForAll("comments") List<Entry> entries) {
        Map<String, Entry> all = shown(byName(entries));
        List<Placed> placed = ReadingOrder.of(entries).placed();
        Set<String> shown = new HashSet<>();
        List<Placed> above = new ArrayList<>();
        for (Placed one : placed) {
            assertThat(all).containsEntry(one.entry().name(), one.entry());
            assertThat(shown.add(one.entry().name())).as("once").isTrue();
            assertThat(one.depth()).isLessThanOrEqualTo(above.size());
            boolean answers = all.containsKey(one.entry().parent());
            assertThat(one.depth() > 0).isEqualTo(answers);
            if (answers) {
                assertThat(above.get(one.depth() - 1).entry().name())
                        .isEqualTo(one.entry().parent());
            } else {
                assertThat(one.entry().own() && !one.entry().parent().isEmpty())
                        .as("our own answer to what is not shown")
                        .isFalse();
            }
            if (one.depth() < above.size()) {
                assertThat(above.get(one.depth()).entry().at())
                        .isLessThanOrEqualTo(one.entry().at());
            }
            above = new ArrayList<>(above.subList(0, one.depth()));
            above.add(one);
        }
        assertThat(all.values().stream()
                        .filter(entry -> !isInCircle(entry, all))
                        .map(Entry::name))
                .as("what is not our own answer to something hidden is shown")
                .allMatch(shown::contains);
    }

    /** All but what of our own answers something that is not among them. */
    private static Map<String, Entry> shown(Map<String, Entry> all) {
        Set<String> hidden = all.values().stream()
                .filter(entry -> isOwnBelowHidden(entry, all, new HashSet<>()))
                .map(Entry::name)
                .collect(Collectors.toSet());
        Map<String, Entry> shown = new LinkedHashMap<>(all);
        shown.keySet().removeAll(hidden);
        return shown;
    }

    private static boolean isOwnBelowHidden(Entry entry, Map<String, Entry> all, Set<String> seen) {
        if (!entry.own() || entry.parent().isEmpty() || !seen.add(entry.name())) {
            return false;
        }
        Entry parent = all.get(entry.parent());
        return parent == null || isOwnBelowHidden(parent, all, seen);
    }

    /** No network has them: what answers what answers it. */
    private static boolean isInCircle(Entry entry, Map<String, Entry> all) {
        Set<String> above = new HashSet<>();
        Entry at = entry;
        while (at != null && above.add(at.name())) {
            at = all.get(at.parent());
        }
        return at != null;
    }

    /** A waits for review, O is what we answered it, and B answers O. */
    @Test
    void anApprovedReplyToOurAnswerToWhatIsHiddenStandsForItself() {
        Entry ours = new Entry("o", "a", 1, true, "m");
        Entry further = new Entry("p", "o", 2, true, "m");
        Entry reply = new Entry("b", "p", 3, false, "m");
        ReadingOrder order = ReadingOrder.of(List.of(reply, further, ours));
        assertThat(order.placed()).containsExactly(new Placed(reply, 0));
        assertThat(order.with(new Entry("a", "", 0, false, "m")).placed())
                .extracting(Placed::depth)
                .containsExactly(0, 1, 2, 3);
    }

    @Property(tries = 200)
    void oneAfterTheOtherIsTheSameAsAllAtOnce(@ForAll("comments") List<Entry> entries) {
        ReadingOrder stepwise = ReadingOrder.empty();
        for (Entry entry : entries) {
            stepwise = ReadingOrder.decode(stepwise.with(entry).encode()).orElseThrow();
        }
        assertThat(stepwise).isEqualTo(ReadingOrder.of(byName(entries).values()));
        for (Entry entry : entries.subList(0, entries.size() / 2)) {
            stepwise =
                    ReadingOrder.decode(stepwise.without(entry.name()).encode()).orElseThrow();
        }
        Map<String, Entry> left = byName(entries);
        entries.subList(0, entries.size() / 2).forEach(entry -> left.remove(entry.name()));
        assertThat(stepwise).isEqualTo(ReadingOrder.of(left.values()));
    }

    @Property(tries = 300)
    void pagesHoldEverythingOnceAndNoMoreThanFifty(@ForAll("comments") List<Entry> entries) {
        ReadingOrder order = ReadingOrder.of(entries);
        int next = 0;
        for (int number = 1; number <= order.page(1).pages(); number++) {
            Page page = order.page(number);
            assertThat(page.number()).isEqualTo(number);
            assertThat(page.from()).isEqualTo(next);
            assertThat(page.to() - page.from()).isBetween(order.placed().isEmpty() ? 0 : 1, ReadingOrder.PAGE);
            next = page.to();
        }
        assertThat(next).isEqualTo(order.placed().size());
        assertThat(order.page(0)).isEqualTo(order.page(1)).isEqualTo(order.page(Integer.MIN_VALUE));
        assertThat(order.page(Integer.MAX_VALUE))
                .isEqualTo(order.page(order.page(1).pages()));
    }

    @Property(tries = 300)
    void aConversationIsCutOnlyWhereItIsLongerThanAPage(@ForAll("comments") List<Entry> entries) {
        ReadingOrder order = ReadingOrder.of(entries);
        for (int number = 2; number <= order.page(1).pages(); number++) {
            int cut = order.page(number).from();
            if (order.placed().get(cut).depth() > 0) {
                int from = cut;
                while (order.placed().get(from).depth() > 0) {
                    from--;
                }
                int to = cut;
                while (to < order.placed().size() && order.placed().get(to).depth() > 0) {
                    to++;
                }
                assertThat(to - from).isGreaterThan(ReadingOrder.PAGE);
            }
        }
    }

    /** Somebody keeps the address of a comment; others come and are hidden; the address leads to its page. */
    @Property(tries = 300)
    void aPermalinkOpensThePageWhateverCameAndWent(
            @ForAll("comments") List<Entry> before, @ForAll("comments") List<Entry> added, @ForAll int which) {
        ReadingOrder order = ReadingOrder.of(before);
        if (order.placed().isEmpty()) {
            return;
        }
        Entry kept =
                order.placed().get(Math.floorMod(which, order.placed().size())).entry();
        for (Entry entry : added) {
            if (!entry.name().equals(kept.name())) {
                order = entry.at() % 2 == 0 ? order.with(entry) : order.without(entry.name());
            }
        }
        boolean shown = order.placed().stream().anyMatch(one -> one.entry().equals(kept));
        var page = order.pageOf(kept.name());
        assertThat(page.isPresent()).isEqualTo(shown);
        if (shown) {
            assertThat(order.placed().subList(page.get().from(), page.get().to()))
                    .extracting(one -> one.entry().name())
                    .contains(kept.name());
        } else {
            assertThat(kept.own() || !kept.parent().isEmpty()).isTrue();
        }
    }

    @Property(tries = 200)
    void whatIsSaidLaterMovesNoPageBeforeIt(@ForAll("comments") List<Entry> entries) {
        ReadingOrder before = ReadingOrder.of(entries);
        ReadingOrder after = before.with(new Entry("later", "", Long.MAX_VALUE, false, "mastodon"));
        for (int number = 1; number < before.page(1).pages(); number++) {
            Page page = after.page(number);
            assertThat(page.from()).isEqualTo(before.page(number).from());
            assertThat(page.to()).isEqualTo(before.page(number).to());
        }
    }

    @Property(tries = 500)
    void whateverElseStandsThereIsNotRead(@ForAll String anything) {
        ReadingOrder.decode(anything)
                .ifPresent(order -> assertThat(order.encode()).startsWith(ReadingOrder.VERSION));
        ReadingOrder.decode(ReadingOrder.VERSION + "\tm\n" + anything)
                .ifPresent(order -> assertThat(order.placed()).isNotEmpty());
    }

    @Test
    void brokenOrdersAreNone() {
        String line = "\t0\t0\t0\tname\t";
        assertThat(ReadingOrder.decode("2\tm\n0" + line)).isPresent();
        for (String broken : List.of(
                "",
                "1\tm\n0" + line,
                "2\tm\n1" + line,
                "2\tm\n0" + line + "\n0" + line,
                "2\tm\n0\t0\t1\t0\tname\t",
                "2\tm\n0\tzz!\t0\t0\tname\t",
                "2\tm\n-2" + line,
                "2\tm\n0\t0\t0\tname",
                "2\tm\n")) {
            assertThat(ReadingOrder.decode(broken)).as(broken).isEmpty();
        }
    }

    @Test
    void whatHasNoNameOfHeraldsIsNotThere() {
        assertThat(ReadingOrder.of(List.of(
                                new Entry("a b", "", 0, false, "m"),
                                new Entry("\"><script>", "", 0, false, "m"),
                                new Entry("ok", "", 0, false, "m\n0"),
                                new Entry("ok2", "x\ty", 0, false, "m")))
                        .placed())
                .isEmpty();
    }

    @Test
    void aThousandAreTwentyPages() {
        List<Entry> thousand = IntStream.range(0, 1000)
                .mapToObj(i -> new Entry("c" + i, "", i, false, "m"))
                .toList();
        ReadingOrder order = ReadingOrder.of(thousand);
        assertThat(order.page(1).pages()).isEqualTo(20);
        assertThat(order.pageOf("c999").orElseThrow().number()).isEqualTo(20);
        assertThat(order.pageOf("c50").orElseThrow()).isEqualTo(new Page(2, 20, 50, 100));
        assertThat(order.networks()).containsExactly(Map.entry("m", 1000L));
    }
}
