import { readFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { byteText } from './figures.ts';
import { firstLineOf, ROOT } from './program.ts';

/** On what the figures were measured, in one sentence that names no host. */
export function machineText(): string {
  const cores = cpus();
  const facts = [
    `${cores[0]?.model.trim() ?? 'unknown processor'}, ${cores.length} cores, ${byteText(totalmem())} of memory`,
    `${systemName()}, Node ${process.version}`,
    tsharkVersion() ?? 'no tshark',
  ];
  return facts.join('; ');
}

/** `TShark 4.0.17`, or `undefined` when it isn't installed. */
export function tsharkVersion(): string | undefined {
  const [, version] = /(\d+\.\d+\.\d+)/.exec(firstLineOf('tshark', '--version') ?? '') ?? [];
  return version === undefined ? undefined : `TShark ${version}`;
}

export function ownVersion(): string {
  return (JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as { version: string }).version;
}

function systemName(): string {
  const kernel = `${type()} ${release().split('-')[0]}`;
  try {
    const [, name] = /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync('/etc/os-release', 'utf8')) ?? [];
    return name === undefined ? kernel : `${name}, ${kernel}`;
  } catch {
    return kernel;
  }
}
