/**
 * Bundles the command out of dist/ into dist/bin/: a part that every run loads, and parts that are loaded when they are
 * wanted; beside each that a first run needs, V8's code cache of it (bin/rtmp-dissect.js).
 */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
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
await build({
  ...options,
  entryPoints: readdirSync(OUT).map((name) => `${OUT}/${name}`),
  allowOverwrite: true,
  format: 'cjs',
  supported: { 'dynamic-import': false },
  // The source is read as Latin-1.
  charset: 'ascii',
  minifyWhitespace: true,
  minifySyntax: true,
  define: { 'import.meta.url': 'moduleUrl' },
  banner: { js: 'const moduleUrl=require("node:url").pathToFileURL(__filename);' },
});

const firstRun = `
  process.argv.splice(1, Infinity, 'rtmp-dissect', 'samples/publish-play-vlc.pcap');
  require('./bin/rtmp-dissect.js').runOnce().then((writeCaches) => writeCaches());
`;
execFileSync(process.execPath, ['-e', firstRun], { stdio: ['ignore', 'ignore', 'inherit'] });
