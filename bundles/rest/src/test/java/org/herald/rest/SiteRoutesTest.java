package org.herald.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.ApprovalPolicy;
import org.herald.Pages;
import org.herald.Rejection;
import org.herald.Settings;
import org.herald.SiteSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteRoutesTest {
    private static final ApprovalPolicy FOUR_EYES =
            new ApprovalPolicy(true, List.of(), List.of("reviewers"), false, 30);

    private final List<SiteSettings> saved = new ArrayList<>();

    private final Settings settings = new Settings() {
        @Override
        public SiteSettings get(ResourceResolver caller, String site) {
            return new SiteSettings(site, Map.of(), Map.of(), Map.of(), FOUR_EYES, 25);
        }

        @Override
        public SiteSettings save(ResourceResolver caller, SiteSettings wanted) {
            saved.add(wanted);
            return wanted;
        }
    };

    private final List<String> looked = new ArrayList<>();

    private final Pages pages = (caller, text, site) -> {
        looked.add(text + " in " + site);
        return List.of(new Pages.Page("/content/site/bees", "Bees", "Site"));
    };

    private Object pages(Map<String, String> query) {
        Route route = new SiteRoutes(null, settings, pages)
                .table().stream()
                        .filter(r -> "/pages".equals(r.template()))
                        .findFirst()
                        .orElseThrow();
        return route.handler().apply(new Call(null, Map.of(), query, null)).body();
    }

    @Test
    void pagesAreLookedForByWhatWasTyped() {
        assertThat(pages(Map.of("q", "be", "site", "/content/site")))
                .isEqualTo(Map.of("pages", List.of(new Pages.Page("/content/site/bees", "Bees", "Site"))));
        pages(Map.of());
        assertThat(looked).containsExactly("be in /content/site", " in ");
        assertThatThrownBy(() -> pages(Map.of("q", "x".repeat(1001))))
                .isInstanceOfSatisfying(
                        Rejection.class, r -> assertThat(r.code()).isEqualTo("q"));
    }

    private void put(String approval) {
        String body = "{\"site\": \"/content/site\"" + approval + "}";
        Route route = new SiteRoutes(null, settings, pages)
                .table().stream()
                        .filter(r -> "PUT".equals(r.method()))
                        .findFirst()
                        .orElseThrow();
        route.handler().apply(new Call(null, Map.of(), Map.of(), Json.read(body.getBytes(StandardCharsets.UTF_8))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "null; approval; approval",
                "\"x\"; approval; approval",
                "[]; approval; approval",
                "{}; required; approval.required",
                "{\"required\": null}; required; approval.required",
                "{\"required\": \"yes\"}; required; approval.required",
                "{\"required\": true, \"reviewers\": \"reviewers\"}; reviewers; approval.reviewers",
                "{\"required\": true, \"authors\": {}}; authors; approval.authors",
                "{\"required\": true, \"own\": \"no\"}; own; approval.own",
                "{\"required\": true, \"days\": \"30\"}; days; approval.days"
            })
    void anApprovalThatCannotBeUnderstoodIsRefusedByItsField(String approval, String code, String field) {
        assertThatThrownBy(() -> put(", \"approval\": " + approval))
                .isInstanceOfSatisfying(Rejection.class, r -> {
                    assertThat(r.kind()).isEqualTo(Rejection.Kind.INVALID);
                    assertThat(r.code()).isEqualTo(code);
                })
                .hasMessageContaining(field);
        assertThat(saved).isEmpty();
    }

    @Test
    void sayingNothingOfApprovalsLeavesThemAsTheyAre() {
        put("");
        assertThat(saved).singleElement().extracting(SiteSettings::approval).isEqualTo(FOUR_EYES);
    }

    @Test
    void sayingNothingOfTheUndoWindowLeavesItAsItIs() {
        put("");
        put(", \"undoSeconds\": 0");
        assertThat(saved).extracting(SiteSettings::undoSeconds).containsExactly(25, 0);
        assertThatThrownBy(() -> put(", \"undoSeconds\": \"10\""))
                .isInstanceOfSatisfying(
                        Rejection.class, e -> assertThat(e.code()).isEqualTo("undoSeconds"));
    }
}
