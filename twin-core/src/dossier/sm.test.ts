import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sm2 } from 'sm-crypto-v2';
import { describe, expect, test } from 'vitest';
import { fingerprintOf, fromHex, SIGNER_ID, SignatureCheck, sm3, spkiOf, toHex } from './sm.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('GB/T 32905-2016 SM3', () => {
  test('GB/T 32905-2016 A.1, A.2 the examples of the standard', () => {
    expect(toHex(sm3(bytes('abc')))).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
    expect(toHex(sm3(bytes('abcd'.repeat(16))))).toBe(
      'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732',
    );
  });

  test('GB/T 32905-2016 pieces are hashed as one, and as the platform does', () => {
    for (const length of [0, 1, 55, 56, 63, 64, 65, 1000]) {
      const whole = Uint8Array.from({ length }, (_, at) => (at * 7) % 256);
      const cut = Math.floor(length / 3);
      expect(toHex(sm3(whole.subarray(0, cut), whole.subarray(cut)))).toBe(
        createHash('sm3').update(whole).digest('hex'),
      );
    }
  });
});

/** GB/T 32918.5-2017, A.2: the example over the recommended curve. */
const EXAMPLE = {
  message: bytes('message digest'),
  key: fromHex(
    '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
  ),
  r: 'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3',
  s: 'b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
};

/** DER of two integers of 32 bytes whose highest bit is set. */
const der = (r: string, s: string) => fromHex(`3046022100${r}022100${s}`);

describe('GB/T 32918.2-2016 SM2 signatures', () => {
  test('GB/T 32918.5-2017 A.2 the example of the standard', () => {
    const { key, message, r, s } = EXAMPLE;
    const check = new SignatureCheck(key);
    expect(check.isOf(message, der(r, s))).toBe(true);
    expect(check.isOf(bytes('message digesT'), der(r, s))).toBe(false);
  });

  test('GM/T 0009 each byte of a signature counts', () => {
    const { key, message, r, s } = EXAMPLE;
    const check = new SignatureCheck(key);
    const good = der(r, s);
    for (let at = 0; at < good.length; at++) {
      for (const bit of [1, 128]) {
        const changed = good.slice();
        changed[at]! ^= bit;
        expect(check.isOf(message, changed), `byte ${at}`).toBe(false);
      }
    }
    expect(check.isOf(message, Uint8Array.from([...good, 0]))).toBe(false);
    expect(check.isOf(message, new Uint8Array(0))).toBe(false);
    expect(new SignatureCheck(fromHex('04aa')).isOf(message, good)).toBe(false);
  });

  test('GM/T 0009 OpenSSL takes what is signed here, by the key as programs exchange it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'twin-sm2-'));
    const { privateKey, publicKey } = sm2.generateKeyPairHex();
    const message = sm3(bytes('a link'));
    const options = { hash: true, der: true, userId: SIGNER_ID, publicKey };
    const file = (name: string, content: Uint8Array) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const verify = (signed: Uint8Array) =>
      execFileSync('openssl', [
        ...['pkeyutl', '-verify', '-pubin', '-keyform', 'DER', '-inkey', file('key', spkiOf(fromHex(publicKey)))],
        ...['-rawin', '-digest', 'sm3', '-pkeyopt', `distid:${SIGNER_ID}`, '-in', file('message', signed)],
        ...['-sigfile', file('signature', fromHex(sm2.doSignature(message, privateKey, options)))],
      ]).toString();
    expect(verify(message)).toContain('Signature Verified Successfully');
    expect(() => verify(bytes('another'))).toThrow();
    rmSync(folder, { recursive: true });
  });

  test('a key is known by SM3 of its SubjectPublicKeyInfo', () => {
    expect(fingerprintOf(EXAMPLE.key)).toMatch(/^([0-9a-f]{2}:){31}[0-9a-f]{2}$/);
  });
});
