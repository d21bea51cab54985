package org.herald.core.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.Pages;
import org.herald.Rejection;
import org.herald.core.People;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A page is found by who may read it, and by nobody else. */
@ExtendWith(SlingContextExtension.class)
class PageSearchTest {
    private static final String GARDEN = "/content/garden";
    private static final String SHOP = "/content/shop";

    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);
    private final PageSearch search = new PageSearch();
    private People people;

    @BeforeEach
    void open() throws Exception {
        People.types(context);
        site(GARDEN, "The garden");
        site(SHOP, "The shop");
        page(GARDEN + "/tomatoes", "Forty kinds of tomatoes");
        page(GARDEN + "/tomatoes/seeds", "Seeds, by mail");
        page(GARDEN + "/cafe", "Un café d’été");
        page(SHOP + "/tomatoes", "Tomatoes for sale");
        page(SHOP + "/untitled", "");
        context.resourceResolver().commit();
        people = new People(context);
        people.set("/content", "everyone", true, "jcr:read");
        people.make("edith", "herald-editors");
        people.make("moses", "herald-moderators");
        people.set(SHOP, "moses", false, "jcr:all");
    }

    private void site(String path, String title) {
        context.create().resource(path, "jcr:primaryType", "sling:Site", "jcr:title", title);
    }

    private void page(String path, String title) {
        context.create().resource(path, "jcr:primaryType", "sling:Page");
        context.create().resource(path + "/jcr:content", "jcr:title", title);
    }

    private List<String> paths(String who, String text, String site) throws Exception {
        return search.find(people.as(who), text, site).stream()
                .map(Pages.Page::path)
                .sorted()
                .toList();
    }

    /** What they find in the CMS's index, its browser test tells. */
    @Test
    void wordsAreLookedForByTheirBeginningsInAnyCase() {
        assertThat(PageSearch.words("TOM  for")).isEqualTo("tom* for*");
        assertThat(PageSearch.words("d’Été, 2026!")).isEqualTo("d* été* 2026*");
        assertThat(PageSearch.words("हिन्दी")).isEqualTo("हिन्दी*");
        assertThat(PageSearch.words("' OR \"x\" -y [z] \\ ~ ^ :")).isEqualTo("or* x* y* z*");
        assertThat(PageSearch.words(" - ")).isEmpty();
        assertThat(PageSearch.words("a b c d e f g h i j")).isEqualTo("a* b* c* d* e* f* g* h*");
    }

    @Test
    void aPageWithoutATitleHasItsName() throws Exception {
        assertThat(search.find(people.as("edith"), GARDEN + "/tomatoes/s", ""))
                .containsExactly(new Pages.Page(GARDEN + "/tomatoes/seeds", "Seeds, by mail", "The garden"));
        assertThat(search.find(people.as("edith"), SHOP + "/unt", ""))
                .containsExactly(new Pages.Page(SHOP + "/untitled", "untitled", "The shop"));
    }

    @Test
    void aSiteNarrowsIt() throws Exception {
        assertThat(paths("edith", "", GARDEN)).hasSize(3).allMatch(path -> path.startsWith(GARDEN + "/"));
        assertThat(paths("edith", SHOP + "/", GARDEN)).isEmpty();
        for (String written : List.of(SHOP + "/", "/content/./shop", "/content/garden/../shop")) {
            assertThat(paths("edith", SHOP + "/tom", written)).as(written).containsExactly(SHOP + "/tomatoes");
            assertThat(paths("edith", "", written)).as(written).hasSize(2).allMatch(path -> path.startsWith(SHOP));
        }
        assertThatThrownBy(() -> paths("edith", "", "/content/../var")).isInstanceOf(Rejection.class);
        assertThat(paths("edith", "", SHOP)).containsExactly(SHOP + "/tomatoes", SHOP + "/untitled");
    }

    @Test
    void whoMayNotReadASiteIsToldNothingOfIt() throws Exception {
        assertThat(paths("moses", "", "")).hasSize(3);
        assertThat(paths("moses", SHOP + "/tom", "")).isEmpty();
        assertThat(paths("moses", "", "")).noneMatch(path -> path.startsWith(SHOP));
        assertThatThrownBy(() -> paths("moses", "", SHOP))
                .isInstanceOfSatisfying(
                        Rejection.class, e -> assertThat(e.kind()).isEqualTo(Rejection.Kind.NOT_FOUND));
    }

    @Test
    void aPathIsCompleted() throws Exception {
        assertThat(paths("edith", GARDEN + "/Tom", "")).containsExactly(GARDEN + "/tomatoes");
        assertThat(paths("edith", GARDEN + "/tomatoes", "")).containsExactly(GARDEN + "/tomatoes");
        assertThat(paths("edith", GARDEN + "/tomatoes/", "")).containsExactly(GARDEN + "/tomatoes/seeds");
        assertThat(paths("edith", "/var/herald/", "")).isEmpty();
    }

    @Test
    void whatIsTypedIsNoQuery() throws Exception {
        for (String text : List.of(
                "'", "' OR '1'='1", "\"", "-tom", "*", "[", "/", "//", "/content/../var/", "/a[b", "%", "tom') --")) {
            assertThat(paths("edith", text, "")).as(text).allMatch(path -> path.startsWith("/content/"));
        }
        assertThat(paths("edith", "*", "")).isEmpty();
    }

    @Test
    void noMoreThanAnybodyReads() throws Exception {
        for (int i = 0; i < PageSearch.MOST + 5; i++) {
            page(GARDEN + "/many-" + i, "Many things");
        }
        context.resourceResolver().commit();
        assertThat(paths("edith", "", "")).hasSize(PageSearch.MOST);
        assertThat(paths("edith", GARDEN + "/many", "")).hasSize(PageSearch.MOST);
    }
}
