import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';

/** What the type check does not see. How code is laid out is Prettier's. */
export default defineConfig(ts.configs.strictTypeChecked, ts.configs.stylisticTypeChecked, {
  languageOptions: {
    parserOptions: {
      project: ['web/tsconfig.app.json', 'web/tsconfig.json'],
      tsconfigRootDir: new URL('..', import.meta.url).pathname,
    },
  },
  rules: {
    // It would write "!" where a cast says which element is known to be there.
    '@typescript-eslint/non-nullable-type-assertion-style': 'off',
    // A handler in one line reads better than one with braces around what it returns to nobody.
    '@typescript-eslint/no-confusing-void-expression': [
      'error',
      { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
    ],
    // They say which element of the page a caller expects.
    '@typescript-eslint/no-unnecessary-type-parameters': 'off',
    '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
    // A signal's map of events has no members of its own.
    '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
    '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    // The runner of the tests waits for its own promises.
    '@typescript-eslint/no-floating-promises': [
      'error',
      { allowForKnownSafeCalls: [{ from: 'package', name: ['describe', 'it'], package: 'node:test' }] },
    ],
  },
});
