/** What HTL sees, as Sling Models. */
package org.herald.core.models;
