/** What the CMS tells its editors of a page. */
package org.herald.core.readiness;
