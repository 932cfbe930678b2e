import { createHmac } from 'node:crypto';
import { z } from 'zod';

/** What a receiver and this server both know: 128 bits at least where it is random. */
export const Secret = z.string().min(16, 'expected at least 16 characters').max(200);

/**
 * Headers by which a receiver knows that a body is from this server, whole and fresh: `Twin-Signature` is the HMAC-SHA256, hexadecimal, of
 * `timestamp.body` by the secret; `Twin-Timestamp` the time it was sent, epoch seconds; `Twin-Delivery` the same word when it is sent again.
 */
export function signatureOf(id: string, body: string, secret: string, now: number): Record<string, string> {
  const timestamp = String(Math.floor(now / 1000));
  return {
    'twin-delivery': id,
    'twin-timestamp': timestamp,
    'twin-signature': `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`,
  };
}
