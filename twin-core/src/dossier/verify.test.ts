import fc from 'fast-check';
import { sm2 } from 'sm-crypto-v2';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from './canonical.ts';
import { DossierChain } from './chain.ts';
import { DOSSIER_FORMAT, DOSSIER_VERSION, type DossierContent } from './record.ts';
import { fingerprintOf, fromHex, SIGNER_ID, sm3 } from './sm.ts';
import { DossierCheck, type DossierVerdict } from './verify.ts';

const label = { zh: '火灾', en: 'fire' };
const event = (seq: number): DossierContent => ({
  kind: 'event',
  seq,
  ordinal: 0,
  recordedAt: 1_000 + seq,
  alarm: 'A1',
  device: null,
  label,
  answer: null,
  event: { kind: 'alarm.handled', id: 'A1', reason: '现场 <ok> \t "done"' },
});
const header = (publicKey: string): DossierContent => ({
  kind: 'header',
  format: DOSSIER_FORMAT,
  version: DOSSIER_VERSION,
  id: 'D1',
  site: { code: 'S', name: { zh: '锦阳', en: 'Jinyang' }, timeZone: 'Asia/Shanghai' },
  subject: { alarm: 'A1' },
  from: 0,
  to: 10,
  madeAt: 11,
  madeBy: { account: 'admin', displayName: '管理员' },
  publicKey,
  page: '00',
});

function signer() {
  const { privateKey, publicKey } = sm2.generateKeyPairHex();
  const options = { hash: true, der: true, userId: SIGNER_ID, publicKey };
  return { publicKey, sign: (link: Uint8Array) => fromHex(sm2.doSignature(link, privateKey, options)) };
}

function chained(contents: readonly DossierContent[], { publicKey, sign } = signer()): string[] {
  const chain = new DossierChain(sm3, sign);
  const lines = [header(publicKey), ...contents].map((content) => chain.add(content));
  return [...lines, chain.add({ kind: 'end', records: chain.count + 1 })];
}

function verdictOf(lines: readonly (string | Uint8Array)[]): DossierVerdict {
  const check = new DossierCheck(sm3);
  for (const line of lines) check.take(typeof line === 'string' ? new TextEncoder().encode(line) : line);
  return check.end();
}

describe('issue 9.6 a dossier is chained by SM3 and signed by SM2', () => {
  const key = signer();
  const lines = chained([event(1), event(2), event(3), { kind: 'leftOut', what: 'clips', count: 1, reason: 'x' }], key);

  test('RFC 8785 the same record has the same bytes', () => {
    expect(canonicalJson({ b: [1, null, undefined], a: { é: 1e21, '\u20ac': '</script>' }, c: undefined })).toBe(
      '{"a":{"é":1e+21,"€":"\\u003c/script>"},"b":[1,null,null]}',
    );
    expect(() => canonicalJson(Number.NaN)).toThrow(TypeError);
  });

  test('unchanged it is told as such, with the fingerprint of its key', () => {
    expect(verdictOf(lines)).toEqual({ ok: true, records: 6, fingerprint: fingerprintOf(fromHex(key.publicKey)) });
  });

  test('any one byte changed, put in or taken out of any record names that record', () => {
    const bytes = lines.map((line) => new TextEncoder().encode(line));
    fc.assert(
      fc.property(
        fc.nat(lines.length - 1),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.integer({ min: 1, max: 255 }),
        fc.constantFrom('change', 'insert', 'remove'),
        (index, share, by, how) => {
          const line = [...bytes[index]!];
          const at = Math.floor(share * line.length);
          if (how === 'change') line[at]! ^= by;
          else if (how === 'insert') line.splice(at, 0, by);
          else line.splice(at, 1);
          const changed = [...bytes];
          changed[index] = Uint8Array.from(line);
          expect(verdictOf(changed)).toMatchObject({ ok: false, firstChanged: { index } });
        },
      ),
      { numRuns: 100 },
    );
  });

  test('a record taken out, put in, put elsewhere or missing at the end is named', () => {
    const first = (changed: readonly string[]) => {
      const verdict = verdictOf(changed);
      return verdict.ok ? null : verdict.firstChanged;
    };
    expect(first(lines.toSpliced(2, 1))).toEqual({ index: 2, kind: 'event', what: 'content' });
    expect(first(lines.toSpliced(3, 0, lines[2]!))).toMatchObject({ index: 3, what: 'content' });
    expect(first(lines.toSpliced(1, 2, lines[2]!, lines[1]!))).toMatchObject({ index: 1 });
    expect(first(lines.slice(0, 4))).toEqual({ index: 4, kind: null, what: 'missing' });
    expect(first([...lines, lines[1]!])).toEqual({ index: 6, kind: 'event', what: 'surplus' });
    expect(first([])).toEqual({ index: 0, kind: null, what: 'missing' });
  });

  test('a chain counted anew after a change, without the key, is named at the record that was changed', () => {
    const forger = signer();
    const contents = [event(1), { ...event(2), recordedAt: 5 } as DossierContent, event(3)];
    const chain = new DossierChain(sm3, forger.sign);
    const forged = [header(key.publicKey), ...contents].map((content) => chain.add(content));
    const withTrueSignatures = forged.map((line, at) => (at < 2 ? lines[at]! : line));
    expect(verdictOf(withTrueSignatures)).toMatchObject({
      firstChanged: { index: 2, kind: 'event', what: 'signature' },
    });
    expect(verdictOf(forged)).toMatchObject({ firstChanged: { index: 0, what: 'signature' } });
  });

  test('another key gives another fingerprint: whose it is, no file can say', () => {
    const other = verdictOf(chained([event(1)]));
    expect(other).toMatchObject({ ok: true });
    expect(other.fingerprint).not.toBe(fingerprintOf(fromHex(key.publicKey)));
  });

  test('a signed record of a kind that is not known here is told as such', () => {
    const odd = chained([{ kind: 'smell' } as unknown as DossierContent], key);
    expect(verdictOf(odd)).toMatchObject({ firstChanged: { index: 1, kind: 'smell', what: 'unknown' } });
  });
});
