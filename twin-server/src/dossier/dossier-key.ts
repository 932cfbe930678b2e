import type pg from 'pg';
import { sm2 } from 'sm-crypto-v2';
import { fingerprintOf, fromHex, SIGNER_ID, spkiOf } from 'twin-core/dossier';
import type { Vault } from '../engines/vault.ts';
import { UnavailableError } from '../problem.ts';

/** The key that a site signs its dossiers with. */
export interface DossierKey {
  /** 04‖x‖y in hexadecimal digits. */
  readonly publicKey: string;
  readonly fingerprint: string;
  /** The public key as SubjectPublicKeyInfo, PEM. */
  readonly pem: string;
  /** SM2 (GB/T 32918.2-2016, identity of GM/T 0009) over a message, DER. */
  sign(message: Uint8Array): Uint8Array;
}

interface Row {
  readonly public_key: string;
  readonly sealed: string;
}

/** The key of a site, made when it is first asked for. Throws UnavailableError where the vault cannot open it: another is never made in its place. */
export async function openDossierKey(pool: pg.Pool, vault: Vault, site: string): Promise<DossierKey> {
  const place = `dossier-key.${site}`;
  const { public_key: publicKey, sealed } = (await stored(pool, site)) ?? (await make(pool, vault, site, place));
  const privateKey = vault.open(sealed, place);
  if (privateKey === null)
    throw new UnavailableError('the key that dossiers are signed with cannot be opened with this master key');
  const options = { hash: true, der: true, userId: SIGNER_ID, publicKey };
  return {
    publicKey,
    fingerprint: fingerprintOf(fromHex(publicKey)),
    pem: pemOf(publicKey),
    sign: (message) => fromHex(sm2.doSignature(message, privateKey, options)),
  };
}

async function stored(pool: pg.Pool, site: string): Promise<Row | undefined> {
  const { rows } = await pool.query<Row>('SELECT public_key, sealed FROM dossier_key WHERE site = $1', [site]);
  return rows[0];
}

/** Of two that are made at once the first stays. */
async function make(pool: pg.Pool, vault: Vault, site: string, place: string): Promise<Row> {
  const { privateKey, publicKey } = sm2.generateKeyPairHex();
  await pool.query(
    'INSERT INTO dossier_key (site, public_key, sealed) VALUES ($1, $2, $3) ON CONFLICT (site) DO NOTHING',
    [site, publicKey, vault.seal(privateKey, place)],
  );
  return (await stored(pool, site))!;
}

function pemOf(publicKey: string): string {
  const base64 = Buffer.from(spkiOf(fromHex(publicKey))).toString('base64');
  return ['-----BEGIN PUBLIC KEY-----', ...(base64.match(/.{1,64}/g) ?? []), '-----END PUBLIC KEY-----', ''].join('\n');
}
