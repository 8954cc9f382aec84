import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dissect } from '../../src/dissect.ts';
import { loadExplainer } from '../../src/explain/load.ts';
import { LANGUAGES } from '../../src/explain/catalogue.ts';
import { eachNode } from '../../src/field/field-node.ts';
import { traceHandshake, traceMessage } from '../../src/rtmp/event-tree.ts';

const samples = readdirSync('samples').filter((name) => /\.pcap(ng)?$/.test(name));

test.each(samples.flatMap((name) => LANGUAGES.map((language) => [name, language] as const)))(
  'every message of %s and every field of it is explained in %s',
  async (name, language) => {
    const explainer = await loadExplainer(language);
    const missing = new Set<string>();
    let fields = 0;
    for await (const { event } of dissect(`samples/${name}`, { keep: 'traces' })) {
      if (event.kind === 'remark') continue;
      const told = explainer.event(event);
      if (told === undefined) missing.add(`frame ${event.frame}`);
      if (language === 'zh') expect(told).not.toMatch(/\((?!compatible)|not in /);
      const parts = event.kind === 'message' ? traceMessage(event) : traceHandshake(event);
      const explain = explainer.nodes(event, parts);
      for (const part of parts) {
        for (const node of eachNode(part.nodes)) {
          fields++;
          const text = explain(node);
          if (text === undefined) missing.add(node.field.id);
          if (language === 'zh') expect(text).not.toMatch(/\((?!compatible)|not in /);
        }
      }
    }
    expect([...missing]).toEqual([]);
    expect(fields).toBeGreaterThan(100);
  },
);
