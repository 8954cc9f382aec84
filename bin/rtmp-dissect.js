#!/usr/bin/env node
'use strict';
const fs = require('node:fs');
const nodeModule = require('node:module');
const path = require('node:path');
const vm = require('node:vm');

/**
 * Starts the command, whose parts lie where bundle.mjs leaves them. Most of a short run would be spent on compiling, so
 * V8's code cache is used: where Node keeps one itself (from 22.1 on), that one, which the first run fills; else the one
 * that was made with the bundle. V8 refuses a cache that another V8 made, and compiles.
 */
const PARTS = path.join(__dirname, '../dist/bin');
const FIRST = './main.cjs';

/**
 * One file of the bundle.
 * @typedef {{ readonly file: string; readonly script: vm.Script; readonly module: { exports: unknown } }} Part
 */

/** @type {Map<string, Part>} */
const parts = new Map();

/**
 * `require` for the parts of the bundle, with the code cache beside each.
 * @param {string} id
 * @returns {unknown}
 */
function load(id) {
  if (!id.startsWith('./')) return require(id);
  const known = parts.get(id);
  if (known !== undefined) return known.module.exports;
  const file = path.join(PARTS, id);
  const source = nodeModule.wrap(fs.readFileSync(file, 'latin1'));
  const script = new vm.Script(source, { filename: file, cachedData: readCache(file) });
  const part = { file, script, module: { exports: {} } };
  parts.set(id, part);
  script.runInThisContext()(part.module.exports, load, part.module, file);
  return part.module.exports;
}

/** @param {string} file */
function readCache(file) {
  try {
    return fs.readFileSync(cacheOf(file));
  } catch {
    return undefined;
  }
}

/** @param {string} file */
function cacheOf(file) {
  return `${file}.cache`;
}

/** Loads the first part with the others; resolves when all has run, to what writes a cache of each part that has none. */
async function runOnce() {
  const { finished } = /** @type {{ finished: Promise<void> }} */ (load(FIRST));
  await finished;
  return () => {
    for (const { file, script } of parts.values()) {
      if (!fs.existsSync(cacheOf(file))) fs.writeFileSync(cacheOf(file), script.createCachedData());
    }
  };
}

/** @type {typeof nodeModule & { enableCompileCache?: () => void }} */
const { enableCompileCache } = nodeModule;
if (require.main !== module) module.exports = { runOnce };
else if (enableCompileCache === undefined) {
  // What is left then is what V8 still compiles, which a process that ends by itself waits for.
  void runOnce().then(() => process.exit());
} else {
  enableCompileCache();
  require(path.join(PARTS, FIRST));
}
