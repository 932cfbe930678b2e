import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from '@swc/core';
import { describe, expect, test } from 'vitest';
import { readConformance } from './twin-client/src/views/conformance/read-conformance.ts';

const ROOT = fileURLToPath(new URL('.', import.meta.url));
const CLAUSES = readConformance(readFileSync(join(ROOT, 'docs/conformance.tsv'), 'utf8'));
const IDS = CLAUSES.map(({ id }) => id);

/** A clause's id in a title: E6.1.4-2, 7.2.4-5; not the numbers of other standards such as [MQTT-4.7.1]. */
const ID = /(?<![\w.-])(?:E[3-7]\.\d+(?:\.\d+)*|[4-8]\.\d+\.\d+(?:\.\d+)*)(?:-\d+)*(?![\w-]|\.\d)/g;

/** What is read of a syntax tree. */
interface Syntax {
  readonly type?: string;
  readonly value?: string;
  readonly quasis?: readonly { readonly raw: string }[];
  readonly callee?: Syntax;
  readonly object?: Syntax;
  readonly tag?: Syntax;
  readonly arguments?: readonly { readonly expression: Syntax }[];
  readonly elements?: readonly ({ readonly expression: Syntax } | null)[];
}

/** Titles of tests in a file, and the first fields of its tables where a title begins with them. */
function readTitles(file: string): string[] {
  const titles: string[] = [];
  const firstFields: string[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { type, callee, arguments: given, elements } = node as Syntax;
    if (type === 'CallExpression' && /^(test|it|describe)$/.test(nameOf(callee)))
      titles.push(textOf(given?.[0]?.expression));
    if (type === 'ArrayExpression') firstFields.push(textOf(elements?.[0]?.expression));
    for (const child of Object.values(node)) visit(child);
  };
  visit(parseSync(readFileSync(file, 'utf8'), { syntax: 'typescript', tsx: file.endsWith('.tsx') }).body);
  return titles.some((title) => title.startsWith('%s ')) ? [...titles, ...firstFields] : titles;
}

/** The first name of what is called: test of test.each([])(…). */
function nameOf(called: Syntax | undefined): string {
  if (!called) return '';
  return called.type === 'Identifier' ? (called.value ?? '') : nameOf(called.callee ?? called.object ?? called.tag);
}

/** A string or template, without what is filled in. */
function textOf(given: Syntax | undefined): string {
  if (given?.type === 'TemplateLiteral') return given.quasis!.map(({ raw }) => raw).join('…');
  return given?.type === 'StringLiteral' ? given.value! : '';
}

/** Ids in the titles of each test file, by its path from the root. */
const TITLED = new Map(
  ['', 'twin-core', 'twin-server', 'twin-client', 'twin-demo', 'bench', 'e2e', 'scripts']
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: folder !== '', withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.test\.(tsx?|mjs)$/.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name))
        .filter((file) => !/\/(node_modules|dist)\//.test(file)),
    )
    .map(
      (file) => [relative(ROOT, file), new Set(readTitles(file).flatMap((title) => title.match(ID) ?? []))] as const,
    ),
);

/** A clause is proven by tests of its own and of those below it. */
const isOf = (id: string, clause: string) => id === clause || id.startsWith(`${clause}-`);

describe('docs/conformance.tsv', () => {
  test('has every clause once, with short words in both languages', () => {
    expect(IDS.filter((id, index) => IDS.indexOf(id) !== index)).toEqual([]);
    for (const { id, summary, note } of CLAUSES) {
      for (const text of [summary.zh, summary.en])
        expect([...text].length, `${id}: ${text}`).toSatisfy((length: number) => length > 0 && length <= 40);
      expect(note.zh === '', `${id}: its note is in both languages`).toBe(note.en === '');
    }
  });

  test('tests that are named hold the id in a title, and what is not met has none', () => {
    const faults = CLAUSES.flatMap(({ id, state, tests }) => {
      if (state === 'open' || state === 'outside')
        return tests.length > 0 ? [`${id} is ${state} and names ${tests.join(', ')}`] : [];
      if (tests.length === 0) return [`${id} is ${state} and names no test`];
      return tests
        .filter((file) => ![...(TITLED.get(file) ?? [])].some((titled) => isOf(titled, id)))
        .map((file) => `${id}: no title in ${file} holds it`);
    });
    expect(faults).toEqual([]);
  });

  test('what is met in part, and by decision not at all, says what is lacking', () => {
    expect(CLAUSES.filter(({ state, note }) => state === 'partly' && note.en === '').map(({ id }) => id)).toEqual([]);
    for (const id of ['7.2.7-4', '7.2.8-5', '7.2.10-5'])
      expect(CLAUSES.find((clause) => clause.id === id)!.note.en).toMatch(/^By decision: /);
  });

  test('every id in a title of a test is of the list', () => {
    const unknown = [...TITLED].flatMap(([file, ids]) =>
      [...ids].filter((id) => !IDS.some((known) => isOf(known, id))).map((id) => `${file}: ${id}`),
    );
    expect(unknown).toEqual([]);
  });

  const standard = join(process.env.TWIN_FIXTURES ?? '', '../standard/clauses.tsv');
  test.skipIf(!process.env.TWIN_FIXTURES || !existsSync(standard))('has the clauses of the standard in order', () => {
    const lines = readFileSync(standard, 'utf8').trim().split('\n').slice(1);
    expect(IDS).toEqual(lines.map((line) => line.split('\t')[0]));
  });
});
