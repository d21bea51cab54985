package org.herald.core.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.herald.core.repo.Names.*;

import java.time.Instant;
import java.util.Map;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SlingContextExtension.class)
class UpgradeTest {
    private static final Instant AT = Instant.parse("2025-03-01T23:30:00Z");
    private static final int MANY = 230;
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);
    private Upgrade upgrade;

    @BeforeEach
    void open() {
        upgrade = new Upgrade(new Repository(context.getService(ResourceResolverFactory.class), null));
    }

    private void record(String folder, String name, String type, Map<String, Object> values) throws Exception {
        Nodes.create(Nodes.obtain(context.resourceResolver(), folder, NT_FOLDER), name, type, values);
    }

    private String read(String path, String property) {
        context.resourceResolver().refresh();
        Resource node = context.resourceResolver().getResource(path);
        return node.getValueMap().get(property, "");
    }

    @Test
    void whatAnEarlierVersionRecordedIsFoundAgain() throws Exception {
        for (int i = 0; i < MANY; i++) {
            record(AUDIT + "/2025/03/01", "a" + i, NT_AUDIT, Map.of(PN_SITE, "/content/site", PN_AT, Nodes.date(AT)));
        }
        record(
                SHARES + "/2025/03/01/s",
                "press",
                NT_VARIANT,
                Map.of(PN_SENT_BY, "press", PN_SENT_AT, Nodes.date(AT), PN_STATE, "SENT"));
        record(SHARES + "/2025/03/01/s", "other", NT_VARIANT, Map.of(PN_STATE, "REFUSED"));
        record(WORKFLOW + "/ab", "abc", NT_WORKFLOW, Map.of("herald:stage", "IN_REVIEW"));
        context.resourceResolver()
                .getResource(SHARES + "/2025/03/01/s")
                .adaptTo(ModifiableValueMap.class)
                .putAll(Map.of(PN_BY, "edith", PN_AT, Nodes.date(AT)));
        context.resourceResolver().commit();
        upgrade.run();
        for (int i = 0; i < MANY; i++) {
            assertThat(read(AUDIT + "/2025/03/01/a" + i, PN_SITE_DAY)).startsWith("/content/site 2025");
            assertThat(read(AUDIT + "/2025/03/01/a" + i, PN_SITE_MONTH)).isEqualTo("/content/site 2025-03");
        }
        assertThat(read(SHARES + "/2025/03/01/s/press", PN_SENT_ON)).isEqualTo("press/2025-03-01");
        assertThat(read(SHARES + "/2025/03/01/s/other", PN_SENT_ON)).isEmpty();
        assertThat(read(SHARES + "/2025/03/01/s/press", PN_FAILED_ON)).isEmpty();
        assertThat(read(SHARES + "/2025/03/01/s/other", PN_FAILED_ON)).isEqualTo("edith 2025-03-01");
        assertThat(context.resourceResolver()
                        .getResource(WORKFLOW + "/ab/abc")
                        .getValueMap()
                        .get("herald:waitsFor", new String[0]))
                .isNotEmpty();
    }

    @Test
    void itIsDoneOnce() throws Exception {
        upgrade.run();
        record(AUDIT + "/2025/03/01", "late", NT_AUDIT, Map.of(PN_SITE, "/content/site", PN_AT, Nodes.date(AT)));
        context.resourceResolver().commit();
        new Upgrade(new Repository(context.getService(ResourceResolverFactory.class), null)).run();
        assertThat(read(AUDIT + "/2025/03/01/late", PN_SITE_DAY))
                .as("nothing writes such a record any more")
                .isEmpty();
    }
}
