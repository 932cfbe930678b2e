import type { IncomingMessage } from 'node:http';
import type { AllowedServers } from '../engines/outside/allowed-servers.ts';
import { NotAllowedError, OutsideClient, type OutsideRequest } from '../engines/outside/outside-client.ts';
import { codeOf, reasonOf } from '../problem.ts';
import { digestAnswer } from './http-digest.ts';
import { VideoFault } from './video-fault.ts';

/** A server that gives no whole answer in this time does not answer; of an answer without end, the time to its head. */
const TIMEOUT_MS = 10_000;

export interface VideoClientOptions {
  readonly allowed: AllowedServers;
  /** Where addresses of the scheme `demo:` lead; null where there is no demonstration. */
  readonly demoOrigin?: string | null;
  readonly timeoutMs?: number;
}

type Ask = Omit<OutsideRequest, 'signal'> & { readonly signal?: AbortSignal };

/** Asks cameras, recorders and media servers. A password in an address goes to its server alone. */
export class VideoClient {
  readonly #allowed: AllowedServers;
  readonly #client: OutsideClient;
  readonly #demoOrigin: string | null;
  readonly #timeoutMs: number;

  constructor({ allowed, demoOrigin = null, timeoutMs = TIMEOUT_MS }: VideoClientOptions) {
    this.#allowed = allowed;
    this.#client = new OutsideClient(allowed);
    this.#demoOrigin = demoOrigin;
    this.#timeoutMs = timeoutMs;
  }

  /** What an address of the registry leads to. Throws VideoFault for a server that is not allowed. */
  locate(address: string): URL {
    const url = new URL(address);
    if (url.protocol === 'demo:') {
      if (this.#demoOrigin === null)
        throw new VideoFault('notAllowed', 'its pictures are those of the demonstration, which does not run here');
      return new URL(url.pathname, this.#demoOrigin);
    }
    if (!this.#allowed.allows(url))
      throw new VideoFault(
        'notAllowed',
        `${url.hostname} is not among the video servers that TWIN_VIDEO_SERVERS allows`,
      );
    return url;
  }

  /** The answer as soon as its head is there. Throws VideoFault where it does not have the status. */
  async open(
    url: URL,
    { status = 200, signal, ...ask }: Ask & { readonly status?: number } = {},
  ): Promise<IncomingMessage> {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), this.#timeoutMs);
    try {
      const either = signal ? AbortSignal.any([signal, limit.signal]) : limit.signal;
      const response = await this.#ask(url, {
        ...ask,
        headers: { 'accept-encoding': 'identity', 'user-agent': 'twin-video/1', ...ask.headers },
        signal: either,
      });
      // From here on the time is the reader's to watch.
      clearTimeout(timer);
      if (response.statusCode === status) return response;
      response.destroy();
      throw new VideoFault('status', `${url.host} answered ${response.statusCode}; expected ${status}`, {
        status: response.statusCode,
      });
    } catch (cause) {
      throw this.#faultOf(cause, url, limit.signal.aborted);
    } finally {
      clearTimeout(timer);
    }
  }

  /** A whole answer. Throws VideoFault for one that is longer than `mostBytes` or does not end in time. */
  async read(url: URL, mostBytes: number, ask: Ask & { readonly status?: number } = {}): Promise<Buffer> {
    const response = await this.open(url, ask);
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      response.destroy();
    }, this.#timeoutMs);
    try {
      const chunks: Buffer[] = [];
      let size = 0;
      for await (const chunk of response as AsyncIterable<Buffer>) {
        size += chunk.byteLength;
        // Leaving the loop closes the connection.
        if (size > mostBytes) throw new VideoFault('tooLarge', `${url.host} sent more than ${mostBytes} bytes at once`);
        chunks.push(chunk);
      }
      return Buffer.concat(chunks);
    } catch (cause) {
      throw this.#faultOf(cause, url, late);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Checks, for a library that asks by itself, each connection to an address as those of this client are. Throws VideoFault. */
  agentFor(url: URL): ReturnType<OutsideClient['agentFor']> {
    this.locate(url.href);
    return this.#client.agentFor(url);
  }

  /** Asks, and once more where a camera wants the password of the address by HTTP Digest. */
  async #ask(url: URL, ask: OutsideRequest): Promise<IncomingMessage> {
    const response = await this.#client.ask(url, ask);
    const { 'www-authenticate': challenge = '' } = response.headers;
    if (response.statusCode !== 401 || url.username === '') return response;
    const authorization = digestAnswer(challenge, {
      method: ask.method ?? 'GET',
      uri: url.pathname + url.search,
      username: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
    });
    if (authorization === null) return response;
    response.resume();
    const bare = new URL(url);
    [bare.username, bare.password] = ['', ''];
    return this.#client.ask(bare, { ...ask, headers: { ...ask.headers, authorization } });
  }

  #faultOf(cause: unknown, url: URL, late: boolean): VideoFault {
    if (cause instanceof VideoFault) return cause;
    if (cause instanceof NotAllowedError) return new VideoFault('notAllowed', cause.message, { cause });
    if (late)
      return new VideoFault('timeout', `${url.host} did not answer within ${this.#timeoutMs / 1000} s`, { cause });
    return new VideoFault('unreachable', `${url.host} cannot be reached: ${codeOf(cause) ?? reasonOf(cause)}`, {
      cause,
    });
  }

  close(): void {
    this.#client.close();
  }
}
