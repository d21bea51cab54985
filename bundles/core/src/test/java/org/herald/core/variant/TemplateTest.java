package org.herald.core.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.herald.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    private static final Map<String, String> ARTICLE = Map.of(
            "title", "The bees came back",
            "description", "Fourteen kinds live in the garden. They like it. Come and see.",
            "excerpt", "One bee is here. Two bees are there. Three bees fly.",
            "tags", "wild bees, garden",
            "author", "",
            "url", "https://example.org/bees.html");

    private static Template.Filled fill(String template, Locale language) {
        return Template.parse(template, ARTICLE.keySet()).fill(name -> ARTICLE.getOrDefault(name, ""), language);
    }

    private static String text(String template) {
        return fill(template, Locale.ENGLISH).text();
    }

    @Test
    void fillsWhatTheArticleHas() {
        assertThat(text("${title}\n\n${url}")).isEqualTo("The bees came back\n\nhttps://example.org/bees.html");
        assertThat(text("${excerpt}")).isEqualTo("One bee is here.");
        assertThat(text("${excerpt:2}")).isEqualTo("One bee is here. Two bees are there.");
        assertThat(text("${tags|hashtags:1}")).isEqualTo("#WildBees");
        assertThat(text("${tags|hashtags}")).isEqualTo("#WildBees #Garden");
    }

    @Test
    void cutsAtWordsAndSentences() {
        assertThat(text("${title|words:10}")).isEqualTo("The bees…");
        assertThat(text("${description|sentences:50}")).isEqualTo("Fourteen kinds live in the garden. They like it.");
        assertThat(text("${title|words:100}")).isEqualTo("The bees came back");
    }

    @Test
    void quotesAsTheLanguageDoes() {
        assertThat(fill("${title|quote}", Locale.ENGLISH).text()).isEqualTo("“The bees came back”");
        assertThat(fill("${title|quote}", Locale.FRENCH).text()).isEqualTo("«\u202FThe bees came back\u202F»");
        assertThat(fill("${title|quote}", Locale.GERMAN).text()).isEqualTo("„The bees came back“");
    }

    @Test
    void tellsWhatIsMissingAndPrintsNothingForIt() {
        Template.Filled filled = fill("${title}\n\n${author}\n\n${page.subtitle}\n\n${url}", Locale.ENGLISH);
        assertThat(filled.text()).isEqualTo("The bees came back\n\nhttps://example.org/bees.html");
        assertThat(filled.missing()).isEqualTo(Set.of("author", "page.subtitle"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"${titel}", "${title|shout}", "${title", "${}", "${title|words:0}", "${page.}}${"})
    void refusesWhatItCannotUse(String template) {
        if (template.startsWith("${page.}")) {
            assertThatThrownBy(() -> text(template)).isInstanceOf(Rejection.class);
            return;
        }
        assertThatThrownBy(() -> text(template))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("in the template cannot be used");
    }

    @Test
    void aPersonSignsWithInitials() {
        assertThat(new PersonalVoice(org.herald.Voice.USUAL, "edith.bauer").initials())
                .isEqualTo("EB");
        assertThat(new PersonalVoice(org.herald.Voice.USUAL, "jean-luc.le_goff").initials())
                .isEqualTo("JLLG");
        assertThat(new PersonalVoice(org.herald.Voice.USUAL, "edith").initials())
                .isEqualTo("ED");
        assertThat(new PersonalVoice(org.herald.Voice.USUAL, "").initials()).isEmpty();
    }

    @Property
    void noPlaceholderIsEverPrinted(@ForAll String before, @ForAll String after) {
        String plain = before.replace("${", "") + "${title}" + after.replace("${", "");
        if (!plain.replace("${title}", "").contains("${")) {
            assertThat(text(plain)).doesNotContain("${title}").contains("The bees came back");
        }
    }
}
