package org.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Asks the CMS which queries Herald made in all the tests before, and how Oak answered each. */
class ZQueriesIT {
    private static final String DEBUGGER = Environment.CMS + "/cms/admin/querydebug.html";

    @BeforeAll
    static void start() {
        Environment.start();
    }

    @Test
    void noQueryIsAnsweredWithoutAnIndex() {
        Cms admin = Cms.admin();
        admin.get("/inbox");
        admin.get("/inbox?state=PENDING&network=bluesky&site=/content/herald-demo/en");
        admin.get("/shares?path=/content/herald-demo/en/bees");
        admin.get("/pages?q=bees&site=/content/herald-demo/en");
        admin.get("/pages");
        Set<String> queries = page("").select("td").eachText().stream()
                .filter(text ->
                        text.startsWith("SELECT") && (text.contains("[herald:") || text.contains("TAG heraldPages")))
                .collect(Collectors.toSet());
        assertThat(queries).isNotEmpty();
        for (String query : queries) {
            String plan = page("?language=JCR-SQL2&statement=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                    .select("dd")
                    .text();
            assertThat(plan).as(query).containsAnyOf("lucene:heraldInbox", "lucene:heraldPages", "property herald");
            assertThat(plan).as(query).doesNotContain("traverse");
        }
    }

    private static Document page(String query) {
        return Jsoup.parse(Web.get(DEBUGGER + query, Cms.admin().headers()).text());
    }
}
