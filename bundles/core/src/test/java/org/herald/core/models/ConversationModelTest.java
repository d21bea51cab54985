package org.herald.core.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.herald.core.repo.Names.*;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.ListResourceBundle;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import javax.jcr.Session;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceWrapper;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.core.conversation.Comments;
import org.herald.core.conversation.Payloads;
import org.herald.core.models.ConversationModel.Asked;
import org.herald.core.profile.Connectors;
import org.herald.core.repo.Nodes;
import org.herald.models.Comment;
import org.herald.models.Conversation;
import org.jetbrains.annotations.NotNull;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What readers see of the comments that Herald put below an article, and of those that somebody else did. */
@ExtendWith(SlingContextExtension.class)
class ConversationModelTest {
    private static final String PAGE = "/content/bees";
    private static final String COMMENTS = PAGE + "/jcr:content/comments";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-12-12T10:00:00Z"), ZoneOffset.UTC);
    private static final Asked FIRST = new Asked(0, "");
    private static final Set<String> ALLOWED = Set.of(
            "ol",
            "li",
            "article",
            "span",
            "svg",
            "use",
            "div",
            "header",
            "bdi",
            "a",
            "time",
            "link",
            "p",
            "br",
            "em",
            "strong",
            "b",
            "i",
            "blockquote",
            "ul",
            "code",
            "pre",
            "details",
            "summary",
            "path",
            "body",
            "html",
            "head");
    private static final Set<String> ATTRIBUTES = Set.of(
            "class",
            "id",
            "itemscope",
            "itemtype",
            "itemprop",
            "aria-hidden",
            "focusable",
            "href",
            "rel",
            "datetime",
            "dir");

    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);
    private int number;

    @BeforeEach
    void open() throws Exception {
        context.create().resource(PAGE + "/jcr:content", "jcr:title", "Bees", "jcr:language", "fr");
        context.create().resource(PAGE + "/jcr:content/conversation");
        context.resourceResolver().commit();
    }

    private Map<String, Object> said(String text) {
        Map<String, Object> values = new HashMap<>();
        values.put(PN_AUTHOR_NAME, "Bob Sutter");
        values.put(PN_AUTHOR_HANDLE, "bob@example.org");
        values.put(PN_TEXT, text);
        values.put(PN_URL, "https://example.org/1");
        values.put(PN_NETWORK, "mastodon");
        values.put(PN_PARENT, "");
        values.put(PN_VISIBILITY, "PUBLIC");
        values.put(PN_AT, Nodes.date(Instant.parse("2026-11-23T18:10:00Z")));
        return values;
    }

    private void show(String name, Map<String, Object> values) {
        try {
            Resource replies = context.create().resource("/replies/" + number++);
            Comments.show(
                    context.resourceResolver(), PAGE, context.resourceResolver().create(replies, name, values));
        } catch (PersistenceException e) {
            throw new IllegalStateException(e);
        }
    }

    private Conversation page(Asked asked) {
        return page(context.resourceResolver().getResource(PAGE + "/jcr:content/conversation"), asked);
    }

    private static Conversation page(Resource component, Asked asked) {
        return new ConversationModel(component, new Connectors(), asked, ConversationModelTest::french, CLOCK);
    }

    private static ResourceBundle french(Locale language) {
        return new ListResourceBundle() {
            @Override
            protected Object[][] getContents() {
                return language.equals(Locale.FRENCH)
                        ? new Object[][] {{"answers {0}", "répond à {0}"}, {"Our answer", "Notre réponse"}}
                        : new Object[0][];
            }
        };
    }

    private static Document html(Conversation conversation) {
        return Jsoup.parse(conversation.getThread());
    }

    private static void harmless(String of, Document document) {
        for (Element element : document.getAllElements()) {
            if (element.normalName().equals("#root")) {
                continue;
            }
            assertThat(ALLOWED).as(of).contains(element.normalName());
            for (Attribute attribute : element.attributes()) {
                assertThat(ATTRIBUTES).as("%s %s", of, element).contains(attribute.getKey());
                if (attribute.getKey().equals("href")) {
                    assertThat(attribute.getValue()).as(of).matches("(https?://|/static/|\\?|#).*");
                }
            }
        }
        assertThat(document.select("a[href^=http]").eachAttr("rel"))
                .as(of)
                .allMatch(rel -> rel.startsWith("ugc nofollow noopener"));
        assertThat(document.select(".herald-conversation__text [class], .herald-conversation__text [itemprop]"))
                .as(of)
                .isEmpty();
    }

    @Test
    void nothingThatSomebodyPutIntoACommentRuns() throws Exception {
        assertThat(Payloads.ALL).hasSizeGreaterThanOrEqualTo(60);
        int shown = 0;
        for (String payload : Payloads.ALL) {
            for (String field :
                    List.of(PN_TEXT, PN_AUTHOR_NAME, PN_AUTHOR_HANDLE, PN_WARNING, PN_URL, PN_NETWORK, PN_MEDIA)) {
                Map<String, Object> values = said("<p>y</p>");
                values.put(
                        field,
                        field.equals(PN_MEDIA) ? new String[] {"1\tIMAGE\t" + payload + "\t" + payload} : payload);
                String name = "c" + shown++;
                show(name, values);
                Document stored = html(page(new Asked(0, name)));
                assertThat(stored.select("#comment-" + name)).as(payload).hasSize(1);
                harmless(field + ": " + payload, stored);
                assertThat(stored.text()).as(payload).doesNotContain("\u202E", "\u2066", "\u0000");
            }
            Comments.hide(context.resourceResolver(), PAGE, "c" + (shown - 1));
        }
    }

    /** It was written before the sanitiser changed, by hand, or by whoever forged what tells that it was sanitised. */
    @Test
    void whatWasNotSanitisedByThisVersionIsSanitisedWhenItIsShown() throws Exception {
        int shown = 0;
        for (String payload : Payloads.ALL) {
            String name = "c" + shown++;
            show(name, said("<p>harmless</p>"));
            ModifiableValueMap values = context.resourceResolver()
                    .getResource(COMMENTS + "/" + name)
                    .adaptTo(ModifiableValueMap.class);
            String told = values.get(PN_SANITIZED, "");
            assertThat(told).isNotEmpty();
            values.put(PN_TEXT, payload);
            values.put(PN_AUTHOR_NAME, payload);
            values.put(PN_URL, "javascript:alert(1)");
            harmless("by hand: " + payload, html(page(new Asked(0, name))));
            values.remove(PN_SANITIZED);
            harmless("by an old version: " + payload, html(page(new Asked(0, name))));
            Comments.hide(context.resourceResolver(), PAGE, name);
        }
    }

    @Test
    void whatWasNotSaidInPublicIsNotShown() throws Exception {
        show("a", said("<p>quietly</p>"));
        show("b", said("<p>loud</p>"));
        ModifiableValueMap values =
                context.resourceResolver().getResource(COMMENTS + "/a").adaptTo(ModifiableValueMap.class);
        for (String visibility : List.of("DIRECT", "FOLLOWERS", "", "PUBLIC?")) {
            values.put(PN_VISIBILITY, visibility);
            assertThat(html(page(FIRST)).text()).contains("loud").doesNotContain("quietly");
        }
        values.remove(PN_VISIBILITY);
        assertThat(html(page(FIRST)).text()).doesNotContain("quietly");
    }

    private void thousand() {
        for (int i = 0; i < 1000; i++) {
            Map<String, Object> values = said("<p>Number " + i + ".</p>");
            values.put(PN_AT, Nodes.date(Instant.ofEpochSecond(1_790_000_000L + i)));
            show("c" + i, values);
        }
    }

    /** Counts what is read of the repository through a resource. */
    private static final class Counting extends ResourceWrapper {
        private final List<String> read;

        Counting(Resource resource, List<String> read) {
            super(resource);
            this.read = read;
        }

        private Resource counted(Resource resource) {
            if (resource == null) {
                return null;
            }
            read.add(resource.getPath());
            return new Counting(resource, read);
        }

        @Override
        public Resource getParent() {
            return counted(super.getParent());
        }

        @Override
        public Resource getChild(@NotNull String path) {
            return counted(super.getChild(path));
        }

        @Override
        public @NotNull Iterable<Resource> getChildren() {
            List<Resource> all = new ArrayList<>();
            super.getChildren().forEach(child -> all.add(counted(child)));
            return all;
        }
    }

    @Test
    void aPageOfAThousandReadsFiftyAndEachAddressLeadsToItsPage() {
        thousand();
        List<String> read = new ArrayList<>();
        Resource component = context.resourceResolver().getResource(PAGE + "/jcr:content/conversation");
        Conversation page = page(new Counting(component, read), new Asked(7, ""));
        assertThat(read).hasSizeLessThan(60);
        assertThat(page.getCount()).isEqualTo(1000);
        assertThat(page.getFirst()).isEqualTo(301);
        assertThat(page.getLast()).isEqualTo(350);
        assertThat(page.getOlder()).isEqualTo("?comments=6#herald-conversation");
        assertThat(page.getNewer()).isEqualTo("?comments=8#herald-conversation");
        assertThat(page.getSources()).singleElement().satisfies(source -> {
            assertThat(source.getCount()).isEqualTo(1000);
            assertThat(source.isSigned()).isTrue();
        });
        assertThat(html(page).select("article")).hasSize(50);
        assertThat(read).as("writing it reads no more").hasSizeLessThan(60);
        Conversation there = page(new Asked(0, "c777"));
        assertThat(html(there).select("#comment-c777")).hasSize(1);
        assertThat(there.getFirst()).isEqualTo(751);
        Comments.hide(context.resourceResolver(), PAGE, "c3");
        assertThat(page(new Asked(0, "c750")).getLast()).isEqualTo(750);
        assertThat(page(new Asked(0, "c3")).getFirst())
                .as("hidden: from the beginning")
                .isEqualTo(1);
        assertThat(page(new Asked(20, "")).getNewer()).isEmpty();
        assertThat(page(new Asked(99, "")).getLast()).isEqualTo(999);
    }

    @Test
    void whatIsAskedIsANumberOrNothing() {
        assertThat(Asked.of(null, null)).isEqualTo(FIRST);
        assertThat(Asked.of("3", "c")).isEqualTo(new Asked(3, "c"));
        for (String odd : List.of("", "-1", "x", "1e9", "99999999999999999999", "3 ", "<script>")) {
            assertThat(Asked.of(odd, "").page()).as(odd).isZero();
        }
        assertThat(html(page(new Asked(1, "\"><script>alert(1)</script>"))).select("script"))
                .isEmpty();
    }

    @Test
    void answersStandBelowWhatTheyAnswerInTheLanguageOfThePage() {
        show("q", said("<p>Why?</p>"));
        Map<String, Object> ours = said("<p>Because.</p>");
        ours.put(PN_PARENT, "q");
        ours.put(PN_OWN, true);
        ours.put(PN_AUTHOR_NAME, "Lindenhof");
        show("a", ours);
        Document page = html(page(FIRST));
        assertThat(page.select("ol > li > ol > li > #comment-a .herald-conversation__badge")
                        .text())
                .isEqualTo("Notre réponse");
        assertThat(page.select("#comment-a [itemprop=parentItem]").attr("href")).isEqualTo("#comment-q");
        assertThat(page.select("#comment-q time").text()).contains("nov");
        assertThat(page.select("#comment-q .herald-conversation__initials").text())
                .isEqualTo("BS");
        assertThat(page.select("#comment-q .herald-conversation__permalink").attr("href"))
                .isEqualTo("?comment=q#comment-q");
        assertThat(page(FIRST).getComments()).extracting(Comment::getDepth).containsExactly(0, 1);
        Comments.hide(context.resourceResolver(), PAGE, "q");
        assertThat(page(FIRST).isEmpty())
                .as("our answer to what is not shown is not, either")
                .isTrue();
        show("q", said("<p>Why?</p>"));
        assertThat(page(FIRST).getCount()).isEqualTo(2);
    }

    @Test
    void whatAnEarlierVersionLeftIsShownAsWhatThisOneWrites() throws Exception {
        show("q", said("<p>Why?</p>"));
        Map<String, Object> answer = said("<p>Because <b>so</b>.</p>");
        answer.put(PN_PARENT, "q");
        show("a", answer);
        String now = page(FIRST).getThread();
        ModifiableValueMap folder =
                context.resourceResolver().getResource(COMMENTS).adaptTo(ModifiableValueMap.class);
        folder.remove(PN_READING_ORDER);
        for (String name : List.of("a", "q")) {
            context.resourceResolver()
                    .getResource(COMMENTS + "/" + name)
                    .adaptTo(ModifiableValueMap.class)
                    .remove(PN_SANITIZED);
        }
        assertThat(page(FIRST).getThread()).isEqualTo(now);
        folder.put(PN_READING_ORDER, "of a later version");
        assertThat(page(FIRST).getThread()).isEqualTo(now);
        assertThat(Comments.bring(context.resourceResolver().getResource(COMMENTS)))
                .isEqualTo(2);
        assertThat(page(FIRST).getThread()).isEqualTo(now);
        assertThat(Comments.bring(context.resourceResolver().getResource(COMMENTS)))
                .as("once")
                .isZero();
    }

    @Test
    void whatIsInTheOrderAndNotThereIsLeftOut() throws Exception {
        show("q", said("<p>Why?</p>"));
        Map<String, Object> answer = said("<p>Because.</p>");
        answer.put(PN_PARENT, "q");
        show("a", answer);
        context.resourceResolver().commit();
        Session session = context.resourceResolver().adaptTo(Session.class);
        session.getNode(COMMENTS + "/q").remove();
        assertThat(html(page(FIRST)).select("article")).hasSize(1);
    }

    @Test
    void itIsClosedFromADayOn() {
        ModifiableValueMap component = context.resourceResolver()
                .getResource(PAGE + "/jcr:content/conversation")
                .adaptTo(ModifiableValueMap.class);
        assertThat(page(FIRST).isClosed()).isFalse();
        component.put(PN_CLOSED_ON, "2026-12-13");
        assertThat(page(FIRST).isClosed()).isFalse();
        for (String day : List.of("2026-12-12", "2025-01-01")) {
            component.put(PN_CLOSED_ON, day);
            assertThat(page(FIRST).isClosed()).as(day).isTrue();
        }
        component.put(PN_CLOSED_ON, "2026-12-12");
        assertThat(page(FIRST).getClosedOn()).isEqualTo("12 décembre 2026");
        component.put(PN_CLOSED_ON, "soon");
        assertThat(page(FIRST).isClosed()).isFalse();
    }

    @Test
    void aComponentOfThatNameIsNoComments() throws Exception {
        context.create().resource(COMMENTS + "/x", PN_TEXT, "<script>alert(1)</script>");
        assertThat(page(FIRST).isEmpty()).isTrue();
        assertThat(page(FIRST).getThread()).isEmpty();
    }
}
