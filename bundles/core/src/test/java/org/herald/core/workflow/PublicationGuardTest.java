package org.herald.core.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.function.Consumer;
import org.apache.jackrabbit.oak.api.CommitFailedException;
import org.apache.jackrabbit.oak.api.Type;
import org.apache.jackrabbit.oak.plugins.memory.MemoryNodeStore;
import org.apache.jackrabbit.oak.spi.commit.CommitInfo;
import org.apache.jackrabbit.oak.spi.commit.EditorHook;
import org.apache.jackrabbit.oak.spi.state.NodeBuilder;
import org.apache.sling.cms.publication.INSTANCE_TYPE;
import org.apache.sling.cms.publication.PUBLICATION_MODE;
import org.apache.sling.cms.publication.PublicationManager;
import org.apache.sling.cms.publication.PublicationManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a store of nodes alone: what the repository itself lets pass. */
class PublicationGuardTest {
    private static final String SITE = "/content/group/site";
    private final MemoryNodeStore store = new MemoryNodeStore();

    private record Cms(PUBLICATION_MODE mode) implements PublicationManagerFactory {
        @Override
        public INSTANCE_TYPE getInstanceType() {
            return INSTANCE_TYPE.STANDALONE;
        }

        @Override
        public PUBLICATION_MODE getPublicationMode() {
            return mode;
        }

        @Override
        public PublicationManager getPublicationManager() {
            throw new UnsupportedOperationException("nothing is published here");
        }
    }

    private void commit(String user, PUBLICATION_MODE mode, Consumer<NodeBuilder> change) throws CommitFailedException {
        NodeBuilder root = store.getRoot().builder();
        change.accept(root);
        PublicationGuard guard = new PublicationGuard(new Publication(new Cms(mode), null));
        store.merge(root, new EditorHook(guard), new CommitInfo("session", user, Map.of()));
    }

    private void commit(String user, Consumer<NodeBuilder> change) throws CommitFailedException {
        commit(user, PUBLICATION_MODE.STANDALONE, change);
    }

    private static NodeBuilder at(NodeBuilder root, String path) {
        NodeBuilder node = root;
        for (String name : path.substring(1).split("/")) {
            node = node.child(name);
        }
        return node;
    }

    private static NodeBuilder page(NodeBuilder root, String name, boolean published) {
        NodeBuilder page = at(root, SITE + "/" + name);
        page.setProperty("jcr:primaryType", "sling:Page", Type.NAME);
        NodeBuilder content = page.child("jcr:content");
        content.setProperty("jcr:title", name);
        content.setProperty("sling:published", published);
        content.child("container").child("text").setProperty("text", "Hello");
        return content;
    }

    @BeforeEach
    void site() throws CommitFailedException {
        commit("herald-service", root -> {
            at(root, SITE).setProperty("jcr:primaryType", "sling:Site", Type.NAME);
            at(root, "/conf/herald" + SITE).setProperty("herald:approval", true);
            page(root, "draft", false);
            page(root, "public", true);
        });
    }

    private static final String PUBLIC = SITE + "/public/jcr:content";

    @Test
    void onlyHeraldMakesAPagePublic() throws CommitFailedException {
        String draft = SITE + "/draft/jcr:content";
        assertThatThrownBy(() -> commit("admin", root -> at(root, draft).setProperty("sling:published", true)))
                .hasMessageContaining("only what was approved");
        assertThatThrownBy(() -> commit("admin", root -> page(root, "new", true)))
                .hasMessageContaining("only what was approved");
        commit("herald-service", root -> at(root, draft).setProperty("sling:published", true));
        assertThat(at(store.getRoot().builder(), draft).getBoolean("sling:published"))
                .isTrue();
    }

    @Test
    void aDraftIsWrittenFreely() throws CommitFailedException {
        commit("anna", root -> page(root, "another", false).setProperty("jcr:title", "Changed"));
        commit("anna", root -> at(root, SITE + "/draft/jcr:content/container/text")
                .setProperty("text", "Changed"));
    }

    @Test
    void whatReadersSeeIsNotChanged() throws CommitFailedException {
        assertThatThrownBy(() -> commit("anna", root -> at(root, PUBLIC).setProperty("jcr:title", "Changed")))
                .hasMessageContaining("new revision");
        assertThatThrownBy(() -> commit(
                        "anna", root -> at(root, PUBLIC + "/container/text").setProperty("text", "Changed")))
                .hasMessageContaining("new revision");
        assertThatThrownBy(() -> commit(
                        "anna",
                        root -> at(root, PUBLIC + "/container").child("more").setProperty("text", "More")))
                .hasMessageContaining("new revision");
        assertThatThrownBy(() -> commit(
                        "anna", root -> at(root, PUBLIC + "/container/text").remove()))
                .hasMessageContaining("new revision");
        commit("anna", root -> at(root, PUBLIC).setProperty("jcr:lastModifiedBy", "anna"));
        commit("anna", root -> at(root, PUBLIC + "/comments")
                .setProperty("jcr:primaryType", "herald:Comments", Type.NAME));
        commit("anna", root -> at(root, PUBLIC).setProperty("sling:published", false));
        commit("anna", root -> at(root, PUBLIC).setProperty("jcr:title", "Changed"));
    }

    @Test
    void aPublicPageIsMovedAsItIsAndNotOtherwise() throws CommitFailedException {
        String id = "11111111-2222-3333-4444-555555555555";
        commit("herald-service", root -> {
            at(root, SITE + "/public").setProperty("jcr:uuid", id);
            at(root, "/oak:index/uuid/:index/" + id)
                    .setProperty("entry", java.util.List.of(SITE + "/public"), Type.STRINGS);
            at(root, "/var/herald/workflow/11/" + id).setProperty("herald:stage", "PUBLISHED");
        });
        assertThatThrownBy(() -> commit("anna", root -> move(root, id).setProperty("jcr:title", "Changed on the way")))
                .hasMessageContaining("only what was approved");
        assertThatThrownBy(() -> commit("anna", root -> move(root, "99999999-2222-3333-4444-555555555555")))
                .as("a copy has another identity")
                .hasMessageContaining("only what was approved");
        commit("anna", root -> move(root, id).setProperty("jcr:lastModifiedBy", "anna"));
    }

    /** Where it goes, with an identity. */
    private static NodeBuilder move(NodeBuilder root, String id) {
        at(root, SITE + "/public").remove();
        NodeBuilder content = page(root, "there", true);
        content.setProperty("jcr:title", "public");
        at(root, SITE + "/there").setProperty("jcr:uuid", id);
        return content;
    }

    @Test
    void withRenderersTheAuthorsCopyIsWrittenFreely() throws CommitFailedException {
        commit("anna", PUBLICATION_MODE.CONTENT_DISTRIBUTION, root -> at(root, PUBLIC)
                .setProperty("jcr:title", "Changed"));
    }

    @Test
    void aSiteThatAsksForNothingIsLeftAlone() throws CommitFailedException {
        commit("admin", root -> at(root, "/conf/herald" + SITE).setProperty("herald:approval", false));
        commit("admin", root -> page(root, "new", true).setProperty("jcr:title", "x"));
        commit("admin", root -> at(root, PUBLIC).setProperty("jcr:title", "Changed"));
        commit("admin", root -> at(root, "/content/elsewhere/jcr:content").setProperty("sling:published", true));
    }
}
