/** HTTP for connectors, the only way out: Herald's limits, JSON, forms, and what an answer means. */
@Version("1.2.0")
@Export
package org.herald.kit.http;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
