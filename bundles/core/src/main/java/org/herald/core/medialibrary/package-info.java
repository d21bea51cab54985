/** The CMS's pictures as people choose them, and as the world may fetch them. */
package org.herald.core.medialibrary;
