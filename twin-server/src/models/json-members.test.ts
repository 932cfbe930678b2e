import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type JsonPiece, readJsonMembers } from './json-members.ts';

const FORMS = { list: 'items', map: 'entries' } as const;

/** A text in chunks of so many bytes. */
async function* chunksOf(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function piecesOf(text: string, size: number): Promise<JsonPiece[]> {
  const pieces: JsonPiece[] = [];
  for await (const piece of readJsonMembers(chunksOf(text, size), FORMS)) pieces.push(piece);
  return pieces;
}

describe('a building.json of any size is read piece by piece', () => {
  test('any document, cut anywhere, comes out as JSON.parse reads it', async () => {
    const json = fc.jsonValue({ maxDepth: 3 });
    await fc.assert(
      fc.asyncProperty(
        fc.record({ whole: json, list: fc.array(json), map: fc.dictionary(fc.string(), json), last: fc.string() }),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom(undefined, 2),
        async (document, size, indent) => {
          const read: Record<string, unknown> = { list: [], map: {} };
          for (const { member, key, text } of await piecesOf(JSON.stringify(document, null, indent), size)) {
            const value: unknown = JSON.parse(text);
            if (member === 'list') (read.list as unknown[]).push(value);
            else if (member === 'map') Object.defineProperty(read.map, key ?? '', { value, enumerable: true });
            else read[member] = value;
          }
          expect(JSON.stringify(read.list)).toBe(JSON.stringify(document.list));
          expect(Object.entries(read.map as object)).toEqual(Object.entries(JSON.parse(JSON.stringify(document.map))));
          expect([read.whole, read.last]).toEqual(JSON.parse(JSON.stringify([document.whole, document.last])));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('empty members have no pieces', async () =>
    expect(await piecesOf('{"list":[ ],"map":{},"b":[]}', 3)).toEqual([{ member: 'b', key: null, text: '[]' }]));

  test.each(['', '{"list":[1,2', '{"a":"b'])('%j ends early and is refused', async (text) =>
    expect(piecesOf(text, 4)).rejects.toThrow(/ends before/),
  );

  test('a key that is no string is refused', async () =>
    expect(piecesOf('{1:2}', 9)).rejects.toThrow(/expected a key/));
});
