/** What HTL templates see. */
@Version("1.1.0")
@Export
package org.herald.models;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
