/** What the repository itself holds: nobody but Herald makes public what was not approved. Depends on Oak alone. */
package org.herald.core.guard;
