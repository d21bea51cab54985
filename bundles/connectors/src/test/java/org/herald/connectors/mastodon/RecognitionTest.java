package org.herald.connectors.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.herald.Visibility;
import org.herald.connectors.mastodon.Documents.Posted;
import org.herald.spi.Attempt;
import org.herald.spi.Lookup;
import org.herald.spi.Post;
import org.herald.spi.RemoteRef;

/** However posts of an account look alike, what is found is ours, and what is not there is not found. */
class RecognitionTest {
    private static final Instant BEGAN = Instant.parse("2026-11-21T10:00:00Z");
    private static final Window WINDOW = new Window(BEGAN, BEGAN);

    /** A post on the network; {@code parent} 0 is none, {@code second} counts from the attempt. */
    record Remote(String text, int parent, Visibility visibility, int second, boolean held) {
        Posted posted(int id) {
            return new Posted(
                    "id" + id,
                    "https://example.org/" + id,
                    null,
                    "<p>" + text + "</p>",
                    Words.of(visibility),
                    "en",
                    BEGAN.plusSeconds(second).toString(),
                    parent == 0 ? null : "parent" + parent,
                    new Documents.Account("me", "me", "me", "", null),
                    null,
                    List.of());
        }
    }

    @Provide
    Arbitrary<Remote> remotes() {
        return Combinators.combine(
                        Arbitraries.of("\uD83E\uDD8B", "a", "a!", "a b", "ab", "ba", "c a b", "1", "Many thanks!"),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(Visibility.PUBLIC, Visibility.UNLISTED),
                        Arbitraries.integers().between(-3, 10),
                        Arbitraries.of(true, false))
                .as(Remote::new);
    }

    @Provide
    Arbitrary<List<Remote>> others() {
        return remotes().list().ofMaxSize(8);
    }

    private static Lookup look(Remote ours, List<Remote> all) {
        Set<String> held = IntStream.range(0, all.size())
                .filter(i -> all.get(i).held())
                .mapToObj(i -> "id" + i)
                .collect(Collectors.toSet());
        RemoteRef parent = ours.parent() == 0 ? null : new RemoteRef("parent" + ours.parent(), "", null);
        Post post = Post.of("key", ours.text(), BEGAN)
                .visibility(ours.visibility())
                .attempt(Attempt.since(BEGAN).below(parent, "").besides(held))
                .build();
        Recognition recognition = new Recognition("me", post, List.of(ours.text()));
        IntStream.range(0, all.size()).forEach(i -> recognition.look(all.get(i).posted(i), WINDOW));
        return recognition.verdict();
    }

    private static boolean fits(Remote ours, Remote other) {
        return !other.held()
                && other.second() >= 0
                && other.text().equals(ours.text())
                && other.parent() == ours.parent()
                && other.visibility() == ours.visibility();
    }

    @Property(tries = 3000)
    void whatIsFoundFitsInEverythingAndIsTheOnlyOneThatDoes(
            @ForAll("remotes") Remote ours, @ForAll("others") List<Remote> all) {
        List<Integer> fitting = IntStream.range(0, all.size())
                .filter(i -> fits(ours, all.get(i)))
                .boxed()
                .toList();
        Lookup lookup = look(ours, all);
        if (lookup instanceof Lookup.Present present) {
            assertThat(fitting).hasSize(1);
            assertThat(present.ref().id()).isEqualTo("id" + fitting.get(0));
        } else {
            assertThat(lookup instanceof Lookup.Absent && !fitting.isEmpty()).isFalse();
            assertThat(fitting.size()).as("one that fits is found").isNotEqualTo(1);
        }
    }

    @Property(tries = 3000)
    void whatIsThereIsNeverSaidToBeAbsent(
            @ForAll("remotes") Remote wanted, @ForAll("others") List<Remote> others, @ForAll int where) {
        Remote ours = new Remote(wanted.text(), wanted.parent(), wanted.visibility(), Math.abs(wanted.second()), false);
        List<Remote> all = new java.util.ArrayList<>(others);
        int index = Math.floorMod(where, all.size() + 1);
        all.add(index, ours);
        Lookup lookup = look(ours, all);
        assertThat(lookup).isNotInstanceOf(Lookup.Absent.class);
        if (lookup instanceof Lookup.Present present) {
            assertThat(present.ref().id()).isEqualTo("id" + index);
        }
    }

    @Property(tries = 2000)
    void anyTwoTextsThatDifferAreTold(@ForAll String sent, @ForAll String other) {
        String shown = other.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        String plain = java.text.Normalizer.normalize(sent, java.text.Normalizer.Form.NFC);
        boolean same = StatusText.same(sent, "<p>" + shown + "</p>");
        if (same) {
            assertThat(bare(other)).isEqualTo(bare(plain));
        }
    }

    /** Without what no reader sees. */
    private static String bare(String text) {
        return java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFC)
                .replaceAll("[\\s\\p{Z}\\p{Cc}\\u00AD\\u200B]+", "");
    }
}
