/**
 * Bundles the command out of dist/ into dist/bin/: a part that every run loads, and parts that are loaded when they are
 * wanted; beside each that a first run needs, V8's code cache of it (bin/rtmp-dissect.js).
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const OUT = 'dist/bin';
const options = {
  outdir: OUT,
  outExtension: { '.js': '.cjs' },
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
};

// Only modules of ECMAScript can be split, only CommonJS has a code cache in Node 20: so first one, then the other.
await build({
  ...options,
  entryPoints: ['dist/cli/main.js'],
  bundle: true,
  splitting: true,
  format: 'esm',
  packages: 'bundle',
  external: ['pcap-parser', 'cli-table3'],
  // Injected into every part, the command line has all modules that parts share in one file with it.
  inject: ['dist/cli/run.js'],
});
const { outputFiles } = await build({
  ...options,
  entryPoints: readdirSync(OUT).map((name) => `${OUT}/${name}`),
  allowOverwrite: true,
  write: false,
  format: 'cjs',
  supported: { 'dynamic-import': false },
  // The source is read as Latin-1.
  charset: 'ascii',
  minifyWhitespace: true,
  minifySyntax: true,
  define: { 'import.meta.url': 'moduleUrl' },
  banner: { js: 'const moduleUrl=require("node:url").pathToFileURL(__filename);' },
});
for (const { path, text } of outputFiles) writeFileSync(path, withPlainExports(text));

/** What one part takes from another would be read through two getters each time: the same as plain properties. */
function withPlainExports(code) {
  const [assignment, name] = /module\.exports=__toCommonJS\((\w+)\);/.exec(code);
  const [declaration, getters] = new RegExp(`__export\\(${name},{([^{}]*)}\\);`).exec(code);
  const plain = code.replace(declaration, '').replace(assignment, '');
  return `${plain}module.exports={${getters.replaceAll(':()=>', ':')}};`;
}

/** The timeline first: the part that all share is cached as the most common command leaves it. */
const firstRuns = [
  [],
  ['-V'],
  ['-Y', 'rtmpt.header.typeid == 9'],
  ['-T', 'ndjson'],
  ['info'],
  ['findings'],
  ['stats'],
];
for (const wanted of firstRuns) {
  const argv = ['rtmp-dissect', ...wanted, 'samples/publish-play-vlc.pcap'];
  const run = `
    process.argv.splice(1, Infinity, ...${JSON.stringify(argv)});
    require('./bin/rtmp-dissect.js').runOnce().then((writeCaches) => writeCaches());
  `;
  execFileSync(process.execPath, ['-e', run], { stdio: ['ignore', 'ignore', 'inherit'] });
}
