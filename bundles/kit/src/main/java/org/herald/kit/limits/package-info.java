/** Reads what fits into a post from the file beside a connector. */
@Version("1.0.0")
@Export
package org.herald.kit.limits;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
