/** Facebook Pages, through Meta's Pages API. */
package org.herald.connectors.facebook;
