// Writes a script and all it imports into one file, after the licences of what it imports: node bundle.js INPUT OUTPUT
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

const [input, output] = process.argv.slice(2);
const { metafile, outputFiles } = await build({
  entryPoints: [input],
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  legalComments: 'none',
  metafile: true,
  write: false,
});

const names = Object.keys(metafile.inputs).flatMap(path => path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1] ?? []);
const namesByLicence = new Map();
for (const name of [...new Set(names)].sort()) {
  const folder = join('node_modules', name);
  const file = readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry));
  const licence = file ? readFileSync(join(folder, file), 'utf8').trim() : JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).license;
  namesByLicence.set(licence, [...(namesByLicence.get(licence) ?? []), name]);
}
const licences = [...namesByLicence].map(([licence, names]) => `${names.join(', ')}\n\n${licence}`).join('\n\n');

mkdirSync(dirname(output), { recursive: true });
writeFileSync(output, `/*\n${licences.replaceAll('*/', '* /')}\n*/\n${outputFiles[0].text}`);
