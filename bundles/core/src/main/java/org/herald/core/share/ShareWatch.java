package org.herald.core.share;

import java.util.List;
import org.apache.sling.api.resource.observation.ExternalResourceChangeListener;
import org.apache.sling.api.resource.observation.ResourceChange;
import org.apache.sling.api.resource.observation.ResourceChangeListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Hears of shares that other nodes of the cluster wrote. */
@Component(
        service = ResourceChangeListener.class,
        property = {
            ResourceChangeListener.PATHS + "=/var/herald/shares",
            ResourceChangeListener.CHANGES + "=ADDED",
            ResourceChangeListener.CHANGES + "=CHANGED",
            ResourceChangeListener.CHANGES + "=REMOVED"
        })
public final class ShareWatch implements ResourceChangeListener, ExternalResourceChangeListener {
    private final ShareStore shares;

    @Activate
    public ShareWatch(@Reference ShareStore shares) {
        this.shares = shares;
    }

    @Override
    public void onChange(List<ResourceChange> changes) {
        if (changes.stream().anyMatch(ResourceChange::isExternal)) {
            shares.changedElsewhere();
        }
    }
}
