import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { fill } from './locale.ts';
import { TEXTS } from './texts.ts';

const SOURCE = fileURLToPath(new URL('../..', import.meta.url));
const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path));
const read = (path: string) => readFileSync(join(SOURCE, path), 'utf8');
const withoutComments = (code: string) => code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');

describe('CONTRACT pages: the interface speaks zh-CN by default and en by switch', () => {
  test.each(Object.entries(TEXTS))('%s is told in both languages with the same values', (_key, { zh, en }) => {
    const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    expect(zh.trim()).not.toBe('');
    expect(en.trim()).not.toBe('');
    expect(places(en)).toEqual(places(zh));
  });

  test('no text stands in two tables', () => {
    const keys = files
      .filter((path) => path.startsWith('kit/i18n/text/'))
      .flatMap((path) => [...read(path).matchAll(/^ {2}'([\w.-]+)':/gm)].map((match) => match[1]));
    expect(keys.length).toBe(Object.keys(TEXTS).length);
  });

  test('no interface text is written in the code: Chinese stands in the tables alone', () => {
    const found = files
      .filter((path) => !path.startsWith('kit/i18n/') && !path.includes('.test.'))
      // A pattern that reads names of storeys is no interface text.
      .filter((path) => /\p{Script=Han}/u.test(withoutComments(read(path)).replace(/\/\^.*\$\/i?/g, '')));
    expect(files.length).toBeGreaterThan(20);
    expect(found).toEqual([]);
  });

  test('no interface text is written in the code: markup holds no English words', () => {
    const found = files
      .filter((path) => path.endsWith('.tsx'))
      .flatMap((path) => {
        const code = withoutComments(read(path));
        const words = [...code.matchAll(/<[a-zA-Z][^<>]*>\s*([A-Za-z][A-Za-z ,.]{2,})\s*</g)].map((match) => match[1]);
        const attributes = [...code.matchAll(/\b(?:aria-label|title|placeholder|alt)="([^"]+)"/g)].map((m) => m[1]);
        return [...words, ...attributes].map((word) => `${path}: ${word}`);
      });
    expect(found).toEqual([]);
  });

  test('every text is used', () => {
    const code = files
      .filter((path) => !path.startsWith('kit/i18n/text/'))
      .map(read)
      .join('\n');
    // A key made of a prefix and a word of the field: text(`state.${state}`).
    const prefixes = new Set([...code.matchAll(/`([\w.-]+\.)\$\{/g)].map((match) => match[1]!));
    const suffixes = new Set([...code.matchAll(/`\$\{\w+\}(\.[\w.-]+)`/g)].map((match) => match[1]!));
    const unused = Object.keys(TEXTS).filter(
      (key) =>
        !code.includes(`'${key}'`) &&
        ![...prefixes].some((prefix) => key.startsWith(prefix)) &&
        ![...suffixes].some((suffix) => key.endsWith(suffix)),
    );
    expect(unused).toEqual([]);
  });

  test('a place without a value stays visible', () => {
    expect(fill('{a} / {b}', { a: 1 })).toBe('1 / {b}');
  });
});
