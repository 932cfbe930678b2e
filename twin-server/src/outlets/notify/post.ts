import type { IncomingMessage } from 'node:http';
import type { Sending } from './way.ts';

/** Nobody has more to say about a message; the rest is not read. */
const MOST_ANSWER_BYTES = 65_536;

/** What is posted. */
export interface Post {
  readonly type: 'application/json' | 'application/cap+xml';
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Posts to another server and returns the beginning of its answer. Throws an Error in words where it is not allowed, cannot be reached, is
 * too slow, or does not answer with success; a redirect is none.
 */
export async function post(url: URL, { type, body, headers }: Post, sending: Sending): Promise<string> {
  const signal = AbortSignal.timeout(sending.timeoutMs);
  try {
    const response = await sending.client.ask(url, {
      method: 'POST',
      headers: {
        ...headers,
        'content-type': `${type}; charset=utf-8`,
        'content-length': Buffer.byteLength(body),
        'user-agent': 'twin-notify/1',
      },
      body,
      signal,
    });
    const status = response.statusCode ?? 0;
    const text = await beginningOf(response);
    if (status < 200 || status > 299) throw new Error(`${url.host} answered ${status}; expected 2xx`);
    return text;
  } catch (cause) {
    if (signal.aborted) throw new Error(`${url.host} did not answer within ${sending.timeoutMs / 1000} s`, { cause });
    throw cause;
  }
}

async function beginningOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.byteLength;
    // Leaving the loop closes the connection.
    if (size > MOST_ANSWER_BYTES) break;
  }
  return Buffer.concat(chunks).toString();
}

/** What a chat robot says of a message: throws an Error with its number and words unless it took it. */
export function checkRobotAnswer(host: string, text: string): void {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch (cause) {
    throw new Error(`${host} answered something other than JSON`, { cause });
  }
  const { errcode, errmsg } = (answer ?? {}) as { errcode?: unknown; errmsg?: unknown };
  if (errcode !== 0) throw new Error(`${host} refused it: ${String(errcode)} ${String(errmsg)}`);
}
