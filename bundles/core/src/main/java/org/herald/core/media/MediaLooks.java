package org.herald.core.media;

import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Remembers what files are, so that nobody who types waits for a large one to be read again. */
@Component(service = MediaLooks.class)
public final class MediaLooks {
    private static final int MOST = 500;

    private static final float LOAD = 0.75f;

    /** A PNG of one pixel. */
    private static final String PIXEL =
            "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478"
                    + "9c63606060f80f00010401005fe5c34b0000000049454e44ae426082";

    /** Has Java find its decoders now, and not when somebody waits. */
    @Activate
    public MediaLooks() {
        Pictures.open(HexFormat.of().parseHex(PIXEL));
    }

    private final Map<String, Look> known =
            Collections.synchronizedMap(new LinkedHashMap<String, Look>(MOST, LOAD, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Look> eldest) {
                    return size() > MOST;
                }
            });

    /** Tells what a file is, with the rights of the resolver. */
    public Look at(ResourceResolver resolver, String path) {
        Resource file = resolver.getResource(path);
        Resource content = file == null ? null : file.getChild("jcr:content");
        if (content == null) {
            return MediaFiles.look(resolver, path);
        }
        String key = path + "@" + content.getValueMap().get("jcr:lastModified", "");
        Look look = known.get(key);
        if (look == null) {
            look = MediaFiles.look(resolver, path);
            known.put(key, look);
        }
        return look;
    }
}
