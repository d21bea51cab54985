/** What look-ups of posts that may be there have in common. */
@Version("1.0.0")
@Export
package org.herald.kit.lookup;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
