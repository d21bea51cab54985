package org.herald.core.profile;

import static org.herald.core.repo.Names.*;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.commons.crypto.CryptoService;
import org.herald.core.notice.MailSetup;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Persistence;
import org.herald.core.repo.Repository;
import org.herald.spi.Installation;
import org.herald.spi.Secret;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the secrets of the CMS itself, each made once; knows its address from the set-up of e-mail. */
@Component(service = Installation.class)
public final class InstallationService implements Installation {
    private static final Logger LOG = LoggerFactory.getLogger(InstallationService.class);

    private final Repository repository;
    private final CryptoService crypto;
    private final MailSetup setup;

    @Activate
    public InstallationService(
            @Reference Repository repository,
            @Reference(target = "(names=herald)") CryptoService crypto,
            @Reference MailSetup setup) {
        this.repository = repository;
        this.crypto = crypto;
        this.setup = setup;
    }

    @Override
    public Optional<URI> address() {
        return setup.address();
    }

    @Override
    public Optional<Secret> secret(String name, Supplier<Secret> made) {
        if (!name.matches("[a-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("no name of a secret: " + name);
        }
        String what = "keep the secret " + name + " of the CMS";
        String path = INSTALLATION + "/" + name;
        String kept = Persistence.retry(what, () -> {
            try (ResourceResolver resolver = repository.open()) {
                String there = ciphertext(resolver, path);
                if (there.isEmpty()) {
                    Nodes.obtain(resolver, path, NT_FOLDER)
                            .adaptTo(ModifiableValueMap.class)
                            .put(PN_CIPHERTEXT, crypto.encrypt(made.get().reveal()));
                    Persistence.commit(resolver, what); // whoever was second reads the first one's
                    resolver.refresh();
                    there = ciphertext(resolver, path);
                }
                return there;
            }
        });
        return opened(name, kept);
    }

    private static String ciphertext(ResourceResolver resolver, String path) {
        Resource node = resolver.getResource(path);
        return node == null ? "" : Nodes.string(node.getValueMap(), PN_CIPHERTEXT);
    }

    private Optional<Secret> opened(String name, String ciphertext) {
        try {
            return Optional.of(new Secret(crypto.decrypt(ciphertext)));
        } catch (RuntimeException e) { // whatever the library says: this key does not open it
            LOG.debug("The secret {} of the CMS does not open: {} tells what to do", name, KeyCheck.class.getName());
            return Optional.empty();
        }
    }
}
