package org.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** A site that asks for no approval, and other content of the stories' own: taken away when they are over. */
final class StorySite implements AutoCloseable {
    private static final Cms ADMIN = Cms.admin();

    final String run = "stories-" + UUID.randomUUID().toString().substring(0, 8);
    final String path = "/content/herald-demo/" + run;
    private final List<String> made = new CopyOnWriteArrayList<>();

    StorySite() {
        make(
                path,
                "jcr:primaryType",
                "sling:Site",
                "jcr:title",
                "Stories",
                "jcr:language",
                "en",
                "sling:url",
                Environment.CMS + path);
        page("index");
    }

    /** Makes something, which is taken away in the end. */
    void make(String where, String... fields) {
        Map<String, String> form = new HashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        Web.Reply reply = Web.form(Environment.CMS + where, form, ADMIN.headers());
        assertThat(reply.status()).as("%s: %s", where, reply.text()).isIn(200, 201);
        forget(where);
    }

    /** Makes a page of the site, as an editor would. */
    String page(String name, String... more) {
        String where = path + "/" + name;
        List<String> fields = new java.util.ArrayList<>(List.of(
                "jcr:primaryType", "sling:Page",
                "jcr:content/jcr:primaryType", "nt:unstructured",
                "jcr:content/jcr:title", name,
                "jcr:content/sling:template", "/conf/herald-demo/site/templates/article",
                "jcr:content/sling:resourceType", "herald-demo/components/page"));
        fields.addAll(List.of(more));
        make(where, fields.toArray(String[]::new));
        return where;
    }

    /** Takes something away in the end that a story makes. */
    void forget(String where) {
        made.add(0, where);
    }

    static com.fasterxml.jackson.databind.JsonNode read(String where) {
        return Web.get(Environment.CMS + where + ".json", ADMIN.headers()).json();
    }

    static boolean exists(String where) {
        return Web.get(Environment.CMS + where + ".json", ADMIN.headers()).status() == 200;
    }

    @Override
    public void close() {
        made.forEach(where -> Web.form(Environment.CMS + where, Map.of(":operation", "delete"), ADMIN.headers()));
    }
}
