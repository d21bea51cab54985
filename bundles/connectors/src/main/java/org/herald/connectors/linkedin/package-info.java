/** LinkedIn, for members and for organisations' pages, by its versioned REST API. */
package org.herald.connectors.linkedin;
