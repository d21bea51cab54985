/* What a task or a notice is about, and where it is done. */

/** Kinds of tasks, what is late first. */
export const KINDS = ['FAILED', 'LATE', 'CORRECT', 'REVIEW', 'APPROVE_POST', 'PUBLISH', 'SENT', 'POST_WAITS'];
/** The tone of each. */
export const TONE = { FAILED: 'bad', LATE: 'bad', CORRECT: 'wait', REVIEW: 'info', APPROVE_POST: 'info', PUBLISH: 'ok', SENT: 'idle', POST_WAITS: 'idle' };
/* What is about a post is on the tab of posts, all else on that of the review. */
const OF_POSTS = ['FAILED', 'FORESEEN', 'APPROVE_POST', 'POST_WAITS', 'POST_SUBMITTED', 'POST_APPROVED', 'POST_REFUSED'];

/** Where it is looked at: the article's posts or its review; what is about no article is about a profile. */
export const placeOf = (what, article) => (article ? `/cms/herald/share.html${article}#${OF_POSTS.includes(what) ? 'social' : 'review'}` : '/cms/herald/profiles.html');
