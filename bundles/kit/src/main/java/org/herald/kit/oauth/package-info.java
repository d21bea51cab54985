/** OAuth 2 for connectors: signing in by a code, and fresh tokens for old ones. */
@Version("1.2.0")
@Export
package org.herald.kit.oauth;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
