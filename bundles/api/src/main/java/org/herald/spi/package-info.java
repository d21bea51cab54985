/** What a connector to a network implements, and the values it is given and answers with. */
@Version("2.2.0")
@Export
package org.herald.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
