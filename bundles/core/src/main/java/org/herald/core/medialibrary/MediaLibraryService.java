package org.herald.core.medialibrary;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.MediaFile;
import org.herald.MediaLibrary;
import org.herald.Rejection;
import org.herald.Rejection.Kind;
import org.herald.core.media.MediaFiles;
import org.herald.core.repo.Names;
import org.herald.core.repo.Nodes;
import org.osgi.service.component.annotations.Component;

/** Lists what may go with a post, as far as the caller may see it. */
@Component(service = MediaLibrary.class)
public final class MediaLibraryService implements MediaLibrary {
    private static final Set<String> FOLDERS =
            Set.of("sling:Folder", "sling:OrderedFolder", "nt:folder", "nt:unstructured", "sling:Site", "sling:Page");
    private static final Pattern FILE =
            Pattern.compile(".*\\.(?:jpe?g|png|gif|webp|mp4|mov)", Pattern.CASE_INSENSITIVE);
    private static final int MOST = 200;
    /** What else a site's folder holds is not for posts. */
    private static final Pattern PLACE = Pattern.compile("/(?:content|static)(?:/[^/]+)*");

    @Override
    public Folder list(ResourceResolver caller, String path) {
        if (!Nodes.may(caller, Names.SHARES, Names.PRIVILEGE_SHARE)) {
            throw new Rejection(
                    Kind.FORBIDDEN,
                    "notEditor",
                    "Only members of herald-editors share: ask an administrator to add you.");
        }
        Resource folder = PLACE.matcher(path).matches() ? caller.getResource(path) : null;
        if (folder == null) {
            throw new Rejection(
                    Kind.NOT_FOUND, "folderUnknown", "There is no folder at " + path + ", or you may not see it.");
        }
        List<String> folders = new ArrayList<>();
        List<MediaFile> files = new ArrayList<>();
        boolean more = false;
        for (Resource child : folder.getChildren()) {
            String type = child.getValueMap().get("jcr:primaryType", "");
            if (FOLDERS.contains(type) && !child.getName().contains(":")) {
                folders.add(child.getPath());
            } else if (FILE.matcher(child.getName()).matches()) {
                more = files.size() >= MOST;
                if (!more) {
                    files.add(new MediaFile(child.getPath(), MediaFiles.alt(child)));
                }
            }
        }
        Resource above = folder.getParent();
        boolean top = above == null || !PLACE.matcher(above.getPath()).matches();
        return new Folder(path, top ? "" : above.getPath(), folders, files, more);
    }
}
