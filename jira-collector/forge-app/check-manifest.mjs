// Validates manifest.yml without network and without an account. Prints each error with its line; exit code 1 if there is one.
import { createRequire } from 'node:module';

const { ProcessorBuilder, ValidationTypes } = createRequire(import.meta.url)('@forge/manifest');
const result = await ProcessorBuilder.instance().withValidation(ValidationTypes.FULL).build().process();
for (const error of result.errors ?? []) {
  console.error(`manifest.yml:${error.line}:${error.column}: ${error.level ?? 'error'}: ${error.message}`);
}
const failed = !result.success || (result.errors ?? []).some((error) => error.level === 'error');
console.log(failed ? 'the manifest is invalid' : 'the manifest is valid');
process.exitCode = failed ? 1 : 0;
