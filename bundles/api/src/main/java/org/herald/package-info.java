/** The domain of Herald: profiles, shares, the inbox, and the services that act on them for a person. */
@Version("1.1.0")
@Export
package org.herald;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
