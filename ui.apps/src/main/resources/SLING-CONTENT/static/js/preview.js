/* What a post will look like, as a node, for screens that are built of them. */
import { element } from './kit/lit.js';
import { post } from './kit/post.js';
import { avatar } from './speaker.js';

export const preview = (state) => element(post(state, () => avatar(state.draft)));
