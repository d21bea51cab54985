/* How the screens' scripts are written. The rules are named one by one: what is not here is not asked for. */
const BROWSER = ['DOMParser', 'Event', 'MutationObserver', 'Node', 'URL', 'URLSearchParams', 'clearInterval', 'clearTimeout', 'crypto', 'document', 'fetch', 'history', 'location', 'navigator', 'performance', 'sessionStorage', 'setInterval', 'setTimeout', 'window'];
const NODE = ['URL', 'process'];
const readonly = (names) => Object.fromEntries(names.map((name) => [name, 'readonly']));

const RULES = {
  'array-callback-return': 'error',
  curly: 'error',
  eqeqeq: 'error',
  'max-depth': ['error', 3],
  'max-lines-per-function': ['error', { max: 60, skipComments: true }],
  'max-params': ['error', 5],
  'no-console': 'error',
  'no-debugger': 'error',
  'no-dupe-keys': 'error',
  'no-else-return': 'error',
  'no-eval': 'error',
  'no-implicit-globals': 'error',
  'no-implied-eval': 'error',
  'no-irregular-whitespace': 'error',
  'no-nested-ternary': 'error',
  'no-shadow': 'error',
  'no-undef': 'error',
  'no-unreachable': 'error',
  'no-unused-vars': 'error',
  'no-useless-return': 'error',
  'no-var': 'error',
  'prefer-const': 'error',
  semi: ['error', 'always'],
  quotes: ['error', 'single', { avoidEscape: true, allowTemplateLiterals: true }],
};

/* Written with the element builder of base.js, and to be converted as the others were: nothing new is written like them. */
const TO_CONVERT = ['inbox', 'settings'].map((name) => `src/main/resources/SLING-CONTENT/static/js/${name}.js`);

export default [
  { ignores: ['target/**', 'src/main/resources/SLING-CONTENT/apps/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  { files: ['src/main/**/*.js'], languageOptions: { ecmaVersion: 2024, sourceType: 'module', globals: readonly(BROWSER) }, rules: RULES },
  { files: TO_CONVERT, rules: { 'max-lines-per-function': 'off', 'no-nested-ternary': 'off', 'no-unused-vars': ['error', { caughtErrors: 'none' }] } },
  { files: ['src/test/**/*.js', '*.js'], languageOptions: { ecmaVersion: 2024, sourceType: 'module', globals: readonly(NODE) }, rules: RULES },
];
