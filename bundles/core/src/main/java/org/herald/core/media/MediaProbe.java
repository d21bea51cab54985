package org.herald.core.media;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.osgi.service.component.annotations.Component;

/** Remembers what files are, so that nobody who types waits for a large one to be read again. */
@Component(service = MediaProbe.class)
public final class MediaProbe {
    private static final int MOST = 500;

    private static final float LOAD = 0.75f;

    private final Map<String, MediaInfo> known =
            Collections.synchronizedMap(new LinkedHashMap<String, MediaInfo>(MOST, LOAD, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, MediaInfo> eldest) {
                    return size() > MOST;
                }
            });

    /** Tells what a file is, with the rights of the resolver. */
    public MediaInfo at(ResourceResolver resolver, String path) {
        Resource file = resolver.getResource(path);
        Resource content = file == null ? null : file.getChild("jcr:content");
        if (content == null) {
            return MediaFiles.look(resolver, path);
        }
        String key = path + "@" + content.getValueMap().get("jcr:lastModified", "");
        MediaInfo look = known.get(key);
        if (look == null) {
            look = MediaFiles.look(resolver, path);
            known.put(key, look);
        }
        return look;
    }
}
