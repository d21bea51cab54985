// For Bluesky's servers, beside what they are: names below herald.internal lead to this machine, and their certificates are
// taken, since the servers read there who a CMS is, by https and at a name that is none of this machine's own. And tokens
// live for a minute and a half, not for an hour, so that a test sees them renewed.
const module_ = require('node:module');
const tls = require('node:tls');

const connect = tls.connect;
tls.connect = function (...args) {
  const options = args[0];
  if (options && typeof options === 'object' && /\.herald\.internal$/.test(options.servername ?? options.host ?? '')) {
    args[0] = { ...options, host: '127.0.0.1', rejectUnauthorized: false };
  }
  return connect.apply(this, args);
};

module_.registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (!url.endsWith('/oauth-provider/dist/oauth-constants.js')) return loaded;
    const source = loaded.source.toString();
    const shorter = source.replace('TOKEN_MAX_AGE = 60 * MINUTE', 'TOKEN_MAX_AGE = 90 * SECOND');
    if (shorter === source) throw new Error('how long a token lives stands elsewhere now: ' + url);
    return { ...loaded, source: shorter };
  },
});
