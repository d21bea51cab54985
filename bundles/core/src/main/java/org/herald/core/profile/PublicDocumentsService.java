package org.herald.core.profile;

import java.util.Optional;
import org.herald.PublicDocuments;
import org.herald.spi.Presenter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Gives what connectors tell everybody. */
@Component(service = PublicDocuments.class)
public final class PublicDocumentsService implements PublicDocuments {
    private final Connectors connectors;

    @Activate
    public PublicDocumentsService(@Reference Connectors connectors) {
        this.connectors = connectors;
    }

    @Override
    public Optional<String> open(String network, String name) {
        return connectors.capability(network, Presenter.class).flatMap(presenter -> presenter.document(name));
    }
}
