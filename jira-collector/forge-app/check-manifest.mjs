// Validates manifest.yml of this folder, or of each folder that is named, without network and without an account. Prints each error with
// its line; exit code 1 if there is one.
import { createRequire } from 'node:module';

const { ProcessorBuilder, ValidationTypes } = createRequire(import.meta.url)('@forge/manifest');
const processor = ProcessorBuilder.instance().withValidation(ValidationTypes.FULL).build();
const here = process.cwd();
const named = process.argv.slice(2);
for (const folder of named.length > 0 ? named : [here]) {
  process.chdir(here);
  process.chdir(folder);
  const result = await processor.process();
  const from = named.length > 0 ? `${folder}: ` : '';
  for (const error of result.errors ?? []) {
    console.error(`${from}manifest.yml:${error.line}:${error.column}: ${error.level ?? 'error'}: ${error.message}`);
  }
  const failed = !result.success || (result.errors ?? []).some((error) => error.level === 'error');
  console.log(`${from}${failed ? 'the manifest is invalid' : 'the manifest is valid'}`);
  process.exitCode ||= failed ? 1 : 0;
}
