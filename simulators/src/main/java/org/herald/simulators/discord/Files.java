package org.herald.simulators.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.herald.simulators.Part;
import org.herald.simulators.Violation;

/** Takes the files of a message in: a picture must be one. */
final class Files {
    private static final Set<String> DECODABLE = Set.of("image/png", "image/jpeg", "image/gif");

    private Files() {}

    static List<Message.Attached> of(Sent sent, Guild guild) throws Violation {
        List<Message.Attached> attached = new ArrayList<>();
        for (Part file : sent.files()) {
            JsonNode told = told(sent.body().path("attachments"), Sent.number(file));
            int[] size = DECODABLE.contains(file.type()) ? size(file) : new int[] {0, 0};
            attached.add(new Message.Attached(
                    guild.nextId(),
                    told.path("filename").asText(file.fileName()),
                    file.type(),
                    file.content().length,
                    size[0],
                    size[1],
                    told.path("description").asText("")));
        }
        return attached;
    }

    /** What stays of the old files and comes of new ones, as the list of an edit says; all where it says nothing. */
    static List<Message.Attached> edited(Message message, Sent sent, Guild guild) throws Violation {
        JsonNode list = sent.body().path("attachments");
        List<Message.Attached> files = new ArrayList<>();
        for (Message.Attached old : message.attachments) {
            JsonNode told = told(list, old.id());
            if (list.isMissingNode() || !told.isMissingNode()) {
                String description = told.path("description").asText(old.description());
                files.add(new Message.Attached(
                        old.id(), old.name(), old.type(), old.size(), old.width(), old.height(), description));
            }
        }
        files.addAll(of(sent, guild));
        return files;
    }

    private static JsonNode told(JsonNode list, String id) {
        for (JsonNode one : list) {
            if (one.path("id").asText("").equals(id)) {
                return one;
            }
        }
        return list.path("none");
    }

    private static int[] size(Part file) throws Violation {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file.content()))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (readers.hasNext()) {
                ImageReader reader = readers.next();
                reader.setInput(in);
                return new int[] {reader.getWidth(0), reader.getHeight(0)};
            }
        } catch (IOException e) {
            // said below
        }
        throw Errors.broken(
                file.name() + " says it is " + file.type() + " and is not", 400, 50046, "Invalid file uploaded");
    }
}
