package org.herald.core.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.List;
import javax.jcr.Node;
import javax.jcr.Session;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.herald.Attachment;
import org.herald.MediaFile;
import org.herald.PublishTime;
import org.herald.RevisionChange;
import org.herald.ShareRequest.PostRequest;
import org.herald.WorkflowAction;
import org.junit.jupiter.api.Test;

/** What changed since it was submitted, told to who decides. */
class ReviewChangesTest extends InNewsroom {
    private ModifiableValueMap picture(String name) throws Exception {
        Session session = context.resourceResolver().adaptTo(Session.class);
        Node content =
                session.getNode(Newsroom.SITE).addNode(name, "nt:file").addNode("jcr:content", "nt:unstructured");
        content.setProperty(
                "jcr:data", session.getValueFactory().createBinary(new ByteArrayInputStream(new byte[] {1, 2, 3})));
        content.addNode("metadata", "nt:unstructured").setProperty("herald:alt", "A bee");
        session.save();
        return context.resourceResolver()
                .getResource(content.getPath() + "/metadata")
                .adaptTo(ModifiableValueMap.class);
    }

    private List<RevisionChange> changes() {
        return room.workflows.get(room.person("rita"), Newsroom.PAGE).changes();
    }

    @Test
    void whoIsToldThatItChangedSeesWhichFileAndWhatOfIt() throws Exception {
        ModifiableValueMap alt = picture("bee.jpg");
        context.resourceResolver()
                .getResource(Newsroom.PAGE + "/jcr:content")
                .adaptTo(ModifiableValueMap.class)
                .put("image", Newsroom.SITE + "/bee.jpg");
        context.resourceResolver().commit();
        room.act("anna", WorkflowAction.SUBMIT);
        assertThat(changes()).isEmpty();
        alt.put("herald:alt", "A wasp");
        context.resourceResolver().commit();
        assertThat(code(() -> room.act("rita", WorkflowAction.APPROVE))).isEqualTo("changed");
        RevisionChange change =
                new RevisionChange("shown:" + Newsroom.SITE + "/bee.jpg#metadata/herald:alt", "A bee", "A wasp");
        assertThat(changes()).containsExactly(change);
        room.act("anna", WorkflowAction.RECALL);
        room.act("anna", WorkflowAction.SUBMIT);
        assertThat(changes()).as("than was submitted before").containsExactly(change);
    }

    @Test
    void ofThePictureOfAPostToo() throws Exception {
        ModifiableValueMap alt = picture("post.jpg");
        PostRequest post = new PostRequest(
                "press",
                "Bees!",
                Attachment.MEDIA,
                List.of(new MediaFile(Newsroom.SITE + "/post.jpg", "")),
                "",
                false,
                PublishTime.NOW);
        room.approve(null, post);
        alt.put("herald:alt", "A wasp");
        context.resourceResolver().commit();
        assertThat(changes())
                .containsExactly(new RevisionChange(
                        "shown:" + Newsroom.SITE + "/post.jpg#metadata/herald:alt", "A bee", "A wasp"));
        room.act("rolf", WorkflowAction.APPROVE_POSTS);
        assertThat(changes()).as("approved as it is now").isEmpty();
    }
}
