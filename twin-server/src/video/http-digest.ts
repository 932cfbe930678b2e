import { createHash, randomBytes } from 'node:crypto';

export interface DigestRequest {
  readonly method: string;
  /** Path and query as they are sent. */
  readonly uri: string;
  readonly username: string;
  readonly password: string;
}

/** What of RFC 7616 is answered, by the name that is told; where none is told it is MD5. */
const HASHES: Readonly<Record<string, string>> = { MD5: 'md5', 'SHA-256': 'sha256' };

/** The `authorization` that answers a `www-authenticate` of HTTP Digest (RFC 7616, 3.4); null where it asks for nothing that is known here. */
export function digestAnswer(challenge: string, { method, uri, username, password }: DigestRequest): string | null {
  for (const offer of challenge.split(/\bDigest\s+/i).slice(1)) {
    const told = paramsOf(offer);
    const algorithm = HASHES[told.algorithm?.toUpperCase() ?? 'MD5'];
    const qops = told.qop?.split(',').map((qop) => qop.trim());
    if (!algorithm || told.nonce === undefined || (qops && !qops.includes('auth'))) continue;
    const hash = (...parts: string[]) => createHash(algorithm).update(parts.join(':')).digest('hex');
    const [secret, asked] = [hash(username, told.realm ?? '', password), hash(method, uri)];
    const once = { nc: '00000001', cnonce: randomBytes(8).toString('hex') };
    const response = qops
      ? hash(secret, told.nonce, once.nc, once.cnonce, 'auth', asked)
      : hash(secret, told.nonce, asked);
    const quoted = { username, realm: told.realm ?? '', nonce: told.nonce, uri, response, opaque: told.opaque };
    const words = Object.entries(quoted).flatMap(([name, value]) => (value === undefined ? [] : `${name}="${value}"`));
    if (told.algorithm !== undefined) words.push(`algorithm=${told.algorithm}`);
    if (qops) words.push(`qop=auth, nc=${once.nc}, cnonce="${once.cnonce}"`);
    return `Digest ${words.join(', ')}`;
  }
  return null;
}

function paramsOf(offer: string): Readonly<Record<string, string | undefined>> {
  const found: Record<string, string> = {};
  for (const [, name = '', quoted, plain] of offer.matchAll(/(\w+)=(?:"([^"]*)"|([^\s,]+))/g))
    found[name.toLowerCase()] = quoted ?? plain ?? '';
  return found;
}
